import type { Card } from "../cards/fit.js";
import { asideSaid } from "../cards/aside.js";
import { reviewCard } from "../cards/review.js";
import type { Asking } from "../tickets/asking.js";
import type { CaseStore } from "../tickets/case-store.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case, Person, Ticket } from "../tickets/ticket.js";
import type { Forgetting } from "../tickets/forget.js";
import type { Log } from "../log.js";
import type { CardAction } from "./card-actions.js";
import { narrow } from "../narrow.js";
import { caseCard } from "./case-card.js";
import type { LookUps } from "./look-up.js";
import { createCheckPress, NOT_HERE } from "./press-check.js";
import { pressForget } from "./forget-command.js";
import { createShowProblem } from "./show-problem.js";
import type { OpenTicket } from "./open-ticket.js";
import { createOutcomePress } from "./press-outcome.js";
import type { IncidentDesk } from "../incidents/incidents.js";
import { createIncidentPress } from "./press-on-incident.js";
import { createTicketPress } from "./press-on-ticket.js";
import type { Roster } from "./roster.js";
import type { FindStanding } from "./standing.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import { corrected, type ExplainText } from "./correction.js";

/** Who pressed a button, and where it stood. */
export interface Presser {
  readonly person: Person;
  readonly tenant: string;
  readonly conversation: string;
  /** Posts a card where the button stood; the id of its message, where Teams says it. */
  readonly post: (card: Card) => Promise<string | undefined>;
}

/** What the person who pressed sees: the card anew, or a sentence below it. */
export type Pressed =
  | { readonly kind: "card"; readonly card: Card }
  | { readonly kind: "message"; readonly text: string };

export interface ButtonsOptions {
  readonly explainText: ExplainText;
  readonly cases: CaseStore;
  readonly desk: TicketDesk;
  readonly incidents: IncidentDesk;
  readonly roster: Roster;
  readonly standingOf: FindStanding;
  readonly openTicket: OpenTicket;
  readonly forgetting: Forgetting;
  readonly people: HelpdeskPeople;
  /** Absent: nothing is looked up. */
  readonly lookUps?: LookUps | undefined;
  readonly log: Log;
}

const TOO_OLD = "I no longer have this bounce. Please paste it again.";
const NOT_YOURS = "Only the person whose mail came back can say this.";
const TOO_MANY =
  "You have sent the helpdesk many tickets within the hour. Please wait a while, or call them.";
const saysAskedBefore = ({ number }: Ticket): string =>
  `You have sent the helpdesk this bounce already: it is ticket #${number}. To see it, write “ticket ${number}” in our own chat.`;
const NO_BOUNCE =
  "I found no bounce in the corrected text. Keep the line with the code and the server's words.";
