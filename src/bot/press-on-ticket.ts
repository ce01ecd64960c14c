import { asideSaid, saysSent } from "../cards/aside.js";
import type { Log } from "../log.js";
import type { Helpdesk, StepResult, TicketDesk } from "../tickets/helpdesk.js";
import type { Action, Actor } from "../tickets/step.js";
import type { Person } from "../tickets/ticket.js";
import { TRANSITIONS, type Verb } from "../tickets/transitions.js";
import type { Pressed, Presser } from "./buttons.js";
import type { TicketAction } from "./card-actions.js";
import { caseCard, drawTicket } from "./case-card.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import { NO_TICKET } from "./open-ticket.js";
import type { Roster } from "./roster.js";
import { CANNOT_CHECK, NOT_HELPDESK } from "./standing.js";

export interface TicketPressOptions {
  readonly desk: TicketDesk;
  readonly roster: Roster;
  readonly people: HelpdeskPeople;
  readonly log: Log;
}

const NOT_YOURS = "Only the person who asked the helpdesk can do this.";
const NO_WORDS = "Please write something first.";
const NO_TARGET = "Please give the number of the ticket to merge into.";
const NO_AGENT = "Please choose somebody of the helpdesk's team.";

/** Takes the step that a ticket's button asks for. Who pressed is looked up each time. */
export function createTicketPress({
  desk,
  roster,
  people,
  log,
}: TicketPressOptions): (action: TicketAction, presser: Presser) => Promise<Pressed> {
  return async (pressed, { person, tenant }) => {
    const helpdesk = await desk.findLastHelpdesk(tenant);
    let standing: Actor["standing"] = "none";
    let agent: Person | undefined;
    if (helpdesk && isForAgents(pressed.verb)) {
      try {
        standing = await roster.standingOf(helpdesk, person);
        if (pressed.verb === "assign" && pressed.to)
          agent = await roster.findAgent(helpdesk, pressed.to);
      } catch (error) {
        log.warn({ err: error }, "roster of the helpdesk's team not read");
        return say(CANNOT_CHECK);
      }
    }
    if (isForAgents(pressed.verb) && standing === "none") return say(NOT_HELPDESK);
    const action = actionOf(pressed, agent);
    if (typeof action === "string") return say(action);
    const actor: Actor = { person, tenant, standing };
    const taken = await desk.take(pressed.ticket, pressed.version, action, actor);
    if (pressed.aside && pressed.verb === "add" && taken.kind === "done")
      return { kind: "card", card: asideSaid(saysSent(taken.ticket)) };
    return draw(taken, standing === "none" ? undefined : helpdesk);
  };

  /** The card as it stands now; the requester's where it was no step of the helpdesk. */
  async function draw(result: StepResult, helpdesk: Helpdesk | undefined): Promise<Pressed> {
    switch (result.kind) {
      case "done":
        return {
          kind: "card",
          card: helpdesk
            ? await drawTicket(result.ticket, desk, await people.agentsOf(helpdesk))
            : await caseCard(result.ticket.case, desk),
        };
      case "refused":
        return say(result.why.kind === "not-allowed" && !helpdesk ? NOT_YOURS : result.says);
      case "unknown-ticket":
        return say(NO_TICKET);
    }
  }
}

function isForAgents(verb: Verb): boolean {
  return Object.values(TRANSITIONS[verb]).some(({ by }) => by.includes("agent"));
}

/** What the button means, or what is missing beside it. */
function actionOf(pressed: TicketAction, agent: Person | undefined): Action | string {
  const { verb, text, into, reason } = pressed;
  switch (verb) {
    case "claim":
      return { verb };
    case "assign":
      return agent ? { verb, to: { id: agent.id, name: agent.name } } : NO_AGENT;
    case "ask":
    case "reply":
    case "note":
    case "add":
      return text?.trim() ? { verb, text } : NO_WORDS;
    case "merge":
      return into === undefined ? NO_TARGET : { verb, into };
    case "resolve":
      return { verb, reason, text };
    case "wait-for-other-side":
    case "wait-for-microsoft":
    case "reopen":
    case "withdraw":
      return { verb, text };
  }
}

const say = (text: string): Pressed => ({ kind: "message", text });
