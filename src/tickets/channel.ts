import type { Helpdesk } from "./helpdesk-store.js";
import type { RequesterView } from "./requester-view.js";
import type { Nudge } from "./nudge.js";
import type { Surroundings } from "./surroundings.js";
import type { Entry, MessageRef, Ticket } from "./ticket.js";

/**
 * The way to the people on both sides. Each call rejects when the other side did not take it; an error may
 * carry `permanent` and `retryAfterMs` (see DeliveryError). A call may be repeated after a crash.
 */
export interface HelpdeskChannel {
  /** Shows the ticket in the helpdesk's channel; redraws `shown` where it already stands. Returns where it stands now. */
  showToHelpdesk(view: HelpdeskView): Promise<MessageRef>;
  /** Redraws the requester's answer so that it says how the ticket stands. Returns where it stands now. */
  showToRequester(view: RequesterView, answer: MessageRef | undefined): Promise<MessageRef>;
  /** One line to the requester about a step; without one, about how the ticket stands. */
  tellRequester(ticket: Ticket, entry: Entry | undefined): Promise<void>;
  /** Asks the requester whether it works now. */
  askRequester(ticket: Ticket): Promise<void>;
  /** One line in the ticket's thread about a step. */
  tellHelpdesk(ticket: Ticket, entry: Entry, card: MessageRef): Promise<void>;
  /** One line in the ticket's thread that asks people to take it. */
  nudge(nudge: Nudge): Promise<void>;
}

export interface HelpdeskView extends Surroundings {
  readonly ticket: Ticket;
  readonly helpdesk: Helpdesk;
  readonly shown: MessageRef | undefined;
}
