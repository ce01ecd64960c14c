import assert from "node:assert/strict";
import type { Answer } from "dns-packet";
import { createBlockLists } from "../../src/checks/block-lists.js";
import { CHECKS, runChecks } from "../../src/checks/checks.js";
import type { CheckName, Finding, Subject } from "../../src/checks/check.js";
import { createResolver, type Resolver } from "../../src/dns/resolver.js";
import { backwards } from "../../src/dns/name.js";
import { type DnsServer, startDnsServer, type Zone } from "../fakes/dns-server.js";
import { createClock } from "../tickets/samples.js";

const ttl = 300;
const mx = (name: string, ...exchanges: readonly string[]): [string, readonly Answer[]] => [
  `MX ${name}`,
  exchanges.map((exchange, at) => ({
    type: "MX",
    name,
    ttl,
    data: { preference: 10 * at, exchange },
  })),
];
const a = (name: string): [string, readonly Answer[]] => [
  `A ${name}`,
  [{ type: "A", name, ttl, data: "192.0.2.1" }],
];
const ptr = (name: string, data: string): readonly Answer[] => [{ type: "PTR", name, ttl, data }];
const txt = (name: string, ...texts: readonly string[]): [string, readonly Answer[]] => [
  `TXT ${name}`,
  // A piece of text holds 255 bytes.
  texts.map((text) => ({ type: "TXT", name, ttl, data: text.match(/.{1,255}/g) ?? [] })),
];

/** What a block list says about an address, and why. */
const listed = (
  zone: string,
  ip: string,
  codes: readonly string[],
  why?: string,
): readonly (readonly [string, readonly Answer[]])[] => {
  const name = `${backwards(ip)}.${zone}`;
  return [
    [`A ${name}`, codes.map((data) => ({ type: "A", name, ttl, data }))],
    ...(why === undefined ? [] : [txt(name, why)]),
  ];
};

const SPAMHAUS = "zen.spamhaus.org";
const OTHER = "bl.example";
/** Of Spamhaus' lists that are paid for. */
const PAID = "abcdefghijklmnopqrstuvwxyz.zen.dq.spamhaus.net";

/** An address that other people's lists may know; nobody is asked about it but our server. */
const LISTED = "20.190.128.1";
const LISTED_SIX = "2603:1046::1";
const POLICY = "20.190.128.2";
const BOTH = "20.190.128.3";
const FREE = "20.190.128.9";

const M365 = "contoso-example.mail.protection.outlook.com";
const NEWER = "contoso-example.b-v1.mx.microsoft";

/** Eleven names that an SPF record asks for. */
const MANY = Array.from({ length: 11 }, (_, at) => `i${at}.many.example`);

