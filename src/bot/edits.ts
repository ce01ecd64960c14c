import type { TurnContext } from "botbuilder";
import { noticeCard } from "../cards/notice.js";
import type { Card } from "../cards/fit.js";
import { type Bounce, isBounce } from "../explain.js";
import { problemKey } from "../grouping/group-bounces.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { isPersonal } from "./activity.js";
import { caseCard } from "./case-card.js";
import { withoutPeoplesWords } from "./draw-reading.js";
import { redrawCard } from "./message.js";
import { noticeFor } from "./notices.js";
import type { Reading } from "./read-message.js";
import { type Said, saidIn } from "./said.js";

export interface EditsOptions {
  readonly read: (said: Said, context: TurnContext) => Promise<Reading>;
  /** Answers what has no answer yet. */
  readonly answer: (context: TurnContext, said: Said, reading: Reading) => Promise<void>;
  readonly remember: (opened: Case, activity: string | undefined) => Promise<void>;
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly chat?: string | undefined;
  readonly onAnswered?: ((opened: Case) => void) | undefined;
}

const GONE = ["This bounce is no longer in your message.", "You edited it."] as const;

/** What happens to the answers when a message is edited. */
export function createEdits({
  read,
  answer,
  remember,
  cases,
  desk,
  chat,
  onAnswered,
}: EditsOptions): (context: TurnContext) => Promise<void> {
  return async (context) => {
    const { activity } = context;
    const said = saidIn(activity);
    const known = await cases.findCasesByQuestion(activity.conversation.id, activity.id ?? "");
    const answered = known.filter((one) => one.answer !== undefined);
    // The helpdesk works with the evidence it was sent: an edit does not change that.
    const open = await withoutTicket(answered);
    if (answered.length > 0 && open.length === 0) return;
    const reading = await read(said, context);
    const { pairs, added, gone } = pair(answered, reading.problems);
    for (const { one, problem } of pairs)
      if (open.includes(one)) await redrawProblem(context, one, problem);
    const isNew = answered.length === 0;
    if (isNew || added.length > 0)
      await answer(context, said, isNew ? reading : { ...reading, problems: added, rest: [] });
    // A link that expired takes no answer away.
    if (reading.rest.some(({ name }) => name !== undefined)) return;
    const notice = noticeFor(reading, said, { isPersonal: isPersonal(activity), chat });
    const [first, ...others] = gone.filter((one) => open.includes(one));
    if (first) await redraw(context, first, (pairs.length === 0 && notice) || noticeCard(...GONE));
    for (const one of others) await redraw(context, one, noticeCard(...GONE));
  };

  async function withoutTicket(answered: readonly Case[]): Promise<readonly Case[]> {
    const open: Case[] = [];
    for (const one of answered) if (!(await desk.findTicketByCase(one.id))) open.push(one);
    return open;
  }

  async function redrawProblem(context: TurnContext, one: Case, problem: Bounce): Promise<void> {
    const kept = await cases.replaceExplanation(one.id, withoutPeoplesWords(problem));
    // Not where a ticket was opened in this moment.
    if (!kept) return;
    await redraw(context, one, await caseCard({ ...kept, explanation: problem }, desk));
    onAnswered?.(kept);
  }

  async function redraw(context: TurnContext, one: Case, card: Card): Promise<void> {
    if (!one.answer) return;
    const shown = await redrawCard(context, one.answer.activity, card);
    if (shown && shown !== one.answer.activity) await remember(one, shown);
  }
}

interface Pairs {
  readonly pairs: readonly { readonly one: Case; readonly problem: Bounce }[];
  readonly added: readonly Bounce[];
  readonly gone: readonly Case[];
}

/** Which answer is for which problem now: first those that are alike, then the others in their order. */
function pair(answered: readonly Case[], problems: readonly Bounce[]): Pairs {
  const left = [...answered];
  const take = (wanted: (one: Case) => boolean) => {
    const at = left.findIndex(wanted);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  const alike = new Map(
    problems.map((problem) => [problem, take((one) => keyOf(one) === problemKey(problem))]),
  );
  const all = problems.map((problem) => ({
    problem,
    one: alike.get(problem) ?? take(() => true),
  }));
  return {
    pairs: all.flatMap(({ one, problem }) => (one ? [{ one, problem }] : [])),
    added: all.flatMap(({ one, problem }) => (one ? [] : [problem])),
    gone: left,
  };
}

function keyOf({ explanation }: Case): string | undefined {
  return isBounce(explanation) ? problemKey(explanation) : undefined;
}
