import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { explanationAsJson } from "../../src/cli/as-json.js";
import { type Bounce, type Explanation, isBounce } from "../../src/explain.js";
import type { MailSource } from "../../src/intake/bounce-mail.js";
import { decodeText } from "../../src/intake/decode-text.js";
import { withoutEntities } from "../../src/intake/page-source.js";
import { plainText } from "../../src/intake/plain-text.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import { bytesOf, findAll } from "../cards/reading.js";

const MAX_RECIPIENTS = 200;
const MAX_SAID = 500;

/** Throws unless the answers are ones that may be given to this source, whatever it is. */
export function assertAnswersHold(source: MailSource, answers: readonly Explanation[]): void {
  const json = JSON.stringify(explanationAsJson("-", ...(answers as [Explanation])));
  assert.deepEqual(Object.keys(JSON.parse(json) as object).slice(0, 3), ["source", "kind", "says"]);
  assertWellFormed(answers);
  for (const answer of answers) {
    assert.match(answer.says, /\S/, "an answer says nothing");
    assert.doesNotMatch(answer.says, /[\n\r]/, "what is said is more than a line");
    if (isBounce(answer)) assertBounceHolds(answer);
    else assert.equal(answers.length, 1, "an answer that is none stands among bounces");
  }
  // Of what is not read nothing is said.
  if (source.contentType === "text/plain" && answers[0]?.kind !== "unreadable")
    assertNothingInvented(source, answers);
}

function assertBounceHolds(bounce: Bounce): void {
  const { ndr } = bounce;
  assert.ok(ndr.recipients.length > 0, "nobody is named, not even nobody");
  assert.ok(ndr.recipients.length <= MAX_RECIPIENTS, `${ndr.recipients.length} recipients`);
  for (const { diagnosticCode, replyCode, status } of ndr.recipients) {
    assert.ok((diagnosticCode ?? "").length <= MAX_SAID, "a server's words go on for ever");
    assert.match(replyCode ?? "550", /^[245]\d\d$/);
    if (status) assert.ok(status.subject < 1000 && status.detail < 1000, "no such status code");
  }
  if (ndr.arrivalDate !== undefined)
    assert.equal(Number.isNaN(Date.parse(ndr.arrivalDate)), false, "no such date");
  if (bounce.kind === "diagnosed") {
    assert.ok(bounce.diagnoses.length > 0, "diagnosed as nothing");
    if (bounce.diagnoses[0]?.confidence === "certain") assertEvident(ndr);
  }
  assertCardHolds(bounce);
}

/** Certain is a promise: talk without a code does not keep it. */
function assertEvident(ndr: Ndr): void {
  const hasCode = ndr.recipients.some(
    ({ status, replyCode }) => status !== undefined || replyCode !== undefined,
  );
  const isReport = !["words", "loose-code"].includes(ndr.parsedBy) || ndr.isReport === true;
  assert.ok(hasCode || isReport, "certain without a code and without a report");
}

function assertCardHolds(explanation: Bounce): void {
  const card = diagnosisCard({ explanation, caseId: "a-case", helpdesk: "available" });
  const json = JSON.stringify(card);
  assert.ok(bytesOf(card) <= 25_000, `a card of ${bytesOf(card)} bytes`);
  assert.doesNotMatch(json, /\$\{|<\/?at\b/i, "a hole or a mention is on the card");
  // All words are in text runs: a TextBlock would read them as Markdown, so it has only our arrows.
  for (const { text } of findAll(card, "TextBlock"))
    assert.match(String(text), /^[▸▾]$/, "words are in a TextBlock");
}

/** Half a character is refused by whoever reads our JSON. */
function assertWellFormed(node: unknown): void {
  if (typeof node === "string") assert.doesNotMatch(node, /\p{Cs}/u, "half a character");
  else if (typeof node === "object" && node !== null) Object.values(node).forEach(assertWellFormed);
}

/** Every word and every address that a server is said to have used stands in the paste. */
function assertNothingInvented(source: MailSource, answers: readonly Explanation[]): void {
  const raw = decodeText(source.content);
  // The source of a mail or of a page is decoded on the way: its words need not stand there as such.
  if (/^[a-z-]+:|<[a-z/!]|=\?|&#?\w+;/im.test(raw)) return;
  const read = plainText(withoutEntities(raw)).toLowerCase();
  for (const { ndr } of answers.filter(isBounce)) {
    for (const { finalRecipient, originalRecipient, remoteMta, diagnosticCode } of ndr.recipients) {
      for (const name of [finalRecipient, originalRecipient, remoteMta])
        assert.ok(read.includes((name ?? "").toLowerCase()), `${String(name)} is nowhere in it`);
      if (ndr.parsedBy === "words" || ndr.parsedBy === "loose-code") continue;
      for (const word of (diagnosticCode ?? "").split(" "))
        assert.ok(read.includes(word.toLowerCase()), `${word} is nowhere in it`);
    }
  }
}
