import type { Card } from "../cards/fit.js";
import type { TicketDesk } from "../tickets/helpdesk.js";
import type { Case, Ticket } from "../tickets/ticket.js";
import type { Pressed, Presser } from "./buttons.js";
import { caseCard, drawTicket } from "./case-card.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import type { LookUps } from "./look-up.js";
import { CANNOT_CHECK, type FindStanding } from "./standing.js";

export interface CheckPress {
  /** Whether the button stood on the helpdesk's card. */
  readonly onTicket?: boolean | undefined;
}

export interface CheckPressOptions {
  readonly desk: TicketDesk;
  readonly lookUps: LookUps | undefined;
  readonly standingOf: FindStanding;
  readonly people: Pick<HelpdeskPeople, "agentsOf">;
}

export const NOT_HERE = "This button works only where the card was posted.";
const NOT_YOURS = "Only the person whose mail came back and the helpdesk can have this looked up.";
const TOO_MANY =
  "You have had many bounces looked up within the last minute. Please wait a minute, and press again.";
const NOTHING = "There is nothing I can look up about this bounce.";
const OFF = "I look nothing up here: whoever runs me has switched that off.";

// Teams waits five seconds. Who asks may have to be found out before, and the card is drawn after.
const ALL_MS = 3_500;
const MOST_MS = 2_500;
const SHORTEST_MS = 500;

/** Looks up all that a bounce names while who pressed waits, and shows what was found on the card they pressed on. */
export function createCheckPress({
  desk,
  lookUps,
  standingOf,
  people,
}: CheckPressOptions): (opened: Case, pressed: CheckPress, presser: Presser) => Promise<Pressed> {
  return async (opened, { onTicket = false }, presser) => {
    const began = performance.now();
    const ticket = await desk.findTicketByCase(opened.id);
    // A ticket is shown where it is worked on, and to whoever asks for it; a case stands in one place.
    if (!ticket && opened.place.conversation !== presser.conversation) return say(NOT_HERE);
    const isTheirs = [opened.asker.id, ticket?.requester.id].includes(presser.person.id);
    const isOnTicket = ticket !== undefined && onTicket;
    const mustAsk = !isTheirs || (isOnTicket && ticket.thread !== presser.conversation);
    const standing = mustAsk ? await standingOf(presser.tenant, presser.person) : "none";
    if (standing === undefined) return say(CANNOT_CHECK);
    if (!isTheirs && standing === "none") return say(NOT_YOURS);
    if (!lookUps) return say(OFF);

    const left = ALL_MS - (performance.now() - began);
    const limitMs = Math.max(SHORTEST_MS, Math.min(MOST_MS, left));
    const found = await lookUps.runAll(opened, presser.person, limitMs);
    switch (found.kind) {
      case "too-many":
        return say(TOO_MANY);
      case "nothing-to-look-up":
        return say(NOTHING);
      case "looked-up":
        // What only the helpdesk reads is shown to it alone, or where it stands anyway.
        return isOnTicket && (standing !== "none" || ticket.thread === presser.conversation)
          ? show(await ticketNow(ticket, presser.tenant))
          : show(await caseCard(found.case, desk));
    }
  };

  async function ticketNow(before: Ticket, tenant: string): Promise<Card> {
    const [ticket, helpdesk] = await Promise.all([
      desk.findTicket(before.number),
      desk.findLastHelpdesk(tenant),
    ]);
    return drawTicket(ticket ?? before, desk, helpdesk ? await people.agentsOf(helpdesk) : []);
  }
}

const show = (card: Card): Pressed => ({ kind: "card", card });
const say = (text: string): Pressed => ({ kind: "message", text });
