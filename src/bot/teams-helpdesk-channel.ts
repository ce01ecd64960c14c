import { ticketCard } from "../cards/ticket.js";
import { followUpCard } from "../cards/aside.js";
import { helpdeskLine, requesterLine } from "../cards/lines.js";
import type { HelpdeskChannel } from "../tickets/channel.js";
import { type Case, isSharedThread, type Person, type Place } from "../tickets/ticket.js";
import { drawCase } from "./case-card.js";
import { delivered } from "./delivered.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import { mentionMessage } from "./mention-message.js";
import { nudgeMessage } from "./nudge.js";
import type { Posts } from "./posts.js";
import type { Roster } from "./roster.js";
import type { Log } from "../log.js";

type Conversation = Pick<Place, "serviceUrl" | "conversation">;

/** The helpdesk's channel and the requester's chat in Teams. */
export function createTeamsHelpdeskChannel({
  posts,
  people,
  roster,
  isCheckable,
  log,
}: {
  readonly posts: Posts;
  readonly people: HelpdeskPeople;
  readonly roster: Roster;
  readonly isCheckable: (about: Case) => boolean;
  readonly log: Log;
}): HelpdeskChannel {
  /** One line that somebody hears of. */
  async function sayTo(whom: Person, tenant: string, where: Conversation, line: string) {
    const id = await people.teamsIdOf(tenant, whom);
    const mentioned = [{ id, name: whom.name }];
    await posts.say(where, mentionMessage(mentioned, { before: "", after: `: ${line}` }));
  }

  return {
    showToHelpdesk: ({ ticket, helpdesk, shown, ...surroundings }) =>
      delivered(async () => {
        const agents = await people.agentsOf(helpdesk);
        const card = ticketCard(ticket, {
          ...surroundings,
          agents,
          canCheck: isCheckable(ticket.case),
        });
        if (shown) return posts.keepThread(shown, helpdesk.place, card);
        return isSharedThread(ticket)
          ? posts.post(ticket.case.place, card)
          : posts.startThread(helpdesk.place, card);
      }),
    showToRequester: (view, answer) =>
      delivered(async () => {
        const { ticket } = view;
        const card = drawCase(ticket.case, view, "available", isCheckable(ticket.case));
        if (answer && (await posts.redraw(answer, card))) return answer;
        return posts.post(ticket.case.place, card);
      }),
    tellRequester: (ticket, entry) =>
      delivered(() => {
        const { place } = ticket.case;
        const line = requesterLine(ticket, entry);
        // In a thread nobody is notified of what is said there to everybody.
        return isSharedThread(ticket)
          ? sayTo(ticket.requester, place.tenant, place, line)
          : posts.say(place, line);
      }),
    askRequester: (ticket) =>
      delivered(async () => {
        await posts.post(ticket.case.place, followUpCard(ticket));
      }),
    nudge: (nudge) =>
      delivered(async () => {
        const message = await nudgeMessage(nudge, roster, log);
        if (message) await posts.say(nudge.card, message);
      }),
    tellHelpdesk: (ticket, entry, card) =>
      delivered(() => {
        const { whom, text } = helpdeskLine(ticket, entry);
        return whom ? sayTo(whom, ticket.case.place.tenant, card, text) : posts.say(card, text);
      }),
  };
}
