import type { Activity, TurnContext } from "botbuilder";
import { followUpCard, saysSent, sendWordsCard } from "../cards/aside.js";
import type { Database } from "../database/schema.js";
import type { Log } from "../log.js";
import { LONGEST_TEXT, type TicketDesk } from "../tickets/helpdesk.js";
import { findLastResolved, listOwnOpen } from "../tickets/ticket-search.js";
import type { Ticket } from "../tickets/ticket.js";
import { isPersonal, personOf, placeOf } from "./activity.js";
import { textWithoutMention } from "./mentions.js";
import { cardMessage, plainMessage } from "./message.js";
import { repliedToBot, type RepliedTo } from "./replied-to.js";
import { splitQuotes } from "./teams-quotes.js";

/** How words that somebody says in their chat with the bot get to the helpdesk. */
export interface WayBack {
  /** Sends on what was said in reply to the helpdesk's very question. False where it was not. */
  takeAnswer(context: TurnContext): Promise<boolean>;
  /**
   * Asks whether words are for the helpdesk, or say how a resolved ticket went. False where nothing speaks for it. What tells of a bounce is for
   * the helpdesk only where that waits for an answer.
   */
  askFirst(context: TurnContext, tellsOfBounce: boolean): Promise<boolean>;
}

/** How people say whether a message came through now; longer words are about more than that. */
const OUTCOME =
  /^(?=[^]{1,120}$)[^]*\b(?:bounc(?:es|ed|ing)|(?:came|comes) back|work(?:s|ed|ing)|arrived|went through|got through|same (?:error|problem))\b/i;

/** As much as a button can carry. */
const LONGEST_ON_BUTTON = 1_000;
const MOST_OPEN = 20;

export function createWayBack({
  db,
  desk,
  log,
}: {
  readonly db: Database;
  readonly desk: TicketDesk;
  readonly log: Log;
}): WayBack {
  return {
    async takeAnswer(context) {
      const { activity } = context;
      const replied = isPersonal(activity) ? repliedToBot(activity) : undefined;
      const number = replied && questionIn(replied);
      const text = number === undefined ? "" : wordsOf(activity);
      if (text === "") return false;
      const ticket = (await openHere(activity)).find((one) => one.number === number);
      if (ticket?.state !== "waiting-for-requester") return false;
      if (text.length > LONGEST_TEXT) {
        await context.sendActivity(plainMessage(tooLong(ticket, LONGEST_TEXT)));
        return true;
      }
      const actor = {
        person: personOf(activity),
        tenant: placeOf(activity).tenant,
        standing: "none",
      } as const;
      const taken = await desk.take(ticket.number, undefined, { verb: "add", text }, actor);
      const says = taken.kind === "refused" ? taken.says : saysSent(ticket);
      await context.sendActivity(plainMessage(says));
      return true;
    },

    async askFirst(context, tellsOfBounce) {
      const { activity } = context;
      const text = wordsOf(activity);
      if (!isPersonal(activity) || text === "") return false;
      const open = await orNothing(openHere(activity), []);
      const ticket = meant(open, repliedToBot(activity), tellsOfBounce);
      if (ticket) {
        await context.sendActivity(
          text.length > LONGEST_ON_BUTTON
            ? plainMessage(tooLong(ticket, LONGEST_ON_BUTTON))
            : cardMessage(sendWordsCard(ticket, text)),
        );
        return true;
      }
      if (open.length > 0 || tellsOfBounce || !OUTCOME.test(text)) return false;
      const resolved = await orNothing(resolvedHere(activity), undefined);
      if (resolved) await context.sendActivity(cardMessage(followUpCard(resolved)));
      return resolved !== undefined;
    },
  };

  /** With the database down nothing is found: what was said gets its usual answer then. */
  async function orNothing<T>(finding: Promise<T>, nothing: T): Promise<T> {
    try {
      return await finding;
    } catch (error) {
      log.error({ err: error }, "cannot tell whether words are meant for the helpdesk");
      return nothing;
    }
  }

  /** What the person may be telling the outcome of: their last resolved ticket, if they have not told it yet. */
  async function resolvedHere(activity: Activity): Promise<Ticket | undefined> {
    const { tenant, conversation } = placeOf(activity);
    const last = await findLastResolved(db, tenant, personOf(activity).id);
    const isOpenQuestion =
      last?.case.place.conversation === conversation && last.case.outcome === undefined;
    return isOpenQuestion ? last : undefined;
  }

  /** The open tickets that the person asked for in this chat. */
  async function openHere(activity: Activity): Promise<readonly Ticket[]> {
    const { tenant, conversation } = placeOf(activity);
    const own = await listOwnOpen(db, tenant, personOf(activity).id, MOST_OPEN);
    return own.filter((ticket) => ticket.case.place.conversation === conversation);
  }
}

/** The ticket whose card or line was replied to; else the only one that waits for an answer, or is open. */
function meant(
  open: readonly Ticket[],
  replied: RepliedTo | undefined,
  tellsOfBounce: boolean,
): Ticket | undefined {
  const number = replied && numberIn(replied.preview);
  const named = open.find(
    (ticket) =>
      ticket.number === number ||
      (replied?.id !== undefined && ticket.case.answer?.activity === replied.id),
  );
  if (named) return named;
  const waiting = open.filter(({ state }) => state === "waiting-for-requester");
  if (waiting.length > 0) return onlyOne(waiting);
  // It was said of another ticket.
  if (number !== undefined || tellsOfBounce) return undefined;
  return onlyOne(open);
}

function onlyOne([first, ...others]: readonly Ticket[]): Ticket | undefined {
  return others.length === 0 ? first : undefined;
}

/** Lines about tickets begin with their number. Whose ticket it is is looked up. */
const LINE = /^\s*Ticket #(\d{1,9})\b/;
/** … and the helpdesk's question names who asks. */
const QUESTION = /^\s*Ticket #(\d{1,9}): [^:]{1,200} asks: /;

const numberIn = (preview: string) => numberOf(LINE.exec(preview));
const questionIn = ({ preview }: RepliedTo) => numberOf(QUESTION.exec(preview));

function numberOf(found: RegExpExecArray | null): number | undefined {
  return found ? Number(found[1]) : undefined;
}

/** Newer clients put a mark where the older ones put the words that were replied to. */
function ownText({ text, attachments, recipient }: Activity): string {
  if (/<quoted\b/i.test(text)) return text;
  const html = (
    (attachments ?? []) as readonly { contentType?: unknown; content?: unknown }[]
  ).find(({ contentType }) => contentType === "text/html")?.content;
  if (typeof html !== "string" || !/skype\.com\/Reply"/i.test(html)) return text;
  return splitQuotes(html, recipient.id).own.replace(/<[^<>]*>/g, " ");
}

/** What the person typed, without what Teams puts in of the message they replied to. */
function wordsOf(activity: Activity): string {
  return textWithoutMention({ ...activity, text: ownText(activity) }).trim();
}

/** Nothing is cut behind somebody's back. */
function tooLong({ number }: Ticket, most: number): string {
  return `I sent nothing to the helpdesk for ticket #${number}: I can take ${most.toLocaleString("en")} characters at most. Please send it in parts.`;
}
