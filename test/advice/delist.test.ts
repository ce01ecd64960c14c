import assert from "node:assert/strict";
import { advise, plainText } from "../../src/advice/advise.js";
import { findDelistPlaces } from "../../src/advice/delist-places.js";
import { delistSteps } from "../../src/advice/delist-steps.js";
import { ticketCard } from "../../src/cards/ticket.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { explanationAsPowerShell } from "../../src/cli/as-powershell.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { BLOCKLISTED, code, words } from "../cards/example-articles.js";
import { CASE, diagnosed, NDR, NEW_TICKET, RELAY, view } from "../cards/examples.js";
import { findAll, textOf } from "../cards/reading.js";

const refused = (diagnosticCode: string, status = "5.7.1"): Ndr => ({
  ...NDR,
  recipients: [{ ...NDR.recipients[0], status: code(status), diagnosticCode }],
});
const SPAMHAUS = refused("554 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org");

describe("findDelistPlaces", () => {
  for (const [says, who] of [
    ["blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.7", "Spamhaus"],
    ["blocked using b.barracudacentral.org", "Barracuda"],
    [
      "Service unavailable; Client host [192.0.2.7] blocked using Barracuda Reputation",
      "Barracuda",
    ],
    ["Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.7", "SpamCop"],
    ["Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.7", "Proofpoint"],
    ["refused, see http://csi.cloudmark.com/reset-request/?ip=192.0.2.7", "Cloudmark"],
    ["IP blocked by Abusix, please visit https://lookup.abusix.com/search?q=192.0.2.7", "Abusix"],
    ["part of their network is on our block list (S3150).", "Outlook.com"],
    [
      "banned sending IP [192.0.2.7]. To request removal visit https://sender.office.com/",
      "Microsoft",
    ],
  ] as const)
    it(`knows ${who} by “${says}”`, () => {
      const [place, ...others] = findDelistPlaces(refused(`550 5.7.1 ${says}`));
      assert.equal(place?.who, who);
      assert.deepEqual(others, []);
    });

  it("knows Microsoft's portal by its codes alone, and no code beside them", () => {
    const who = (status: string) =>
      findDelistPlaces(refused(`550 ${status}`, status)).map((place) => place.who);
    for (const status of ["5.7.606", "5.7.649"]) assert.deepEqual(who(status), ["Microsoft"]);
    for (const status of ["5.7.605", "5.7.650", "5.7.511", "4.7.606", "5.6.606"])
      assert.deepEqual(who(status), [], status);
  });

  for (const other of [
    "the barracuda swims",
    "Spamhausen",
    "proofpoint.com",
    "(S3140",
    "sender-office.com",
  ])
    it(`knows nobody by “${other}”`, () => {
      assert.deepEqual(findDelistPlaces(refused(`550 5.7.1 ${other}`)), []);
    });
});

describe("the step to be taken off a list", () => {
  const last = (ndr: Ndr, article = BLOCKLISTED) => advise(article, ndr).adminSteps.at(-1)!.text;

  it("comes last, with the address to copy and the list's own page", () => {
    assert.deepEqual(last(SPAMHAUS).slice(1), [
      { text: "192.0.2.7", code: true },
      { text: ", at " },
      { text: "check.spamhaus.org", link: "https://check.spamhaus.org/" },
      { text: "." },
    ]);
  });

  it("shows the longest of addresses whole", () => {
    const address = "2001:0db8:85a3:0000:0000:8a2e:0370:7334";
    const ndr = refused(`550 5.7.1 Client host [${address}] blocked using zen.spamhaus.org`);
    const card = diagnosisCard(view({ explanation: { ...diagnosed(listed), ndr } }));
    assert.ok(textOf(card).includes(address));
  });

  it("says so where the bounce names no address", () => {
    const text = plainText(last(refused("550 5.7.1 blocked using zen.spamhaus.org")));
    assert.match(text, /^The bounce does not name the address that Spamhaus blocks/);
  });

  it("is left out where the article links there by itself", () => {
    const text = [words("Go to the "), words("page", { link: "https://check.spamhaus.org/sbl" })];
    const article = { ...BLOCKLISTED, adminSteps: [{ text, commands: [], details: [] }] };
    assert.equal(advise(article, SPAMHAUS).adminSteps.length, 1);
  });

  it("stands in the script as well", () => {
    const script = explanationAsPowerShell("x.eml", { ...diagnosed(listed), ndr: SPAMHAUS });
    assert.match(
      script,
      /^# Once the cause is gone, ask Spamhaus .* 192\.0\.2\.7, at check\.spamhaus\.org \(https:\/\/check\.spamhaus\.org\/\)\.$/m,
    );
  });
});

const listed = { ...RELAY, article: BLOCKLISTED };

describe("a link in a bounce", () => {
  const attacks = [
    "blocked using zen.spamhaus.org.evil.example see https://evil.example/spamhaus",
    "spamhaus [check.spamhaus.org](https://evil.example) <https://evil.example>",
    "Blocked - see https://ipcheck.proofpoint.com.evil.example/?ip=192.0.2.7",
    "Client host [https://evil.example] blocked using b.barracudacentral.org",
    "https://sender.office.com@evil.example/ 5.7.606",
    "visit https://lookup.abusix.com/search?q=evil.example",
    'part of their network is on our block list (S3150). <a href="https://evil.example">x</a>',
  ];
  const ours = new Set(
    delistSteps(
      attacks.flatMap((says) => findDelistPlaces(refused(says))),
      "",
    ).flatMap(({ text }) => text.flatMap(({ link }) => link ?? [])),
  );

  for (const says of attacks)
    it(`is never one of ours: ${says}`, () => {
      const ndr = refused(says, "5.7.606");
      const explanation = { ...diagnosed(listed), ndr };
      const cards = [
        diagnosisCard(view({ explanation })),
        ticketCard({ ...NEW_TICKET, case: { ...CASE, explanation } }),
      ];
      for (const card of cards) {
        const urls = findAll(card, "Action.OpenUrl").map(({ url }) => String(url));
        assert.ok(urls.some((url) => ours.has(url)));
        assert.doesNotMatch(JSON.stringify(findAll(card, "Action.OpenUrl", "TextBlock")), /evil/);
        assert.doesNotMatch(JSON.stringify(findAll(card, "CodeBlock")), /https?:\/\/evil/);
      }
      const script = explanationAsPowerShell("x.eml", explanation).split("\n");
      for (const line of script.filter((it) => it.includes("evil")))
        assert.match(line, /^# It said: /);
    });
});
