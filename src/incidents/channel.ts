import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Case, MessageRef } from "../tickets/ticket.js";
import type { IncidentView } from "./incident.js";
import type { IncidentCall } from "./on-call.js";

/** The way to the people on both sides of an incident; as a HelpdeskChannel is for a ticket. */
export interface IncidentChannel {
  /** Shows it in the helpdesk's channel; redraws `shown` where it already stands. Returns where it stands now. */
  showIncident(
    view: IncidentView,
    helpdesk: Helpdesk,
    shown: MessageRef | undefined,
  ): Promise<MessageRef>;
  /** One line in its thread that mentions whoever is on call. */
  callFor(call: IncidentCall): Promise<void>;
  /** Redraws somebody's answer. Returns where it stands now. */
  showAnswer(about: Case, answer: MessageRef): Promise<MessageRef>;
  /** One line to somebody who wanted to be told how the incident of a case ended, and what they can do next. */
  tell(about: Case, next: NextStep | undefined): Promise<void>;
  /** What somebody of the helpdesk writes to who waits for the end of the incident of a case. */
  passOn(about: Case, said: FromHelpdesk): Promise<void>;
}

export interface FromHelpdesk {
  /** Somebody's name. */
  readonly by: string;
  readonly text: string;
}

/** What is open to somebody whose bounce the helpdesk has not got: to press on the answer, or to send it again. */
export type NextStep = "ask" | "send";
