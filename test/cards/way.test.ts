import assert from "node:assert/strict";
import type { Bounce } from "../../src/explain.js";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { ticketCard } from "../../src/cards/ticket.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { code } from "./example-articles.js";
import { bytesOf, openTextOf, textOf } from "./reading.js";
import { NEW_TICKET, view, WITH_WAY } from "./examples.js";

/** What stands between the section's title and the next one's. */
function wayOn(explanation: Bounce): readonly string[] {
  const lines = textOf(diagnosisCard(view({ explanation }))).split("\n");
  const from = lines.findIndex((line) => line.startsWith("The way it took"));
  const to = lines.findIndex((line, index) => index > from && /^(?:▸|Source)/.test(line));
  return from < 0 ? [] : lines.slice(from, to);
}
const withNdr = (changes: Partial<Ndr>): Bounce => ({
  ...WITH_WAY,
  ndr: { ...WITH_WAY.ndr, ...changes },
});

describe("the way a message took", () => {
  it("stands on the card, closed, with each wait, and who ended it", () => {
    assert.deepEqual(wayOn(WITH_WAY), [
      "The way it took: 5 servers, 3 min 15 s",
      "northwind.example → securemail.example → ✗ Microsoft 365",
      "21 November 2026, times in UTC, by each server's own clock",
      "●",
      "pc7.northwind.example",
      "●",
      "mail.northwind.example  10:05:01",
      "●",
      "filter.northwind.example  10:05:03",
      "+2 s",
      "●",
      "eu7.securemail.example  10:08:15",
      "████████████ +3 min 12 s",
      "●",
      "AM6EUR05FT063 (Microsoft 365)  10:08:16",
      "+1 s",
      "✗",
      "contoso-example.mail.protection.outlook.com refused it, on their side.",
    ]);
    assert.doesNotMatch(openTextOf(diagnosisCard(view({ explanation: WITH_WAY }))), /filter\./);
  });

  const [problem] = WITH_WAY.ndr.recipients;
  const ENDS: readonly (readonly [what: string, problem: RecipientReport, end: string])[] = [
    [
      "no server where the bounce names none that refused it",
      { ...problem, remoteMta: undefined, diagnosticCode: "550 5.7.64 refused" },
      "A server on their side refused it.",
    ],
    [
      "no server where the bounce names none that was not reached",
      { ...problem, remoteMta: undefined, status: code("4.4.1"), diagnosticCode: "timed out" },
      "The next server could not be reached.",
    ],
  ];
  for (const [what, report, end] of ENDS)
    it(`names ${what}`, () => {
      assert.equal(wayOn(withNdr({ recipients: [report] })).at(-1), end);
    });

  it("stands on the helpdesk's card, too, with the side", () => {
    const ticket = { ...NEW_TICKET, case: { ...NEW_TICKET.case, explanation: WITH_WAY } };
    const text = textOf(ticketCard(ticket));
    assert.match(text, /^The way it took: 5 servers/m);
    assert.match(text, /^Refused on: their side$/m);
  });

  it("is left out where there was no way to speak of", () => {
    assert.deepEqual(wayOn(withNdr({ hops: undefined })), []);
    assert.deepEqual(
      wayOn(withNdr({ hops: [{ by: "mail.northwind.example" }], reportingMta: undefined })),
      [],
    );
  });

  it("shows of a loop its beginning and its end", () => {
    const hops = Array.from({ length: 30 }, (_, i) => ({ by: `h${i}.northwind.example` }));
    const lines = wayOn(withNdr({ hops, reportingMta: "h29.northwind.example" }));
    assert.ok(lines.includes("20 more servers"));
    assert.deepEqual(
      lines.filter((line) => line.startsWith("h")),
      [0, 1, 2, 3, 24, 25, 26, 27, 28, 29].map((i) => `h${i}.northwind.example`),
    );
  });

  it("names nobody where it found no server to go on to", () => {
    const [problem] = WITH_WAY.ndr.recipients;
    const recipients = [
      {
        ...problem,
        status: code("5.4.310"),
        diagnosticCode: "550 5.4.310 DNS domain x.example does not exist",
        remoteMta: undefined,
      },
    ];
    assert.equal(wayOn(withNdr({ recipients })).at(-1), "The next server could not be reached.");
  });

  it("shortens the names of Microsoft's machines, and no customer's door", () => {
    const hops = [
      "BN1PEPF0000468E.mail.protection.outlook.com",
      "AM0PR08MB3045.eurprd08.prod.outlook.com",
      "contoso-com.mail.protection.outlook.com",
    ].map((by) => ({ by }));
    const lines = wayOn(withNdr({ hops, reportingMta: undefined }));
    assert.ok(lines.includes("BN1PEPF0000468E (Microsoft 365)"));
    assert.ok(lines.includes("AM0PR08MB3045 (Microsoft 365)"));
    assert.ok(lines.includes("contoso-com.mail.protection.outlook.com"));
  });

  it("goes before the admin's steps of a card that is too big", () => {
    const hops = Array.from({ length: 12 }, (_, i) => ({ by: `${"x".repeat(200)}${i}.example` }));
    const step = {
      text: [{ kind: "words" as const, text: "s".repeat(9_000) }],
      commands: [],
      details: [],
    };
    const [best] = WITH_WAY.kind === "diagnosed" ? WITH_WAY.diagnoses : [];
    assert.ok(best && WITH_WAY.kind === "diagnosed");
    const diagnoses = [{ ...best, article: { ...best.article, adminSteps: [step, step] } }];
    const explanation = { ...WITH_WAY, diagnoses, ndr: { ...WITH_WAY.ndr, hops } };
    const card = diagnosisCard(view({ explanation }));
    assert.ok(bytesOf(card) <= 25_000);
    assert.doesNotMatch(textOf(card), /The way it took|xxx/);
    assert.equal(textOf(card).match(/s{9000}/g)?.length, 2);
  });
});

describe("sending it again, on the card", () => {
  it("stands open", () => {
    assert.match(
      openTextOf(diagnosisCard(view({ explanation: WITH_WAY }))),
      /^Sending it again: useless until that is fixed; before, it would come back again\. Then only to accounts\.payable@contoso\.example: /m,
    );
  });
});
