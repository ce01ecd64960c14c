import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createResolver } from "../../src/dns/resolver.js";
import { type DnsServer, startDnsServer, type Zone } from "../fakes/dns-server.js";
import { createClock } from "../tickets/samples.js";

const mx = (name: string, preference: number, exchange: string) =>
  ({ type: "MX", name, ttl: 300, data: { preference, exchange } }) as const;
const a = (name: string, data: string, ttl = 300) => ({ type: "A", name, ttl, data }) as const;
const cname = (name: string, data: string) => ({ type: "CNAME", name, ttl: 300, data }) as const;

const LONG_TEXT = `v=spf1 ${"ip4:192.0.2.1 ".repeat(60)}-all`;
const PIECES = LONG_TEXT.match(/.{1,255}/g) ?? [];

const ZONE: Zone = {
  "MX contoso.example": [
    mx("contoso.example", 10, "MX1.Contoso.Example"),
    mx("contoso.example", 20, "mx2.contoso.example"),
  ],
  "MX nobody.example": "NXDOMAIN",
  "MX broken.example": "SERVFAIL",
  "MX secret.example": "REFUSED",
  "MX mute.example": "silence",
  "MX words.example": [mx("words.example", 10, "call +1 555 0100.example")],
  "PTR 8.2.0.192.in-addr.arpa": [
    { type: "PTR", name: "8.2.0.192.in-addr.arpa", ttl: 300, data: "a\nb.example" },
  ],
  "MX rubbish.example": "garbage",
  "A guessed.example": { forged: [a("guessed.example", "192.0.2.1")] },
  "TXT long.example": {
    long: [{ type: "TXT", name: "long.example", ttl: 300, data: PIECES }],
  },
  "TXT gone.example": "long, then gone",
  "A www.example.net": [
    cname("www.example.net", "web.example.net"),
    cname("web.example.net", "host.example.org"),
    a("host.example.org", "192.0.2.7"),
  ],
  "CNAME www.example.net": [cname("www.example.net", "web.example.net")],
  "A round.example": [
    cname("round.example", "about.example"),
    cname("about.example", "round.example"),
  ],
  "A nowhere.example": [cname("nowhere.example", "gone.example.net")],
  "MX xn--bcher-kva.example": [mx("xn--bcher-kva.example", 0, ".")],
  "TLSA _25._tcp.mx.example": [
    {
      type: "TLSA",
      name: "_25._tcp.mx.example",
      ttl: 300,
      data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32) },
    },
  ],
  "PTR 7.2.0.192.in-addr.arpa": [
    { type: "PTR", name: "7.2.0.192.in-addr.arpa", ttl: 300, data: "mail.contoso.example" },
  ],
  "A short.example": [a("short.example", "192.0.2.9", 30)],
};