/** Carries out a button. Every id that comes in is looked up, and checked against where it came from. */
export function createButtons({
  explainText,
  cases,
  desk,
  incidents,
  roster,
  standingOf,
  people,
  openTicket,
  forgetting,
  lookUps,
  log,
}: ButtonsOptions): (action: CardAction, presser: Presser) => Promise<Pressed> {
  const pressOnTicket = createTicketPress({ desk, roster, people, log });
  const checkNow = createCheckPress({ desk, lookUps, standingOf, people });
  const sayOutcome = createOutcomePress(desk);
  const pressOnIncident = createIncidentPress({ incidents, standingOf });
  const showProblem = createShowProblem({ cases, desk });

  return async (action, presser) => {
    switch (action.verb) {
      case "escalate":
      case "something-else":
      case "follow":
      case "back":
      case "tell":
      case "show":
      case "correct":
      case "review":
      case "send":
      case "worked":
      case "still-bouncing":
      case "check-dns":
        return pressOnAnswer(action, presser);
      case "open":
        return openTicket(action.ticket, presser);
      case "leave":
        return show(asideSaid("Nothing was sent."));
      case "resolve-incident":
      case "split-incident":
      case "dismiss-incident":
        return pressOnIncident(action, presser);
      case "forget-me":
        return pressForget(presser, forgetting);
      default:
        return pressOnTicket(action, presser);
    }
  };

  async function pressOnAnswer(
    action: Extract<CardAction, { case: string }>,
    presser: Presser,
  ): Promise<Pressed> {
    const opened = await cases.findCase(action.case);
    if (!opened || opened.place.tenant !== presser.tenant) return say(TOO_OLD);
    if (action.verb === "worked" || action.verb === "still-bouncing")
      return sayOutcome(opened, action, presser);
    if (action.verb === "check-dns") return checkNow(opened, action, presser);
    if (opened.place.conversation !== presser.conversation) return say(NOT_HERE);
    switch (action.verb) {
      case "escalate":
        // Drawn before the problem was known: now the card says that somebody is on it.
        if (opened.known?.state === "open") return show(await caseCard(opened, desk));
        return review(opened, presser.person, {});
      case "something-else":
        return review(opened, presser.person, {});
      case "review":
        return review(opened, presser.person, action);
      case "follow":
        if (presser.person.id !== opened.asker.id) return say(NOT_YOURS);
        return show(await caseCard((await incidents.follow(opened.id)) ?? opened, desk));
      case "send":
        return send(opened, presser.person, action);
      case "tell":
        if (presser.person.id !== opened.asker.id) return say(NOT_YOURS);
        return show(await caseCard(await told(opened, action.answer), desk));
      case "show":
        return say(await showProblem(opened, presser.post));
      case "correct":
        if (presser.person.id !== opened.asker.id) return say(NOT_YOURS);
        return correct(opened, action.text);
      case "back":
        return show(await caseCard(opened, desk));
    }
  }

  async function send(opened: Case, asker: Person, asking: Asking): Promise<Pressed> {
    const result = await desk.escalate(opened.id, asker, asking);
    switch (result.kind) {
      case "asked-before":
        return say(saysAskedBefore(result.ticket));
      case "too-many":
        return say(TOO_MANY);
      default:
        // With no helpdesk any more, the card says so itself.
        return show(await caseCard(opened, desk));
    }
  }

  /** What would be sent; where nothing can be, the card as it stands. */
  async function review(opened: Case, asker: Person, asking: Asking): Promise<Pressed> {
    const before = await desk.findAskedBefore(opened, asker);
    if (before && (await isAskable(opened))) return say(saysAskedBefore(before));
    return (await isAskable(opened))
      ? show(reviewCard({ ...opened, asker }, asking))
      : show(await caseCard(opened, desk));
  }

  /** The case with the answer in it; as it was, where the helpdesk has it by now or nobody asked. */
  async function told(opened: Case, answer: string): Promise<Case> {
    // The card asks nothing any more once it worked.
    if (opened.explanation.kind !== "diagnosed" || opened.outcome === "worked") return opened;
    const explanation = narrow(opened.explanation, answer);
    return (explanation && (await cases.replaceExplanation(opened.id, explanation))) ?? opened;
  }

  /** The answer to the corrected text; as it was, where the helpdesk has it by now. */
  async function correct(opened: Case, text: string): Promise<Pressed> {
    const explanation = await corrected(text, explainText);
    if (!explanation) return say(NO_BOUNCE);
    const kept = await cases.replaceExplanation(opened.id, explanation);
    return show(await caseCard(kept ?? opened, desk));
  }

  async function isAskable(opened: Case): Promise<boolean> {
    const [ticket, helpdesk] = await Promise.all([
      desk.findTicketByCase(opened.id),
      desk.findHelpdesk(opened.place.tenant),
    ]);
    return ticket === undefined && helpdesk !== undefined;
  }
}

const show = (card: Card): Pressed => ({ kind: "card", card });
const say = (text: string): Pressed => ({ kind: "message", text });
