import type { ConnectorClient } from "botframework-connector";
import { askedFor } from "../cards/dialog.js";
import type { Posting } from "../cards/dialog-notice.js";
import type { Log } from "../log.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { caseCard } from "./case-card.js";
import { statusOf } from "./connector-client.js";
import { cardMessage } from "./message.js";
import { TimeLimitError, withTimeLimit } from "./time-limit.js";

/** Posts answers that were first shown to one person alone. */
export interface AnswerPoster {
  /** Posts the answer of a case where the case is, once for each message, whoever asks. */
  post(opened: Case): Promise<Posting>;
  /** Resolves when nothing is being posted any more. */
  idle(): Promise<void>;
}

export interface AnswerPosterOptions {
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly connectTo: (serviceUrl: string) => Promise<ConnectorClient>;
  readonly log: Log;
  /** Teams waits five seconds for a dialog, and then asks again. */
  readonly limitMs?: number | undefined;
}

const LIMIT_MS = 3000;

export function createAnswerPoster({
  cases,
  desk,
  connectTo,
  log,
  limitMs = LIMIT_MS,
}: AnswerPosterOptions): AnswerPoster {
  // A press that Teams sends again while the first one is at work gets the first one's result.
  const underWay = new Map<string, Promise<Posting>>();

  async function post(opened: Case): Promise<Posting> {
    const key = JSON.stringify([opened.place.conversation, opened.question]);
    const work = underWay.get(key) ?? begin(key, opened);
    try {
      return await withTimeLimit(work, limitMs);
    } catch (error) {
      if (error instanceof TimeLimitError) return "slow";
      throw error;
    }
  }

  function begin(key: string, opened: Case): Promise<Posting> {
    const work = postOnce(opened).finally(() => underWay.delete(key));
    underWay.set(key, work);
    return work;
  }

  async function postOnce(opened: Case): Promise<Posting> {
    const { place, question } = opened;
    const known = await cases.findCasesByQuestion(place.conversation, question);
    if (known.some(({ answer }) => answer !== undefined)) return "already-posted";
    const card = askedFor(await caseCard(opened, desk), opened.asker);
    try {
      const client = await connectTo(place.serviceUrl);
      const sent = await client.conversations.sendToConversation(
        place.conversation,
        cardMessage(card),
      );
      await remember(opened, sent.id);
      return "posted";
    } catch (error) {
      log.warn({ err: error }, "answer not posted in its thread");
      return refusalOf(error);
    }
  }

  /** The answer stands by now, whatever becomes of its id. */
  async function remember({ id, place }: Case, activity: string): Promise<void> {
    const { serviceUrl, conversation } = place;
    try {
      await cases.rememberAnswer(id, { serviceUrl, conversation, activity });
    } catch (error) {
      log.error({ err: error }, "place of the answer not kept, it may be posted twice");
    }
  }

  return {
    post,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay.values());
    },
  };
}

/** Not installed there, or blocked; or only not now. Without an answer nobody knows whether it was posted. */
function refusalOf(error: unknown): Posting {
  const status = statusOf(error);
  if (status === undefined) return "slow";
  if (status === 429 || status >= 500) return "busy";
  if (status === 403 || status === 404) return "not-here";
  throw error;
}