const ZONE: Zone = {
  ...Object.fromEntries([
    mx("good.example", "mx1.good.example", "mx2.good.example"),
    a("mx1.good.example"),
    a("mx2.good.example"),
    mx("cloud.example", M365),
    a(M365),
    mx("newer.example", NEWER),
    a(NEWER),
    mx("mixed.example", M365, "mx1.good.example"),
    mx("verified.example", M365, "ms12345678.msv1.invalid"),
    mx("hotmail.example", M365, "0a1b.msv1.invalid.outlook.com"),
    mx("unused.example", "mx1.good.example", "mail.invalid"),
    mx("crowded.example", M365, ...["1", "2", "3", "4", "5"].map((id) => `ms${id}.msv1.invalid`)),
    mx("both.example", "gone.example", "ms1.msv1.invalid"),
    mx("before.example", "contoso.mail.messaging.microsoft.com"),
    mx("long-before.example", M365, "mail.global.frontbridge.com"),
    mx("moved.example", NEWER, M365),
    mx("older.example", "contoso-example.mail.eo.outlook.com"),
    a("contoso-example.mail.eo.outlook.com"),
    txt("before.example", "v=spf1 include:spf.messaging.microsoft.com -all"),
    txt("spf.messaging.microsoft.com", "v=spf1 ip4:192.0.2.0/24 -all"),
    mx("null.example", "."),
    mx("literal.example", "192.0.2.1"),
    mx("dangling.example", "gone.example"),
    mx("aliased.example", "alias.example"),
    a("noMx.example".toLowerCase()),
    mx("unsure.example", "slow.example"),
    txt("good.example", "v=spf1 ip4:192.0.2.0/24 -all", "another text"),
    txt("soft.example", "v=spf1 ip4:198.51.100.0/24 ~all"),
    txt("hard.example", "v=spf1 -all"),
    txt("neutral.example", "v=spf1 ?all"),
    txt("everybody.example", "v=spf1 +all"),
    txt("two.example", "v=spf1 -all", "v=spf1 ~all"),
    txt("many.example", `v=spf1 ${MANY.map((name) => `include:${name}`).join(" ")} -all`),
    ...MANY.map((name) => txt(name, "v=spf1 ip4:198.51.100.1 -all")),
    txt("void.example", "v=spf1 a:v1.example a:v2.example a:v3.example -all"),
    txt("wrong.example", "v=spf1 ipv4:192.0.2.1 -all"),
    txt("refers.example", "v=spf1 include:slow.example -all"),
    txt("cloud.example", "v=spf1 include:spf.protection.outlook.com -all"),
    txt("spf.protection.outlook.com", "v=spf1 ip4:192.0.2.0/24 -all"),
    txt("newer.example", "v=spf1 ip4:198.51.100.0/24 -all"),
    txt("_dmarc.good.example", "v=DMARC1; p=reject; rua=mailto:x@good.example"),
    txt("_dmarc.soft.example", "v=DMARC1; p=none; sp=quarantine"),
    txt("_dmarc.two.example", "v=DMARC1; p=none", "v=DMARC1; p=reject"),
    txt("_dmarc.strict.example", "v=DMARC1; p=reject; adkim=s; aspf=s"),
    txt("_dmarc.wrong.example", "v=DMARC1; p=maybe"),
    txt("selector1._domainkey.cloud.example", "v=DKIM1; k=rsa; p=MIGf"),
    txt("selector2._domainkey.newer.example", "v=DKIM1; k=rsa; p="),
    txt("_mta-sts.good.example", "v=STSv1; id=20261121"),
    txt("_mta-sts.two.example", "v=STSv1; id=1", "v=STSv1; id=2"),
    txt("_smtp._tls.good.example", "v=TLSRPTv1; rua=mailto:tls@good.example", "another text"),
    txt("_smtp._tls.newer.example", "v=TLSRPTv1;rua=https://reports.example/x,mailto:a@b.example"),
    txt("_smtp._tls.two.example", "v=TLSRPTv1; rua=mailto:a@b.example", "v=TLSRPTv1; rua=x"),
    txt("_smtp._tls.wrong.example", "v=TLSRPTv1; rua="),
    txt("_smtp._tls.soft.example", "v=TLSRPTv1; rua=tls@soft.example"),
    txt("_smtp._tls.hard.example", "v=TLSRPTv10; rua="),
    ...[OTHER, SPAMHAUS, PAID].flatMap((zone) => listed(zone, "127.0.0.2", ["127.0.0.2"])),
    ...listed(OTHER, LISTED, ["127.0.0.2"], "Spam from here, see https://bl.example/x"),
    ...listed(OTHER, LISTED_SIX, ["127.0.0.2"]),
    ...listed(OTHER, POLICY, ["127.0.0.10"]),
    ...listed(SPAMHAUS, LISTED, ["127.0.0.2"]),
    ...listed(SPAMHAUS, POLICY, ["127.0.0.11"]),
    ...listed(SPAMHAUS, BOTH, ["127.0.0.10", "127.0.0.4"]),
    ...listed(PAID, LISTED, ["127.0.0.3"]),
    ...["252", "254", "255", "250"].flatMap((last) =>
      listed(`${last}.example`, LISTED, [`127.255.255.${last}`]),
    ),
    ...listed("late.example", "127.0.0.2", ["127.255.255.254"]),
    ...listed("blocked.example", LISTED, ["127.0.0.1"]),
    ...listed("hijacked.example", LISTED, ["198.51.100.1"]),
    ...listed("gave-up.example", LISTED, ["127.0.0.2"]),
    ...listed("gave-up.example", "127.0.0.1", ["127.0.0.2"]),
  ]),
  [`A ${backwards(FREE)}.${OTHER}`]: "NXDOMAIN",
  [`A ${backwards(LISTED)}.broken.example`]: "SERVFAIL",
  [`A ${backwards(LISTED)}.mute.example`]: "silence",
  "A alias.example": [
    { type: "CNAME", name: "alias.example", ttl, data: "host.example" },
    { type: "A", name: "host.example", ttl, data: "192.0.2.1" },
  ],
  "PTR 7.2.0.192.in-addr.arpa": ptr("7.2.0.192.in-addr.arpa", "mail.contoso.example"),
  "A mail.contoso.example": [{ type: "A", name: "mail.contoso.example", ttl, data: "192.0.2.7" }],
  "PTR 8.2.0.192.in-addr.arpa": ptr("8.2.0.192.in-addr.arpa", "mail.contoso.example"),
  "PTR 9.2.0.192.in-addr.arpa": "NXDOMAIN",
  "PTR 10.2.0.192.in-addr.arpa": "SERVFAIL",
  [`PTR 1.${"0.".repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`]: ptr(
    `1.${"0.".repeat(23)}8.b.d.0.1.0.0.2.ip6.arpa`,
    "six.contoso.example",
  ),
  "AAAA six.contoso.example": [
    { type: "AAAA", name: "six.contoso.example", ttl, data: "2001:db8:0:0:0:0:0:1" },
  ],
  "MX contoso.con": "NXDOMAIN",
  "TXT contoso.con": "NXDOMAIN",
  "MX trouble.example": "SERVFAIL",
  "TXT trouble.example": "SERVFAIL",
  "TXT _dmarc.trouble.example": "SERVFAIL",
  "TXT _mta-sts.trouble.example": "SERVFAIL",
  "TXT _smtp._tls.trouble.example": "SERVFAIL",
  "TXT selector1._domainkey.mixed.example": "REFUSED",
  "TXT selector2._domainkey.mixed.example": "REFUSED",
  "A slow.example": "silence",
  "AAAA slow.example": "silence",
  "TXT slow.example": "silence",
  "TLSA _25._tcp.mx2.good.example": [
    {
      type: "TLSA",
      name: "_25._tcp.mx2.good.example",
      ttl,
      data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32) },
    },
  ],
};

