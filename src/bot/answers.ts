import type { Activity, TurnContext } from "botbuilder";
import { diagnosisCard } from "../cards/diagnosis.js";
import type { Card } from "../cards/fit.js";
import { notANdrCard, noticeCard, unreadableCard } from "../cards/notice.js";
import { type Bounce, type Explanation, isBounce } from "../explain.js";
import { evidenceIn } from "../grouping/evidence.js";
import type { MailSource } from "../intake/bounce-mail.js";
import type { Log } from "../log.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { personOf, placeOf } from "./activity.js";
import { caseCard } from "./case-card.js";
import { hasFile, mailSourcesOf } from "./fetch-mail.js";
import { cardMessage, redrawCard } from "./message.js";

/** Answers to mails that are pasted or forwarded. */
export interface Answers {
  /** Explains the mail in a message. */
  answer(context: TurnContext): Promise<void>;
  /** Redraws the answer to a message that was edited; answers it where it had none. */
  redraw(context: TurnContext): Promise<void>;
}

/** Every bounce in what was handed over, explained; or the one thing that it is instead. */
export type ExplainAll = (source: MailSource) => Promise<readonly [Explanation, ...Explanation[]]>;

export interface AnswersOptions {
  readonly explain: ExplainAll;
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly log: Log;
}

export function createAnswers({ explain, cases, desk, log }: AnswersOptions): Answers {
  async function answer(context: TurnContext): Promise<void> {
    const explanation = await explainBest(context.activity, explain);
    note(log, explanation);
    if (!isBounce(explanation)) {
      await context.sendActivity(cardMessage(noticeFor(explanation, context.activity)));
      return;
    }
    const { card, opened } = await draw(context.activity, explanation);
    const sent = await context.sendActivity(cardMessage(card));
    if (opened && sent?.id) await rememberAnswer(opened, sent.id);
  }

  /** The answer and its case; where the database is down the answer alone, without buttons. */
  async function draw(activity: Activity, explanation: Bounce): Promise<Drawn> {
    try {
      const opened = await cases.openCase({
        place: placeOf(activity),
        question: activity.id ?? "",
        asker: personOf(activity),
        explanation: withoutPeoplesWords(explanation),
      });
      // Drawn from all that was read; what is kept has no line of the mail's text.
      return { card: await caseCard({ ...opened, explanation }, desk), opened };
    } catch (error) {
      log.error({ err: error }, "case not kept, answered without buttons");
      return { card: diagnosisCard({ explanation, helpdesk: "unreachable" }) };
    }
  }

  /** The answer stands by now: an apology below it would only confuse. */
  async function rememberAnswer(opened: Case, activity: string): Promise<void> {
    const { serviceUrl, conversation } = opened.place;
    try {
      await cases.rememberAnswer(opened.id, { serviceUrl, conversation, activity });
    } catch (error) {
      log.error({ err: error }, "place of the answer not kept, it will not be redrawn");
    }
  }

  async function redraw(context: TurnContext): Promise<void> {
    const { activity } = context;
    const known = await cases.findCaseByQuestion(activity.conversation.id, activity.id ?? "");
    if (!known?.answer) {
      await answer(context);
      return;
    }
    // The helpdesk works with the evidence it was sent: an edit does not change that.
    if (await desk.findTicketByCase(known.id)) return;
    const explanation = await explainBest(activity, explain);
    note(log, explanation);
    const card = await drawAgain(known, explanation, activity);
    if (!card) return;
    const shown = await redrawCard(context, known.answer.activity, card);
    if (shown && shown !== known.answer.activity) await rememberAnswer(known, shown);
  }

  /** `undefined` where a ticket was opened in this moment. */
  async function drawAgain(
    known: Case,
    explanation: Explanation,
    activity: Activity,
  ): Promise<Card | undefined> {
    if (!isBounce(explanation)) return noticeFor(explanation, activity);
    const kept = withoutPeoplesWords(explanation);
    if (!(await cases.replaceExplanation(known.id, kept))) return undefined;
    return caseCard({ ...known, explanation }, desk);
  }

  return { answer, redraw };
}

interface Drawn {
  readonly card: Card;
  readonly opened?: Case | undefined;
}

/** Explains each way the message can be read and keeps the one that yields most. */
async function explainBest(activity: Activity, explain: ExplainAll): Promise<Explanation> {
  const explanations: Explanation[] = [];
  for (const source of mailSourcesOf(activity)) explanations.push(...(await explain(source)));
  // What one twin shows to be a fake is not believed for the sake of the other.
  const fake = explanations.find(
    (explanation) =>
      explanation.kind === "not-an-ndr" && explanation.looksLike === "suspicious imitation",
  );
  if (fake) return fake;
  const [best] = explanations.sort((a, b) => evidenceIn(b) - evidenceIn(a));
  return best ?? { kind: "not-an-ndr", looksLike: "plain talk", says: "" };
}

const NO_FILES = [
  "I can't open files yet.",
  "Open the bounce, select all of its text, and paste it here.",
] as const;

function noticeFor(explanation: Exclude<Explanation, Bounce>, activity: Activity): Card {
  if (explanation.kind === "unreadable") return unreadableCard(explanation.says);
  // Then the bounce is in the file, and the text only a word about it.
  if (explanation.looksLike === "plain talk" && hasFile(activity)) return noticeCard(...NO_FILES);
  return notANdrCard(explanation.looksLike, explanation.isCut);
}

/** What is kept is what the servers said: no line of the mail's text, no subject. */
function withoutPeoplesWords(explanation: Bounce): Bounce {
  return {
    ...explanation,
    ndr: { ...explanation.ndr, subject: undefined, humanLines: [], translations: undefined },
  };
}

/** Codes, reader and article: what helps to find a fault and is nobody's mail. */
function note(log: Log, explanation: Explanation): void {
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
