import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Answer } from "dns-packet";
import { parseAllDocuments } from "yaml";
import type { Ask } from "../../src/checks/check.js";
import { verifySpf } from "../../src/checks/spf.js";
import { createResolver } from "../../src/dns/resolver.js";
import { type Behaviour, startDnsServer } from "../fakes/dns-server.js";

/** openspf's tests for RFC 7208, rfc7208-tests.yml; not ours to publish. */
const FILE = process.env["RFC7208_SUITE"];

type Value = string | readonly [number, string];
type Entry = Readonly<Record<string, Value>> | "TIMEOUT";

interface Scenario {
  readonly description: string;
  readonly tests: Readonly<
    Record<
      string,
      {
        readonly helo: string;
        readonly host: string;
        readonly mailfrom: string;
        readonly result: string | readonly string[];
      }
    >
  >;
  readonly zonedata: Readonly<Record<string, readonly Entry[]>>;
}

/** What comes out differently, by the test's name. */
const KNOWN: Readonly<Record<string, string>> = {
  // We ask for nothing that no mail server could be called.
  "a-colon-domain": "neutral",
  "a-colon-domain-ip4mapped": "neutral",
  "mx-colon-domain": "neutral",
  "mx-colon-domain-ip4mapped": "neutral",
  "macro-mania-in-domain": "fail",
  // mailauth reads no explanations, and is strict where a name in HELO is none.
  "exp-only-macro-char": "fail",
  "exp-syntax-error": "neutral",
  "exp-twice": "fail",
  "hello-domain-literal": "permerror",
  "invalid-hello-macro": "permerror",
  "require-valid-helo": "permerror",
  // It overlooks what is missing behind ip6, and takes another of several reverse names.
  "bare-ip6": "fail",
  "p-macro-multiple": "neutral",
};

describe("openspf's suite for RFC 7208", () => {
  if (FILE === undefined) {
    it("is passed when RFC7208_SUITE names rfc7208-tests.yml");
    return;
  }
  const scenarios = parseAllDocuments(readFileSync(FILE, "latin1"))
    .map((document) => document.toJS() as Scenario | null)
    .filter((scenario) => scenario !== null);
  for (const { description, tests, zonedata } of scenarios)
    describe(description, () => {
      let ask: Ask;
      let close: () => Promise<void>;

      before(async () => {
        const server = await startDnsServer(zoneOf(zonedata));
        close = () => server.close();
        const resolver = createResolver({
          servers: [server],
          patienceMs: 100,
          now: () => new Date(),
        });
        const never = new AbortController().signal;
        ask = (name, type) => resolver.ask(name, type, never);
      });
      after(() => close());

      for (const [name, { host, helo, mailfrom, result }] of Object.entries(tests))
        it(name, async () => {
          const verdict = await verifySpf({ ip: host, helo, sender: mailfrom }, ask);
          const right = [KNOWN[name] ?? result].flat();
          assert.ok(right.includes(verdict.result), `${verdict.result}: ${verdict.says}`);
        });
    });
});

/** What the suite says of names, as answers to questions. */
function zoneOf(zonedata: Scenario["zonedata"]): Readonly<Record<string, Behaviour>> {
  const zone: Record<string, Behaviour> = {};
  for (const [written, entries] of Object.entries(zonedata)) {
    const name = written.toLowerCase();
    const all = entries.filter((entry) => entry !== "TIMEOUT").flatMap(Object.entries<Value>);
    const hasText = all.some(([type]) => type === "TXT");
    for (const [type, value] of all) {
      // Its SPF records stand for TXT records, where there are no others.
      if ((type === "SPF" && hasText) || value === "NONE") continue;
      const record = recordOf(type === "SPF" ? "TXT" : type, name, value);
      const key = `${record.type} ${name}`;
      zone[key] = [...((zone[key] ?? []) as readonly Answer[]), record];
    }
    if (entries.includes("TIMEOUT"))
      for (const type of ["TXT", "A", "AAAA", "MX", "PTR"]) zone[`${type} ${name}`] ??= "silence";
  }
  // A resolver answers for an alias what it stands for.
  for (const [key, alias] of Object.entries(zone)) {
    const [first] = Array.isArray(alias) ? (alias as readonly Answer[]) : [];
    if (first?.type !== "CNAME") continue;
    for (const type of ["TXT", "A", "AAAA", "MX"]) {
      const behind = zone[`${type} ${first.data}`] ?? [];
      if (Array.isArray(behind))
        zone[key.replace("CNAME", type)] = [first, ...(behind as readonly Answer[])];
    }
  }
  return zone;
}

function recordOf(type: string, name: string, value: Value): Answer {
  const ttl = 300;
  const text = typeof value === "string" ? value : value[1];
  switch (type) {
    case "TXT":
      return {
        type,
        name,
        ttl,
        data: [value].flat().map((piece) => Buffer.from(String(piece), "latin1")),
      };
    case "MX":
      return { type, name, ttl, data: { preference: Number(value[0]), exchange: text || "." } };
    case "A":
    case "AAAA":
    case "PTR":
    case "CNAME":
      return { type, name, ttl, data: text };
    default:
      throw new Error(`${type} of ${name}`);
  }
}