const to = (recipientDomain: string): Partial<Subject> => ({
  recipient: `ana@${recipientDomain}`,
  recipientDomain,
});
const from = (senderDomain: string, clientIp?: string): Partial<Subject> => ({
  senderDomain,
  clientIp,
});

const listedOn = (zone: string, clientIp = LISTED): Partial<Subject> => ({
  clientIp,
  blockLists: createBlockLists([zone], () => new Date()),
});

const TABLE: readonly (readonly [
  check: CheckName,
  subject: Partial<Subject>,
  outcome: Finding["outcome"],
  means: RegExp,
])[] = [
  ["recipient-mail-servers", to("good.example"), "ok", /takes its mail at mx1\.good\.example\.$/],
  ["recipient-mail-servers", to("cloud.example"), "ok", /takes its mail at Microsoft 365\.$/],
  ["recipient-mail-servers", to("newer.example"), "ok", /takes its mail at Microsoft 365\.$/],
  [
    "recipient-mail-servers",
    to("mixed.example"),
    "problem",
    /other MX records beside: mx1\.good\.example\. Mail that goes there .* The recipient's mail admin has to remove what is left over\.$/,
  ],
  [
    "recipient-mail-servers",
    to("verified.example"),
    "problem",
    /^Left over in the MX records of verified\.example: ms12345678\.msv1\.invalid, by which Microsoft 365 once saw .* mail admin has to remove it\.$/,
  ],
  [
    "recipient-mail-servers",
    to("hotmail.example"),
    "problem",
    /: 0a1b\.msv1\.invalid\.outlook\.com, by/,
  ],
  [
    "recipient-mail-servers",
    to("unused.example"),
    "problem",
    /: mail\.invalid, a name that no server has/,
  ],
  [
    "sender-mail-servers",
    from("before.example"),
    "problem",
    /: contoso\.mail\.messaging\.microsoft\.com, a name from before .* Your own mail admin has to put a mail server of the domain in its place\.$/,
  ],
  [
    "recipient-mail-servers",
    to("long-before.example"),
    "problem",
    /: mail\.global\.frontbridge\.com, a name/,
  ],
  [
    "recipient-mail-servers",
    to("moved.example"),
    "problem",
    /: contoso-example\.mail\.protection\.outlook\.com, an older way to Microsoft 365 beside contoso-example\.b-v1\.mx\.microsoft\. /,
  ],
  ["recipient-mail-servers", to("crowded.example"), "problem", /ms3\.msv1\.invalid and 2 more, by/],
  ["recipient-mail-servers", to("both.example"), "problem", /gone\.example has no address/],
  ["recipient-mail-servers", to("older.example"), "ok", /takes its mail at Microsoft 365\.$/],
  [
    "recipient-mail-servers",
    to("contoso.con"),
    "problem",
    /^There is no domain contoso\.con\. Check the address/,
  ],
  ["recipient-mail-servers", to("null.example"), "problem", /takes no mail \(an MX record/],
  ["recipient-mail-servers", to("literal.example"), "problem", /an address instead of a server/],
  ["recipient-mail-servers", to("dangling.example"), "problem", /gone\.example has no address/],
  [
    "recipient-mail-servers",
    to("aliased.example"),
    "problem",
    /alias\.example is another name \(CNAME\)/,
  ],
  [
    "recipient-mail-servers",
    to("nomx.example"),
    "problem",
    /has no MX record, so mail goes to its web address/,
  ],
  ["recipient-mail-servers", to("hard.example"), "problem", /has no mail server \(no MX record\)/],
  [
    "recipient-mail-servers",
    to("unsure.example"),
    "unknown",
    /Whether the mail server slow\.example has an address/,
  ],
  ["recipient-mail-servers", to("trouble.example"), "unknown", /have trouble of their own\.$/],
  [
    "sender-mail-servers",
    from("contoso.con"),
    "problem",
    /Servers refuse mail from a domain that does not exist/,
  ],
  ["sender-mail-servers", from("null.example"), "problem", /a domain that takes no answers/],
  [
    "client-ip",
    { clientIp: "192.0.2.7" },
    "ok",
    /is called mail\.contoso\.example, and the name leads/,
  ],
  ["client-ip", { clientIp: "::ffff:192.0.2.7" }, "ok", /^192\.0\.2\.7 is called/],
  ["client-ip", { clientIp: "2001:db8::1" }, "ok", /is called six\.contoso\.example/],
  ["client-ip", { clientIp: "192.0.2.8" }, "problem", /does not lead back to it/],
  ["client-ip", { clientIp: "192.0.2.9" }, "problem", /has no name \(no PTR record\)/],
  ["client-ip", { clientIp: "192.0.2.10" }, "unknown", /have trouble of their own/],
  ["block-lists", listedOn(OTHER), "problem", /is on the block list bl\.example\. Whoever runs/],
  ["block-lists", listedOn(OTHER, `::ffff:${LISTED}`), "problem", /^20\.190\.128\.1 is on the/],
  ["block-lists", listedOn(OTHER, LISTED_SIX), "problem", /^2603:1046::1 is on the block list/],
  ["block-lists", listedOn(OTHER, POLICY), "problem", /bl\.example\. Whoever runs/],
  ["block-lists", listedOn(OTHER, FREE), "ok", /is not on the block list bl\.example\.$/],
  ["block-lists", listedOn(SPAMHAUS), "problem", /zen\.spamhaus\.org\. Whoever runs/],
  [
    "block-lists",
    listedOn(SPAMHAUS, POLICY),
    "problem",
    /should send no mail itself \(PBL\)\. Nobody has seen anything bad from it/,
  ],
  ["block-lists", listedOn(SPAMHAUS, BOTH), "problem", /seems to be in other hands \(XBL\)/],
  ["block-lists", listedOn(SPAMHAUS, FREE), "ok", /is not on the block list zen\.spamhaus\.org/],
  ["block-lists", listedOn(PAID), "problem", /is on the block list zen\.dq\.spamhaus\.net\./],
  ["block-lists", listedOn("252.example"), "unknown", /its owner knows no such list/],
  ["block-lists", listedOn("254.example"), "unknown", /it does not answer public resolvers/],
  ["block-lists", listedOn("late.example"), "unknown", /it does not answer public resolvers/],
  ["block-lists", listedOn("255.example"), "unknown", /it has been asked too often from here\.$/],
  ["block-lists", listedOn("250.example"), "unknown", /does not want to be asked from here/],
  ["block-lists", listedOn("blocked.example"), "unknown", /does not want to be asked from here/],
  [
    "block-lists",
    listedOn("hijacked.example"),
    "unknown",
    /^Whether .* 198\.51\.100\.1 is no answer/,
  ],
  ["block-lists", listedOn("gave-up.example"), "unknown", /that list names every address/],
  ["block-lists", listedOn("no-list.example"), "unknown", /nothing is on that list/],
  ["block-lists", listedOn("broken.example"), "unknown", /have trouble of their own\.$/],
  ["block-lists", listedOn("mute.example"), "unknown", /did not answer in time\.$/],
  ["spf", from("good.example", "192.0.2.7"), "ok", /lets 192\.0\.2\.7 send for it \(SPF pass\)/],
  [
    "spf",
    from("hard.example", "192.0.2.7"),
    "problem",
    /does not let 192\.0\.2\.7 send for it \(SPF fail\)/,
  ],
  ["spf", from("soft.example", "192.0.2.7"), "problem", /\(SPF softfail\)/],
  ["spf", from("neutral.example", "192.0.2.7"), "problem", /\(SPF neutral\)/],
  ["spf", from("everybody.example", "192.0.2.7"), "problem", /lets everybody send/],
  ["spf", from("two.example"), "problem", /has 2 SPF records/],
  ["spf", from("many.example"), "problem", /more than 10 lookups/],
  ["spf", from("void.example"), "problem", /more than two of the names/],
  ["spf", from("wrong.example"), "problem", /it has a mistake in it/],
  ["spf", from("refers.example"), "unknown", /a name it refers to does not answer/],
  ["spf", from("dangling.example"), "problem", /no SPF record/],
  ["spf", from("contoso.con"), "problem", /There is no domain contoso\.con/],
  ["spf", from("trouble.example"), "unknown", /have trouble of their own/],
  ["spf", from("cloud.example"), "ok", /holds, with 1 of 10 lookups/],
  [
    "spf",
    from("newer.example"),
    "problem",
    /is at Microsoft 365, and its SPF record does not name it/,
  ],
  [
    "spf",
    from("before.example"),
    "problem",
    /^Left over in the SPF record .*: include:spf\.messaging\.microsoft\.com, .* put include:spf\.protection\.outlook\.com in its place/,
  ],
  ["dkim", from("cloud.example"), "ok", /The keys are there/],
  ["dkim", from("newer.example"), "problem", /The keys are missing/],
  ["dkim", from("mixed.example"), "unknown", /does not answer this question\.$/],
  ["dmarc", from("good.example"), "ok", /p=reject/],
  ["dmarc", from("soft.example"), "ok", /only watches/],
  ["dmarc", from("news.soft.example"), "ok", /p=quarantine/],
  ["dmarc", from("two.example"), "problem", /2 DMARC records/],
  ["dmarc", from("wrong.example"), "problem", /names no policy/],
  ["dmarc", from("cloud.example"), "problem", /has no DMARC record/],
  ["dmarc", from("trouble.example"), "unknown", /have trouble/],
  ["transport-security", to("two.example"), "problem", /2 MTA-STS records/],
  ["transport-security", to("trouble.example"), "unknown", /has MTA-STS could not be found out/],
  ["tls-reports", to("good.example"), "ok", /gets a report each day .* \(TLS-RPT\)/],
  ["tls-reports", to("newer.example"), "ok", /gets a report each day/],
  ["tls-reports", to("two.example"), "problem", /has 2 records for reports on TLS/],
  ["tls-reports", to("wrong.example"), "problem", /does not say where to \(rua\)/],
  ["tls-reports", to("soft.example"), "problem", /does not say where to \(rua\)/],
  ["tls-reports", to("trouble.example"), "unknown", /have trouble of their own\.$/],
  ["address", to("gmial.com"), "problem", /a typing error for gmail\.com/],
  ["address", to("contoso.con"), "problem", /a typing error for contoso\.com/],
  ["address", to("fabrikan.example"), "problem", /a typing error for fabrikam\.example/],
  [
    "address",
    {
      recipient: "IMCEAEX-_O=CONTOSO_CN=RECIPIENTS+20OLD_CN=ANA@good.example",
      recipientDomain: "good.example",
    },
    "problem",
    /an old internal address that it remembered/,
  ],
];

describe("the checks", () => {
  let server: DnsServer;

  before(async () => {
    server = await startDnsServer(ZONE);
  });
  after(() => server.close());

  const run = async (check: CheckName, subject: Partial<Subject>, limitMs = 3_000) => {
    const faults: unknown[] = [];
    const { list } = await runChecks(
      CHECKS.filter(({ name }) => name === check),
      { ownDomains: ["fabrikam.example"], ...subject },
      {
        resolver: createResolver({ servers: [server], patienceMs: 100, now: () => new Date() }),
        limitMs,
        now: () => new Date("2026-11-21T10:05:00Z"),
        onFault: (_, error) => void faults.push(error),
      },
    );
    assert.deepEqual(faults, []);
    return list;
  };

  for (const [check, subject, outcome, means] of TABLE)
    it(`${check} of ${JSON.stringify(subject)}: ${outcome}`, async () => {
      const [finding, ...more] = await run(check, subject);
      assert.equal(finding?.outcome, outcome, JSON.stringify(finding));
      assert.match(finding.means, means);
      assert.equal(more.length, 0);
    });

  it("say what stands there, as it stands there", async () => {
    const [spf] = await run("spf", from("good.example", "192.0.2.7"));
    assert.equal(spf?.found, "v=spf1 ip4:192.0.2.0/24 -all");
    const [servers] = await run("recipient-mail-servers", to("good.example"));
    assert.equal(servers?.found, "0 mx1.good.example\n10 mx2.good.example");
    const [once] = await run("address", TABLE.at(-1)![1]);
    assert.equal(once?.found, "/O=CONTOSO/CN=RECIPIENTS OLD/CN=ANA");
  });

  it("say why an address is on a block list, in the list's words", async () => {
    const [finding] = await run("block-lists", listedOn(OTHER));
    assert.equal(finding?.found, "127.0.0.2\nSpam from here, see https://bl.example/x");
  });

  it("name each block list that holds an address, and the others together", async () => {
    const blockLists = createBlockLists([SPAMHAUS, OTHER, PAID], () => new Date());
    const both = await run("block-lists", { clientIp: POLICY, blockLists });
    assert.deepEqual(
      both.map(({ outcome }) => outcome),
      ["problem", "problem", "ok"],
    );
    const [free] = await run("block-lists", { clientIp: FREE, blockLists });
    assert.equal(
      free?.means,
      `${FREE}, which was refused, is not on any of the block lists zen.spamhaus.org, bl.example, zen.dq.spamhaus.net.`,
    );
  });

  for (const [most, span, within] of [
    [30, 60_000, 1_000],
    [1_000, 24 * 60 * 60_000, 3_000],
  ] as const)
    it(`ask a block list about ${most} addresses within ${span / 1000} seconds`, async () => {
      const clock = createClock();
      const [list, other] = createBlockLists([OTHER, SPAMHAUS], clock.now);
      for (let asked = 0; asked < most; asked++) {
        assert.equal(list?.mayAsk(), true);
        clock.pass(within);
      }
      const before = server.asked.length;
      const blockLists = [list!];
      const [finding] = await run("block-lists", { clientIp: LISTED, blockLists });
      assert.equal(finding?.outcome, "unknown");
      assert.match(finding.means, /I have asked that list as often as I may for now\.$/);
      assert.equal(server.asked.length, before);
      assert.equal(other?.mayAsk(), true);
      clock.pass(span - most * within);
      assert.equal(list?.mayAsk(), true);
    });

  it("may say of one address as often as they like what a block list said", async () => {
    const resolver = createResolver({ servers: [server], now: () => new Date() });
    const blockLists = createBlockLists([OTHER], () => new Date());
    const check = CHECKS.filter(({ name }) => name === "block-lists");
    const look = async (view: Resolver) => {
      const subject = { ownDomains: [], clientIp: LISTED, blockLists };
      const { list } = await runChecks(check, subject, {
        resolver: view,
        limitMs: 3_000,
        now: () => new Date(),
        onFault: (_, error) => {
          assert.ifError(error);
        },
      });
      return list[0]?.outcome;
    };
    for (let bounces = 0; bounces < 40; bounces++) assert.equal(await look(resolver), "problem");
    for (let asked = 1; asked < 30; asked++) assert.equal(blockLists[0]?.mayAsk(), true);
    assert.equal(await look(resolver), "problem");
    assert.equal(await look(resolver.fresh()), "unknown");
  });

  it("ask a block list about nobody's own network", async () => {
    const before = server.asked.length;
    for (const ip of ["10.0.0.1", "192.168.1.1", "127.0.0.1", "::1", "fd00::1", "::ffff:10.0.0.1"])
      assert.deepEqual(await run("block-lists", listedOn(OTHER, ip)), []);
    assert.equal(server.asked.length, before);
  });

  it("find both ways in which a domain takes mail over proven connections only", async () => {
    const means = (await run("transport-security", to("good.example"))).map(({ means }) => means);
    assert.match(means[0] ?? "", /MTA-STS policy/);
    assert.match(means[1] ?? "", /^mx2\.good\.example names the certificates .* \(DANE\)/);
  });

  const ALIGNED: readonly (readonly [
    from: string,
    signedBy: readonly string[],
    envelope: string | undefined,
    outcome: Finding["outcome"] | undefined,
    means: RegExp,
  ])[] = [
    ["good.example", ["sub.good.example"], undefined, "ok", /signature of sub\.good\.example/],
    ["good.example", [], "bounces.good.example", "ok", /return path is at bounces\.good\.example/],
    ["strict.example", ["strict.example"], undefined, "ok", /signature of strict\.example/],
    ["strict.example", ["a.strict.example"], "strict.example", "ok", /return path is at strict/],
    [
      "strict.example",
      ["a.strict.example"],
      "a.strict.example",
      "problem",
      /bears a signature of a\.strict\.example and a return path at a\.strict\.example: neither counts/,
    ],
    ["good.example", ["good.example.evil.example"], undefined, "problem", /a signature of good\.e/],
    ["good.example", [], "evil.example", "problem", /no signature and a return path at evil\.ex/],
    ["good.example", [], undefined, undefined, /^$/],
  ];
  for (const [from, signedBy, envelope, outcome, means] of ALIGNED)
    it(`dmarc: a message of ${from} with ${signedBy.join()} by ${envelope ?? "nobody"} is ${outcome ?? "not judged"}`, async () => {
      const subject = { senderDomain: "list.example", authorship: { from, signedBy, envelope } };
      const [policy, alignment] = await run("dmarc", subject);
      assert.match(policy?.means ?? "", /p=reject/);
      assert.equal(alignment?.outcome, outcome);
      assert.match(alignment?.means ?? "", means);
    });

  for (const [isOwn, means] of [
    [true, /is one of your organisation's addresses\.$/],
    [false, /is none of your organisation's addresses: another server passed the message on\.$/],
  ] as const)
    it(`say whether the refused address is the organisation's own: ${isOwn}`, async () => {
      const [finding] = await run("client-ip", {
        clientIp: "192.0.2.7",
        isOwnAddress: () => isOwn,
      });
      assert.match(finding?.means ?? "", means);
    });

  for (const [check, subject] of [
    ["recipient-mail-servers", {}],
    ["spf", {}],
    ["block-lists", { clientIp: LISTED }],
    ["block-lists", { ...listedOn(OTHER), clientIp: undefined }],
    ["dkim", from("good.example")],
    ["transport-security", to("cloud.example")],
    ["tls-reports", {}],
    ["tls-reports", to("cloud.example")],
    ["tls-reports", to("hard.example")],
    ["address", to("gmail.com")],
    ["address", to("email.com")],
    ["address", to("fabrikam.example")],
  ] as const)
    it(`${check} of ${JSON.stringify(subject)}: nothing to say`, async () => {
      assert.deepEqual(await run(check, subject), []);
    });

  it("end in time, whoever does not answer", async () => {
    const began = performance.now();
    const [finding] = await run("recipient-mail-servers", to("unsure.example"), 30);
    assert.equal(finding?.outcome, "unknown");
    assert.ok(performance.now() - began < 2_000, "it ended");
  });
});
