import type { HelpdeskChannel } from "../../src/tickets/channel.js";
import type { Helpdesk } from "../../src/tickets/helpdesk.js";
import type { Nudge } from "../../src/tickets/nudge.js";
import type { TicketMessage } from "../../src/tickets/messages.js";
import type { MessageRef, Ticket } from "../../src/tickets/ticket.js";

/** One call of the channel, and what was to be seen after it. */
export interface Shown {
  readonly what: TicketMessage;
  readonly how: "posted" | "updated" | "said";
  readonly ticket: Ticket;
  readonly helpdesk?: Helpdesk | undefined;
  /** What was asked of whom, in a line that mentions people. */
  readonly nudge?: Nudge | undefined;
  /** What the card says of the other side. */
  readonly mark?: "unseen" | "out of reach" | undefined;
}

/** A channel that keeps what it was given. */
export interface FakeChannel extends HelpdeskChannel {
  /** Every call that succeeded, in order. */
  readonly shown: readonly Shown[];
  /** Called before each delivery; what it throws is what the channel answers, what it awaits is how long it takes. */
  before: (what: Shown["what"], ticket: Ticket) => void | Promise<void>;
  /** The calls about one ticket as words, e.g. `helpdesk-card posted new`, with what it says of the other side. */
  told(number: number): readonly string[];
}

export function createFakeChannel(): FakeChannel {
  const shown: Shown[] = [];
  let posted = 0;

  const show = async (
    what: Shown["what"],
    ticket: Ticket,
    conversation: string,
    ref: MessageRef | undefined,
    others: Pick<Shown, "helpdesk" | "mark">,
  ): Promise<MessageRef> => {
    await channel.before(what, ticket);
    shown.push({ what, how: ref ? "updated" : "posted", ticket, ...others });
    return (
      ref ?? {
        serviceUrl: ticket.case.place.serviceUrl,
        conversation,
        activity: `message-${++posted}`,
      }
    );
  };

  const channel: FakeChannel = {
    shown,
    before: () => undefined,
    told: (number) =>
      shown
        .filter((call) => call.ticket.number === number)
        .map(({ what, how, ticket, mark }) =>
          [`${what} ${how} ${ticket.state}`, ...(mark ? [mark] : [])].join(", "),
        ),
    showToHelpdesk: ({ ticket, helpdesk, shown: ref, isOutOfReach }) =>
      show("helpdesk-card", ticket, helpdesk.place.conversation, ref, {
        helpdesk,
        mark: isOutOfReach ? "out of reach" : undefined,
      }),
    showToRequester: ({ ticket, isUnseen }, ref) =>
      show("requester-card", ticket, ticket.case.place.conversation, ref, {
        mark: isUnseen ? "unseen" : undefined,
      }),
    async tellRequester(ticket) {
      await channel.before("requester-line", ticket);
      shown.push({ what: "requester-line", how: "said", ticket });
    },
    async askRequester(ticket) {
      await channel.before("follow-up", ticket);
      shown.push({ what: "follow-up", how: "said", ticket });
    },
    async tellHelpdesk(ticket) {
      await channel.before("helpdesk-line", ticket);
      shown.push({ what: "helpdesk-line", how: "said", ticket });
    },
    async nudge(nudge) {
      const what = nudge.waitedMinutes === undefined ? "on-call-line" : "reminder-line";
      await channel.before(what, nudge.ticket);
      shown.push({ what, how: "said", ticket: nudge.ticket, nudge });
    },
  };
  return channel;
}
