import type { CaseDraft } from "../../src/tickets/case-store.js";
import type { Helpdesk } from "../../src/tickets/helpdesk.js";
import type { Actor } from "../../src/tickets/step.js";
import type { Person, Place, Ticket } from "../../src/tickets/ticket.js";

export const ANA: Person = { id: "ana-id", name: "Ana Agent" };
export const BO: Person = { id: "bo-id", name: "Bo Agent" };
export const RIA: Person = { id: "ria-id", name: "Ria Requester" };

export const asAgent = (person: Person): Actor => ({
  person,
  tenant: CHAT.tenant,
  standing: "agent",
});

export const CHAT: Place = {
  serviceUrl: "https://smba.example/emea/",
  tenant: "tenant-1",
  conversation: "a:ria-and-the-bot",
};

export const HELPDESK: Omit<Helpdesk, "setAt"> = {
  place: { ...CHAT, conversation: "19:helpdesk@thread.tacv2" },
  team: "19:team@thread.tacv2",
  name: "Mail helpdesk",
  setBy: ANA,
};

/** What is known of an answer to the message `question`. */
export function sampleCase(question = "message-1"): CaseDraft {
  return {
    place: CHAT,
    question,
    asker: RIA,
    explanation: {
      kind: "undiagnosed",
      says: "This address does not take mail.",
      general: "The address is wrong.",
      ndr: {
        parsedBy: "smtp-reply",
        recipients: [
          {
            finalRecipient: "x@fabrikam.example",
            status: { class: 5, subject: 1, detail: 99 },
            diagnosticCode: "550 5.1.99 \u{1f4a5} “no” such user",
          },
        ],
        humanLines: ["550 5.1.99 no such user"],
      },
    },
  };
}

export function sampleTicket(changes: Partial<Ticket> = {}): Ticket {
  return {
    number: 7,
    version: 1,
    decidedIn: 1,
    state: "new",
    case: { ...sampleCase(), id: "case-1", openedAt: "2026-05-04T08:00:00.000Z" },
    requester: RIA,
    openedAt: "2026-05-04T08:00:00.000Z",
    changedAt: "2026-05-04T08:00:00.000Z",
    ...changes,
  };
}

/** A clock that stands still until it is told otherwise. */
export function createClock(start = "2026-05-04T09:00:00.000Z") {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    pass: (milliseconds: number) => {
      at += milliseconds;
    },
  };
}
