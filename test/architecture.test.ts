import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Units of src, from the mail to Teams. Each may import only itself and units before it. */
const ORDER = [
  "wording",
  "intake",
  "ndr",
  "knowledge",
  "match",
  "advice",
  "explain",
  "grouping",
  "narrow",
  "dns",
  "checks",
  "database",
  "outbox",
  "tickets",
  "incidents",
  "cards",
  "log",
  "download",
  "bot",
  "mail",
  "sinks",
  "server",
  "config",
  "cli",
  "main",
];

/** Every package, and every kind of I/O, has one home. */
const HOME: Readonly<Record<string, readonly string[]>> = {
  "postal-mime": ["intake"],
  "html-to-text": ["intake"],
  "@kenjiuno/msgreader/lib/Reader.js": ["intake"],
  "@kenjiuno/decompressrtf": ["intake"],
  "tesseract.js/src/worker-script/node/getCore.js": ["intake"],
  yaml: ["knowledge"],
  "mdast-util-from-markdown": ["knowledge"],
  "fuse.js": ["match"],
  kysely: ["database", "tickets", "incidents"],
  luxon: ["tickets"],
  "csv-stringify/sync": ["cli"],
  "kysely/migration": ["database"],
  libsql: ["database"],
  pg: ["database"],
  "adaptivecards-templating/lib/template-engine.js": ["cards"],
  pino: ["log"],
  botbuilder: ["bot"],
  "botframework-connector": ["bot"],
  "@azure/core-rest-pipeline": ["bot"],
  "@azure/core-http-compat": ["bot"],
  zod: ["bot"],
  restify: ["server"],
  nodemailer: ["mail"],
  "nodemailer/lib/addressparser": ["mail"],
  "smtp-server": ["mail"],
  picocolors: ["cli"],
  "picocolors/types.js": ["cli"],
  dotenv: ["main"],
  "dotenv/config": ["cli", "main"],
  "node:child_process": ["intake"],
  "node:path": ORDER,
  "node:url": ORDER,
  tldts: ["advice", "checks", "incidents"],
  "dns-packet": ["dns"],
  "mailauth/lib/spf/index.js": ["checks"],
  "node:dgram": ["dns"],
  "node:crypto": ["dns", "tickets", "incidents", "bot", "mail", "sinks"],
  "node:module": ["intake"],
  "node:zlib": ["intake"],
  "node:fs": ["intake", "knowledge", "cards"],
  "node:fs/promises": ["knowledge", "database", "mail", "cli"],
  "node:http": ["server", "download", "sinks"],
  "node:https": ["download", "sinks"],
  "node:dns": ["download", "sinks", "config"],
  "node:net": ["ndr", "dns", "checks", "mail", "config", "download", "sinks"],
  "node:stream/consumers": ["cli"],
  "node:timers/promises": ["bot"],
  "node:util": ["cli"],
};

/** What needs no import has a home too; the bot compares the clock with a Retry-After date. */
const GLOBALS: Readonly<
  Record<string, { readonly used: RegExp; readonly homes: readonly string[] }>
> = {
  process: { used: /\bprocess\.(?:env|argv|exit|std\w+)\b/, homes: ["cli", "main"] },
  "the clock": { used: /\bDate\.now\(|new Date\(\)/, homes: ["bot", "cli", "main"] },
};

const unitOf = (path: string) => (path.split("/")[0] ?? "").replace(/\.[jt]s$/, "");
const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));

/** What a module imports, statically or on demand, types included. */
function importsOf(code: string): readonly string[] {
  const from = code.matchAll(/^(?:import|export)\s[^;]*?from "([^"]+)";/gm);
  const bare = code.matchAll(/^import "([^"]+)";/gm);
  const dynamic = code.matchAll(/\bimport\("([^"]+)"\)/g);
  return [...from, ...bare, ...dynamic].map(([, specifier = ""]) => specifier);
}

/** What is loaded with a module, itself among it. */
function loadedWith(path: string, known = new Set<string>()): ReadonlySet<string> {
  if (known.has(path)) return known;
  known.add(path);
  for (const specifier of importsOf(readFileSync(join("src", path), "utf8")))
    if (specifier.startsWith("."))
      loadedWith(join(dirname(path), specifier).replace(/\.js$/, ".ts"), known);
  return known;
}

describe("architecture", () => {
  for (const path of ["main.ts", "cli.ts"])
    it(`src/${path} loads nothing that opens Outlook's files`, () => {
      const opens = join("intake", "outlook", "compound-file.ts");
      assert.equal(loadedWith(path).has(opens), false);
      assert.equal(loadedWith(join("intake", "outlook", "outlook-worker.ts")).has(opens), true);
    });

  it("lists every unit of src in ORDER", () => {
    assert.deepEqual(new Set(sources.map(unitOf)), new Set(ORDER));
  });

  for (const path of sources) {
    it(`src/${path} imports only what comes before it`, () => {
      const unit = unitOf(path);
      const code = readFileSync(join("src", path), "utf8");
      for (const specifier of importsOf(code)) {
        if (specifier.startsWith(".")) {
          const target = unitOf(join(dirname(path), specifier).replaceAll("\\", "/"));
          const isBefore = ORDER.indexOf(target) <= ORDER.indexOf(unit);
          assert.equal(isBefore, true, `${specifier} comes after ${unit}`);
        } else {
          const isHome = HOME[specifier]?.includes(unit) ?? false;
          assert.equal(isHome, true, `${specifier} has no home in ${unit}`);
        }
      }
    });

    it(`src/${path} leaves process and clock to those who wire`, () => {
      const unit = unitOf(path);
      const code = readFileSync(join("src", path), "utf8").replace(/^\s*(?:\/\/|\*).*$/gm, "");
      for (const [what, { used, homes }] of Object.entries(GLOBALS))
        assert.equal(
          homes.includes(unit) || !used.test(code),
          true,
          `${what} has no home in ${unit}`,
        );
    });
  }
});
