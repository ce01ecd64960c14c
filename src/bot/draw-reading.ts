import type { Activity } from "botbuilder";
import { diagnosisCard } from "../cards/diagnosis.js";
import type { Card } from "../cards/fit.js";
import { byAddresses, MOST_PROBLEMS, summaryCard } from "../cards/summary.js";
import type { Bounce } from "../explain.js";
import type { Log } from "../log.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case } from "../tickets/ticket.js";
import { personOf, placeOf } from "./activity.js";
import { caseCard } from "./case-card.js";

export interface DrawingOptions {
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly log: Log;
}

/** A card to be sent, and the case that is to remember where it stands. */
export interface Drawn {
  readonly card: Card;
  readonly opened?: Case | undefined;
}

/** More different problems than this are one list, in which each is a press away. */
export const A_HANDFUL = 5;

/** The cards that answer a message's bounces, each with its case kept. */
export function createDrawing({
  cases,
  desk,
  log,
}: DrawingOptions): (activity: Activity, problems: readonly Bounce[]) => Promise<readonly Drawn[]> {
  return async (activity, problems) => {
    const shown = problems.length > A_HANDFUL ? mostAddressed(problems) : problems;
    const opened = await open(activity, shown);
    if (!opened) return shown.slice(0, A_HANDFUL).map(withoutButtons);
    if (problems.length > A_HANDFUL)
      return [{ card: summaryCard(opened.map(asProblem), problems.length - shown.length) }];
    const drawn: Drawn[] = [];
    for (const one of opened) drawn.push({ card: await caseCard(one, desk), opened: one });
    return drawn;
  };

  /** Cases with all that was read; what is kept of them has no line of the mail's text. */
  async function open(
    activity: Activity,
    problems: readonly Bounce[],
  ): Promise<readonly (Case & { readonly explanation: Bounce })[] | undefined> {
    const draft = {
      place: placeOf(activity),
      question: activity.id ?? "",
      asker: personOf(activity),
    };
    const opened = [];
    try {
      for (const explanation of problems) {
        const kept = await cases.openCase({
          ...draft,
          explanation: withoutPeoplesWords(explanation),
        });
        opened.push({ ...kept, explanation });
      }
      return opened;
    } catch (error) {
      log.error({ err: error }, "case not kept, answered without buttons");
      return undefined;
    }
  }
}

/** What is kept is what the servers said: no line of the mail's text, no subject. */
export function withoutPeoplesWords(explanation: Bounce): Bounce {
  return {
    ...explanation,
    readInPicture: undefined,
    ndr: { ...explanation.ndr, subject: undefined, humanLines: [], translations: undefined },
  };
}

function mostAddressed(problems: readonly Bounce[]): readonly Bounce[] {
  return [...problems]
    .sort((a, b) => byAddresses({ explanation: a }, { explanation: b }))
    .slice(0, MOST_PROBLEMS);
}

/** With the database down there is nothing that a button could refer to. */
function withoutButtons(explanation: Bounce): Drawn {
  return { card: diagnosisCard({ explanation, helpdesk: "unreachable" }) };
}

function asProblem({ id, explanation }: Case & { readonly explanation: Bounce }) {
  return { caseId: id, explanation };
}