describe("createResolver", () => {
  let server: DnsServer;
  let clock: ReturnType<typeof createClock>;
  const never = new AbortController().signal;

  beforeEach(async () => {
    server = await startDnsServer(ZONE);
    clock = createClock();
  });
  afterEach(() => server.close());

  const resolver = (patienceMs = 200) =>
    createResolver({ servers: [server], patienceMs, now: clock.now });

  for (const [name, type, answer] of [
    [
      "contoso.example",
      "MX",
      {
        kind: "found",
        records: [
          { preference: 10, exchange: "mx1.contoso.example" },
          { preference: 20, exchange: "mx2.contoso.example" },
        ],
        aliases: [],
      },
    ],
    ["Contoso.Example.", "TXT", { kind: "no-records", aliases: [] }],
    ["nobody.example", "MX", { kind: "no-such-name" }],
    ["broken.example", "MX", { kind: "failed", why: "server" }],
    ["secret.example", "MX", { kind: "failed", why: "refused" }],
    ["mute.example", "MX", { kind: "failed", why: "timeout" }],
    ["rubbish.example", "MX", { kind: "failed", why: "timeout" }],
    ["words.example", "MX", { kind: "failed", why: "nonsense" }],
    ["8.2.0.192.in-addr.arpa", "PTR", { kind: "failed", why: "nonsense" }],
    ["guessed.example", "A", { kind: "found", records: ["192.0.2.1"], aliases: [] }],
    ["long.example", "TXT", { kind: "found", records: [LONG_TEXT], aliases: [] }],
    ["gone.example", "TXT", { kind: "failed", why: "server" }],
    [
      "www.example.net",
      "A",
      { kind: "found", records: ["192.0.2.7"], aliases: ["web.example.net", "host.example.org"] },
    ],
    ["www.example.net", "CNAME", { kind: "found", records: ["web.example.net"], aliases: [] }],
    ["round.example", "A", { kind: "failed", why: "loop" }],
    ["nowhere.example", "A", { kind: "no-records", aliases: ["gone.example.net"] }],
    [
      "bücher.example",
      "MX",
      { kind: "found", records: [{ preference: 0, exchange: "" }], aliases: [] },
    ],
    [
      "_25._tcp.mx.example",
      "TLSA",
      { kind: "found", records: [{ usage: 3, selector: 1, matchingType: 1 }], aliases: [] },
    ],
    [
      "7.2.0.192.in-addr.arpa",
      "PTR",
      { kind: "found", records: ["mail.contoso.example"], aliases: [] },
    ],
  ] as const)
    it(`answers ${type} ${name}: ${answer.kind}`, async () => {
      assert.deepEqual(await resolver().ask(name, type, never), answer);
    });

  for (const name of [
    "",
    "localhost",
    "a b.example",
    "x..example",
    "*.example",
    "192.0.2.1:53",
    `${"a".repeat(64)}.example`,
    "a.".repeat(200),
    "http://x.example/",
    "x.example/y.example",
    "x.example?y.example",
  ])
    it(`asks nobody for ${JSON.stringify(name.slice(0, 40))}`, async () => {
      assert.deepEqual(await resolver().ask(name, "A", never), {
        kind: "failed",
        why: "not-a-name",
      });
      assert.deepEqual(server.asked, []);
    });

  it("asks over TCP what is too long for UDP, and nothing else", async () => {
    await resolver().ask("long.example", "TXT", never);
    await resolver().ask("contoso.example", "MX", never);
    assert.deepEqual(server.asked, [
      "udp TXT long.example",
      "tcp TXT long.example",
      "udp MX contoso.example",
    ]);
  });

  it("asks again when the time to live is over, not before", async () => {
    const once = resolver();
    for (const seconds of [0, 29, 1]) {
      clock.pass(seconds * 1_000);
      await once.ask("short.example", "A", never);
    }
    assert.equal(server.asked.length, 2);
  });

  it("asks again at once where somebody wants to know it as it is now", async () => {
    const known = resolver();
    await known.ask("contoso.example", "MX", never);
    const fresh = known.fresh();
    await fresh.ask("contoso.example", "MX", never);
    assert.equal(server.asked.length, 2);
    // Once; and what it learnt is known from then on.
    await fresh.ask("contoso.example", "MX", never);
    await known.ask("contoso.example", "MX", never);
    assert.equal(server.asked.length, 2);
    await known.ask("short.example", "A", never);
    await known.fresh().ask("short.example", "A", never);
    assert.equal(server.asked.length, 4);
  });

  it("forgets nothing for it: who does not ask anew gets what is known", async () => {
    const known = resolver();
    await known.ask("contoso.example", "MX", never);
    const hurry = AbortSignal.abort();
    assert.equal((await known.fresh().ask("contoso.example", "MX", hurry)).kind, "failed");
    assert.equal((await known.ask("contoso.example", "MX", never)).kind, "found");
    assert.equal(server.asked.length, 1);
  });

  it("asks the next server what the first one has trouble with", async () => {
    const mute = await startDnsServer({ "MX contoso.example": "silence" });
    const both = createResolver({ servers: [mute, server], patienceMs: 100, now: clock.now });
    assert.equal((await both.ask("contoso.example", "MX", never)).kind, "found");
    await mute.close();
  });

  it("ends when it is told to, and leaves no socket behind", async () => {
    const before = sockets();
    const hurry = AbortSignal.timeout(50);
    const answer = await resolver(5_000).ask("mute.example", "MX", hurry);
    assert.deepEqual(answer, { kind: "failed", why: "timeout" });
    assert.deepEqual(await resolver().ask("contoso.example", "MX", hurry), {
      kind: "failed",
      why: "timeout",
    });
    for (let wait = 0; sockets() > before && wait < 50; wait++) await sleep(10);
    assert.equal(sockets(), before);
  });

  it("says so where nobody listens", async () => {
    const gone = { address: "127.0.0.1", port: 9 };
    const alone = createResolver({ servers: [gone], patienceMs: 200, now: clock.now });
    assert.equal((await alone.ask("contoso.example", "MX", never)).kind, "failed");
  });
});

const sockets = (): number =>
  process.getActiveResourcesInfo().filter((what) => /UDP|TCPSocketWrap/.test(what)).length;
