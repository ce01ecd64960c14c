import type { TurnContext } from "botbuilder";
import type { Card } from "../cards/fit.js";
import { noticeCard } from "../cards/notice.js";
import { type Bounce, type Explanation, isBounce } from "../explain.js";
import type { Log } from "../log.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { isPersonal } from "./activity.js";
import { createDrawing } from "./draw-reading.js";
import { createEdits } from "./edits.js";
import type { HelpdeskThreads } from "./helpdesk-threads.js";
import { cardMessage, redrawCard } from "./message.js";
import { noticeFor } from "./notices.js";
import type { Reading } from "./read-message.js";
import { type Said, saidIn } from "./said.js";

/** Answers to mails that are pasted, forwarded or attached. */
export interface Answers {
  /** Explains the mails in a message. */
  answer(context: TurnContext): Promise<void>;
  /** Redraws the answer to a message that was edited; answers it where it had none. */
  redraw(context: TurnContext): Promise<void>;
}

export interface AnswersOptions {
  readonly read: (said: Said, context: TurnContext) => Promise<Reading>;
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly threads: HelpdeskThreads;
  /** Called once an answer stands, or stands changed. */
  readonly onAnswered?: ((opened: Case) => void) | undefined;
  /** The address of the bot's own chat, where it has one. */
  readonly chat?: string | undefined;
  /** Asks what a message without a bounce is for, where that is worth asking; false where it is not. */
  readonly askFirst: (context: TurnContext, tellsOfBounce: boolean) => Promise<boolean>;
  readonly log: Log;
}

export function createAnswers(options: AnswersOptions): Answers {
  const { cases, threads, chat, askFirst, log } = options;
  const draw = createDrawing(options);

  async function answer(context: TurnContext): Promise<void> {
    const said = saidIn(context.activity);
    const progress = await showProgress(context, said);
    try {
      const reading = await readAndNote(said, context);
      const tellsOfBounce = reading.problems.length > 0;
      if (isTalk(reading, said) && (await askFirst(context, tellsOfBounce))) return;
      await answerTo(context, said, reading, { progress });
    } catch (error) {
      // An apology follows; below "Reading 3 files…" it would be one message too many.
      if (progress) await context.deleteActivity(progress).catch(() => undefined);
      throw error;
    }
  }

  async function answerTo(
    context: TurnContext,
    said: Said,
    reading: Reading,
    { progress, isEdit = false }: { readonly progress?: string; readonly isEdit?: boolean },
  ): Promise<void> {
    const { activity } = context;
    if (await threads.passOn(context, said, reading, isEdit)) return;
    const drawn = await draw(activity, reading.problems);
    const isTicket = await threads.becomeTicket(activity, drawn);
    const notice = noticeFor(reading, said, { isPersonal: isPersonal(activity), chat });
    const [first, ...more] = [
      ...(isTicket ? [] : drawn),
      ...(notice ? [{ card: notice, opened: undefined }] : []),
    ];
    if (first) await remember(first.opened, await show(context, first.card, progress));
    for (const { card, opened } of more) await remember(opened, await show(context, card));
  }

  async function readAndNote(said: Said, context: TurnContext): Promise<Reading> {
    const reading = await options.read(said, context);
    for (const problem of reading.problems) note(log, problem);
    for (const { explanation } of reading.rest) note(log, explanation);
    if (reading.problems.length + reading.rest.length === 0) note(log, NOTHING);
    return reading;
  }

  /** The answer stands by now: an apology below it would only confuse. */
  async function remember(opened: Case | undefined, activity: string | undefined): Promise<void> {
    if (!opened || !activity) return;
    const { serviceUrl, conversation } = opened.place;
    try {
      await cases.rememberAnswer(opened.id, { serviceUrl, conversation, activity });
      options.onAnswered?.(opened);
    } catch (error) {
      log.error({ err: error }, "place of the answer not kept, it will not be redrawn");
    }
  }

  /** Says that it will take a moment; the answer takes the place of this message. */
  async function showProgress(context: TurnContext, { files }: Said): Promise<string | undefined> {
    if (files.length < 2) return undefined;
    const card = noticeCard(`Reading ${files.length} files…`, "This takes a moment.");
    try {
      return (await context.sendActivity(cardMessage(card)))?.id;
    } catch (error) {
      log.warn({ err: error }, "progress not shown");
      return undefined;
    }
  }

  const redraw = createEdits({
    ...options,
    read: readAndNote,
    remember,
    answer: (context, said, reading) => answerTo(context, said, reading, { isEdit: true }),
  });
  return { answer, redraw };
}

/** Words, and nothing that came with them: perhaps meant for somebody else. */
function isTalk(
  { problems, rest, unread }: Reading,
  { files, pictures, forwarded }: Said,
): boolean {
  const isAlone = files.length + pictures.length + forwarded.length + unread === 0;
  return isAlone && rest.length === 0 && problems.every(isTold);
}

/** What a person says of a bounce in words of their own. */
const isTold = ({ ndr }: Bounce) => ndr.parsedBy === "words";

const NOTHING: Explanation = { kind: "not-an-ndr", looksLike: "plain talk", says: "" };

/** Shows a card, in the place of a message where one is named. The id of the message it is on. */
async function show(context: TurnContext, card: Card, place?: string): Promise<string | undefined> {
  return place === undefined
    ? (await context.sendActivity(cardMessage(card)))?.id
    : redrawCard(context, place, card);
}

/** Codes, reader and article: what helps to find a fault and is nobody's mail. */
export function note(log: Log, explanation: Explanation): void {
  const bounce = isBounce(explanation) ? explanation : undefined;
  const best = bounce && "diagnoses" in bounce ? bounce.diagnoses[0] : undefined;
  log.info(
    {
      kind: explanation.kind,
      looksLike: "looksLike" in explanation ? explanation.looksLike : undefined,
      parsedBy: bounce?.ndr.parsedBy,
      status: bounce?.ndr.recipients[0]?.status,
      recipients: bounce?.ndr.recipients.length,
      article: best?.article.id,
      confidence: best?.confidence,
    },
    "explained",
  );
}
