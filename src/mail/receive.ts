import { createHash } from "node:crypto";
import type { Explanation } from "../explain.js";
import type { MailSource } from "../intake/bounce-mail.js";
import type { Log } from "../log.js";
import { composeReply, messageIdsIn } from "./compose-reply.js";
import type { Handed } from "./listener.js";
import { keyOfMailbox } from "./mail-address.js";
import { readHead } from "./read-head.js";
import { holdsOurAnswer } from "./reply.js";
import type { ReplyStore } from "./reply-store.js";
import { type Household, whomToAnswer } from "./whom-to-answer.js";

export interface ReceiverOptions {
  readonly household: Household;
  readonly explain: (source: MailSource) => Promise<readonly Explanation[]>;
  readonly store: ReplyStore;
  /** Where to ask when the steps do not help. */
  readonly helpdesk?: string | undefined;
  /** Called when an answer waits to be delivered. */
  readonly onQueued: () => void;
  readonly log: Log;
}

/**
 * Takes mails over, one after the other: a hundred that come at once must not hold up the chat. Each is
 * explained before it is acknowledged, so that no mail has to be kept: what waits is the answer alone.
 * Rejects when there was somebody to answer and the answer could not be kept.
 */
export function createReceiver(options: ReceiverOptions): (handed: Handed) => Promise<void> {
  const { household, explain, store, helpdesk, onQueued, log } = options;
  let last: Promise<void> = Promise.resolve();

  async function take({ sender, mail }: Handed): Promise<void> {
    const head = readHead(mail);
    const whom = whomToAnswer({ sender, head, holdsOurAnswer: holdsOurAnswer(mail) }, household);
    if (whom.kind === "silence") {
      log.info({ why: whom.why }, "mail not answered");
      return;
    }
    const asker = digest(keyOfMailbox(whom.to));
    const [messageId] = messageIdsIn(head, "message-id");
    const question = digest(asker, messageId ?? mail);
    if (await store.isAnswered(question)) {
      log.info({ why: "answered-before" }, "mail not answered");
      return;
    }
    const explanations = await explain({ contentType: "message/rfc822", content: mail });
    const asked = { by: whom.to, head, explanations };
    const queued = await store.enqueue({ question, asker }, (draft) =>
      composeReply(asked, { ...draft, helpdesk }),
    );
    if (queued.kind !== "queued") {
      log.info({ why: queued.kind }, "mail not answered");
      return;
    }
    log.info({ answer: queued.reference, ...gist(explanations) }, "mail explained");
    onQueued();
  }

  return (handed) => {
    const taken = last.then(() => take(handed));
    last = taken.catch(() => undefined);
    return taken;
  };
}

function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("base64url");
}

/** Kinds, reader and article of the first: nothing of the mail. */
function gist(explanations: readonly Explanation[]): object {
  const [first] = explanations;
  const best = first && "diagnoses" in first ? first.diagnoses[0] : undefined;
  return {
    bounces: explanations.length,
    kind: first?.kind,
    looksLike: first && "looksLike" in first ? first.looksLike : undefined,
    parsedBy: first && "ndr" in first ? first.ndr.parsedBy : undefined,
    article: best?.article.id,
    confidence: best?.confidence,
  };
}
