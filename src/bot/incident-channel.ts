import { incidentCard } from "../cards/incident.js";
import { passedOnLine, toldLine } from "../cards/known.js";
import type { Card } from "../cards/fit.js";
import type { IncidentChannel } from "../incidents/channel.js";
import type { Log } from "../log.js";
import type { Case } from "../tickets/ticket.js";
import { delivered } from "./delivered.js";
import { callMessage } from "./nudge.js";
import type { Posts } from "./posts.js";
import type { Roster } from "./roster.js";

export interface IncidentChannelOptions {
  readonly posts: Posts;
  readonly roster: Roster;
  readonly log: Log;
  /** The answer of a case as it stands now. */
  readonly draw: (about: Case) => Promise<Card>;
}

/** The helpdesk's channel, and the conversations of those who met an incident, in Teams. */
export function createIncidentChannel({
  posts,
  roster,
  log,
  draw,
}: IncidentChannelOptions): IncidentChannel {
  return {
    showIncident: (view, helpdesk, shown) =>
      delivered(() => posts.keepThread(shown, helpdesk.place, incidentCard(view))),

    callFor: (call) =>
      delivered(async () => {
        const message = await callMessage(call, roster, log);
        if (message) await posts.say(call.card, message);
      }),

    showAnswer: async (about, answer) => {
      const card = await draw(about);
      return delivered(async () => {
        // An answer that Teams has lost is not worth a new card out of the blue: a line follows to those
        // who asked for it.
        await posts.redraw(answer, card);
        return answer;
      });
    },

    tell: (about, next) => delivered(() => posts.say(about.place, toldLine(about, next))),

    passOn: (about, said) => delivered(() => posts.say(about.place, passedOnLine(about, said))),
  };
}
