import assert from "node:assert/strict";
import fc from "fast-check";
import { parseCardAction, parseInvoke } from "../../src/bot/card-actions.js";
import { saidIn } from "../../src/bot/said.js";
import { parseActivity } from "../../src/bot/incoming-activity.js";
import { harmless, shorten } from "../../src/cards/foreign.js";
import type { MailSource } from "../../src/intake/bounce-mail.js";
import { boundMessage } from "../../src/intake/bound-message.js";
import { boundText } from "../../src/intake/bound-text.js";
import { fileAsSource } from "../../src/intake/file-kind.js";
import { htmlToText } from "../../src/intake/html.js";
import { parseMail } from "../../src/intake/intake.js";
import { plainText } from "../../src/intake/plain-text.js";
import { splitReturnedMessage } from "../../src/intake/returned-message.js";
import { parseDeliveryStatus } from "../../src/ndr/delivery-status.js";
import { findLooseCode } from "../../src/ndr/loose-code.js";
import { parseNdr } from "../../src/ndr/parse-ndr.js";
import { recogniseReport } from "../../src/ndr/report-kind.js";
import { serverWords, withoutMailHeads } from "../../src/ndr/server-words.js";
import { findStatusCodes, formatStatusCode } from "../../src/ndr/status-code.js";
import { bestReplies } from "../../src/ndr/transcript.js";
import { activity, buttonData } from "./activities.js";
import { bait } from "./bait.js";
import { deliveryStatus } from "./delivery-statuses.js";
import { mail } from "./messages.js";
import { mutated } from "./mutations.js";
import { page } from "./pages.js";
import { paste, quotedHistory } from "./pastes.js";
import { loadSamples } from "./samples.js";
import { target, type Target } from "./target.js";
import { anyText, code, reply } from "./words.js";

/** Reading without matching: cheap, so there are many of each. */
export function pieces(): readonly Target[] {
  const smallText = fc.oneof(paste, quotedHistory, bait, anyText);
  return [
    target("parseNdr on text", 25_000, smallText, (content) =>
      readEvidence({ contentType: "text/plain", content }),
    ),
    target("parseNdr on HTML", 7_500, page, (content) =>
      readEvidence({ contentType: "text/html", content }),
    ),
    target("parseNdr on mail", 5_500, mail, (content) =>
      readEvidence({ contentType: "message/rfc822", content: Buffer.from(content) }),
    ),
    target("parseNdr on mutated fixtures", 10_000, mutated(loadSamples()), ({ name, bytes }) => {
      const source = fileAsSource(name, bytes);
      return typeof source === "string" ? undefined : readEvidence(source);
    }),
    target("parseDeliveryStatus", 20_000, deliveryStatus, (text) => {
      for (const { status } of parseDeliveryStatus(text)?.recipients ?? []) {
        if (status) assert.equal(findStatusCodes(formatStatusCode(status)).length, 1);
      }
    }),
    target("bestReplies", 36_500, fc.oneof(reply, paste, bait), (text) => {
      for (const { index, replyCode } of bestReplies(text))
        assert.ok(
          text
            .slice(index)
            .replace(/^#/, "")
            .startsWith(replyCode ?? ""),
          "a reply stands elsewhere",
        );
    }),
    target("findLooseCode", 29_300, fc.oneof(code, anyText, paste), (text) => {
      const found = findLooseCode(text);
      if (found) assert.ok(text.includes(found.line), "the line of a code is not the text's");
    }),
    target("what cuts texts", 14_000, fc.oneof(paste, mail, anyText, quotedHistory), cutText),
    target("htmlToText", 6_000, fc.oneof(page, bait), htmlToText),
    target("fileAsSource", 8_000, anyFile, ({ name, bytes }) => fileAsSource(name, bytes)),
    target("parseActivity", 7_000, activity, (body) => {
      const parsed = parseActivity(body);
      return parsed && saidIn(parsed);
    }),
    target("parseCardAction", 5_000, buttonData, ({ verb, data }) => {
      parseInvoke({ action: { type: "Action.Execute", verb, data } });
      return parseCardAction(verb, data);
    }),
  ];
}

async function readEvidence(source: MailSource): Promise<void> {
  const parsed = await parseMail(source);
  if (parsed.kind === "unreadable") return;
  for (const mail of parsed.mails) recogniseReport(mail, parseNdr(mail));
}

/** None adds anything, and none cuts a character in two that was whole. */
function cutText(raw: string): void {
  const text = plainText(raw);
  assert.equal(plainText(text), text, "plain text is not plain");
  assert.ok(splitReturnedMessage(text).report.length <= text.length + 1, "a report grows");
  assert.ok((serverWords(text) ?? "").length <= 500, "a server's words go on for ever");
  assert.ok(withoutMailHeads(text).length <= text.length, "a text without heads is longer");
  assert.ok(boundText(raw, 100).text.length <= 102, "a bound text is out of bounds");
  assert.ok(boundMessage(raw).content.length <= raw.length, "a bound mail grows");
  assert.doesNotMatch(shorten(harmless(raw), 40), /\p{Cs}|\$\{/u);
}

const anyFile = fc.record({
  name: fc.oneof(anyText, fc.constantFrom("a.eml", "a.msg", "a.html", "a.txt", "a.zip.eml", "")),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 700 }),
    fc
      .tuple(
        fc.constantFrom("d0cf11e0a1b11ae1", "89504e470d0a", "504b0304", "fffe", "feff", "25504446"),
        fc.uint8Array({ maxLength: 40 }),
      )
      .map(([head, rest]) => Buffer.concat([Buffer.from(head, "hex"), rest])),
  ),
});
