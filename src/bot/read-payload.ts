import type { Unexplained } from "../cards/dialog-notice.js";
import type { Bounce, Explanation } from "../explain.js";
import { evidenceIn } from "../grouping/evidence.js";
import type { MailSource } from "../intake/bounce-mail.js";
import type { MessageRequest } from "./extension-request.js";
import type { ExplainAll } from "./read-message.js";
import { TimeLimitError, withTimeLimit } from "./time-limit.js";

/** A message takes milliseconds; whoever waits for a dialog is shown something within three seconds. */
const LIMIT_MS = 2000;

/** Explains the bounce in a message of somebody's. */
export async function readPayload(
  message: MessageRequest,
  explain: ExplainAll,
  limitMs = LIMIT_MS,
): Promise<Bounce | Unexplained> {
  if (message.isDeleted) return { kind: "deleted" };
  if (isEmpty(message)) return { kind: "empty" };
  try {
    return best(await withTimeLimit(explain(sourceOf(message)), limitMs));
  } catch (error) {
    if (error instanceof TimeLimitError) return { kind: "slow" };
    throw error;
  }
}

/** Of several bounces in one message the one that is understood best. */
function best(found: readonly [Explanation, ...Explanation[]]): Explanation {
  return found.reduce((a, b) => (evidenceIn(b) > evidenceIn(a) ? b : a));
}

function isEmpty({ subject, body }: MessageRequest): boolean {
  const text = body.content.replace(/<[^<>]*>|&nbsp;/g, " ");
  return subject === "" && text.trim() === "";
}

/** The subject of a post may be that of the bounce: "Undeliverable: …". */
function sourceOf({ subject, body: { contentType, content } }: MessageRequest): MailSource {
  if (subject === "") return { contentType, content };
  return contentType === "text/html"
    ? { contentType, content: `<p>${escapeHtml(subject)}</p>${content}` }
    : { contentType, content: `${subject}\n\n${content}` };
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
