import assert from "node:assert/strict";
import fc from "fast-check";
import { explainAll } from "../../src/explain.js";
import type { MailSource } from "../../src/intake/bounce-mail.js";
import { fileAsSource } from "../../src/intake/file-kind.js";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import type { Intake } from "../../src/intake/intake.js";
import type { OutlookReader } from "../../src/intake/outlook/outlook-reader.js";
import type { Matcher } from "../../src/match/match.js";
import { assertAnswersHold } from "./answers-hold.js";
import { bait } from "./bait.js";
import { mail } from "./messages.js";
import { mutated, mutatedBytes } from "./mutations.js";
import { page } from "./pages.js";
import { paste, quotedHistory } from "./pastes.js";
import { loadOutlookSamples, loadSamples } from "./samples.js";
import { target, type Target } from "./target.js";

/**
 * For one file in a process of its own. One in ten damaged files brings it down or holds it up: each
 * costs a new process, or all of this.
 */
const TIME_MS = 2000;

/** The whole way from bytes to card. */
export function whole(match: Matcher, outlook: OutlookReader): readonly Target[] {
  const intake = { limits: { ...DEFAULT_LIMITS, timeMs: TIME_MS }, outlook };
  const check = (source: MailSource) => answerAll(source, match, intake);
  return [
    target("pastes", 7_000, fc.oneof(paste, quotedHistory), (content) =>
      check({ contentType: "text/plain", content }),
    ),
    target("bait", 6_000, bait, (content) => check({ contentType: "text/plain", content })),
    target("rich pastes", 4_000, page, (content) => check({ contentType: "text/html", content })),
    target("mails", 4_000, mail, (content) =>
      check({ contentType: "message/rfc822", content: Buffer.from(content) }),
    ),
    target("mutated fixtures", 9_000, mutated(loadSamples()), ({ name, bytes }) => {
      const source = fileAsSource(name, bytes);
      return typeof source === "string" ? undefined : check(source);
    }),
    target("mutated files of Outlook", 1_200, mutatedBytes(loadOutlookSamples()), ({ bytes }) =>
      check({ contentType: "application/vnd.ms-outlook", content: bytes }),
    ),
  ];
}

/** One of so many is asked twice. */
const ONE_OF = 8;

/** A longer text is cut by its length, which its line ends are part of. */
const NEVER_CUT = 100_000;

async function answerAll(source: MailSource, match: Matcher, intake: Intake): Promise<void> {
  const answers = await explainAll(source, match, intake);
  assertAnswersHold(source, answers);
  // What an Outlook file does to the process that opens it is a matter of memory and time.
  if (answers[0].kind === "unreadable" || source.content.length % ONE_OF !== 0) return;
  assert.deepEqual(
    await explainAll(source, match, intake),
    answers,
    "the same bytes, another answer",
  );
  const { contentType, content } = source;
  if (contentType !== "text/plain" || typeof content !== "string") return;
  if (content.length > NEVER_CUT || content.includes("\r")) return;
  const onTheWire = { contentType, content: content.replaceAll("\n", "\r\n") };
  assert.deepEqual(await explainAll(onTheWire, match), answers, "CRLF makes another answer");
}
