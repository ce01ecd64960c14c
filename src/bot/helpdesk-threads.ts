import type { Activity, TurnContext } from "botbuilder";
import type { Incident } from "../incidents/incident.js";
import type { IncidentDesk } from "../incidents/incidents.js";
import type { Log } from "../log.js";
import { LONGEST_TEXT, type StepResult, type TicketDesk } from "../tickets/helpdesk.js";
import { isSharedThread, type Ticket } from "../tickets/ticket.js";
import { channelOf, isInChannel, personOf, placeOf } from "./activity.js";
import type { Drawn } from "./draw-reading.js";
import { forColleagues } from "./for-colleagues.js";
import { isBotMentioned, textWithoutMention } from "./mentions.js";
import { plainMessage } from "./message.js";
import type { Reading } from "./read-message.js";
import { passToFollowers } from "./pass-to-followers.js";
import { CANNOT_PASS_ON, type FindStanding } from "./standing.js";
import type { Said } from "./said.js";

/** What is different about a message in a thread of the helpdesk. */
export interface HelpdeskThreads {
  /**
   * Makes a thread of the helpdesk's channel a ticket, where one bounce was explained in it. True: the
   * ticket's card is the answer, and comes by itself.
   */
  becomeTicket(activity: Activity, drawn: readonly Drawn[]): Promise<boolean>;
  /**
   * Takes words in a ticket's thread to the other side, or in an incident's to those who follow it, and says
   * so; a note for colleagues stays on the ticket. False where there is nothing to take.
   */
  passOn(context: TurnContext, said: Said, reading: Reading, isEdit: boolean): Promise<boolean>;
}

export interface HelpdeskThreadsOptions {
  readonly desk: TicketDesk;
  readonly incidents: IncidentDesk;
  readonly standingOf: FindStanding;
  readonly log: Log;
}

/** What a thread is about. */
type About =
  | { readonly ticket: Ticket; readonly incident?: undefined }
  | { readonly incident: Incident; readonly ticket?: undefined };

const TOO_LONG = `I did not pass this on: I can take ${LONGEST_TEXT.toLocaleString("en")} characters at most. Please send it in parts.`;
const EXPLAINED =
  "I passed nothing on: I took this for a bounce. “Write to the requester…” on the ticket's card sends any words.";
const EXPLAINED_TO_NOBODY =
  "I passed nothing on: I took this for a bounce. Say it without its code and addresses, and those who follow the incident get it.";
const STEP =
  "I passed nothing on: that is a button on the ticket's card. “Write to the requester…” there sends any words.";
const STEP_ON_INCIDENT = "I passed nothing on: that is a button on the incident's card.";
const NOTE_ON_INCIDENT =
  "I passed nothing on: an incident keeps no notes. Say it here without mentioning me, and it stays in the channel.";
const EDITED = "What I passed on stays as it was. Write a new message to add something.";

export function createHelpdeskThreads({
  desk,
  incidents,
  standingOf,
  log,
}: HelpdeskThreadsOptions): HelpdeskThreads {
  /** What was done with a message's words, in a sentence. */
  async function pass(activity: Activity, { ticket, incident }: About, text: string) {
    if (text.length > LONGEST_TEXT) return TOO_LONG;
    if (ticket) return passToRequester(activity, ticket, text);
    const kept = forColleagues(activity, text);
    if (kept) return kept.kind === "note" ? NOTE_ON_INCIDENT : STEP_ON_INCIDENT;
    return passToFollowers(activity, incident, text, { incidents, standingOf });
  }

  async function passToRequester(
    activity: Activity,
    ticket: Ticket,
    text: string,
  ): Promise<string> {
    const person = personOf(activity);
    const { requester, number } = ticket;
    const { tenant } = placeOf(activity);
    if (isSharedThread(ticket) && person.id === requester.id) {
      const actor = { person, tenant, standing: "none" } as const;
      const result = await desk.take(number, undefined, { verb: "add", text }, actor);
      return saysOf(result, `Added to ticket #${number}.`);
    }
    const standing = await standingOf(tenant, person);
    if (standing === undefined) return CANNOT_PASS_ON;
    if (standing === "none")
      return `I did not pass this on: only the members of the helpdesk's team can write to ${requester.name} from here.`;
    const actor = { person, tenant, standing };
    const kept = forColleagues(activity, text);
    if (kept?.kind === "step") return STEP;
    if (isSharedThread(ticket)) return `${requester.name} reads this thread: mention them, not me.`;
    if (kept) {
      const noted = await desk.take(number, undefined, { verb: "note", text: kept.text }, actor);
      return saysOf(noted, `Noted on ticket #${number}, for colleagues only.`);
    }
    const result = await desk.take(number, undefined, { verb: "reply", text }, actor);
    return saysOf(result, `Passed on to ${requester.name}.`);
  }

  return {
    async becomeTicket(activity, drawn) {
      const [only, ...others] = drawn;
      if (!only?.opened || others.length > 0 || !isInChannel(activity)) return false;
      try {
        // One thread is about one thing.
        if (await incidentIn(activity)) return false;
        const channel = channelOf(activity.conversation.id);
        const result = await desk.openInThread(only.opened.id, personOf(activity), channel);
        return result.kind === "opened";
      } catch (error) {
        log.error({ err: error }, "thread not made a ticket, answered as anywhere else");
        return false;
      }
    },

    async passOn(context, said, reading, isEdit) {
      const { activity } = context;
      if (!isInChannel(activity) || !isBotMentioned(activity)) return false;
      const text = textWithoutMention(activity);
      const found = reading.problems.length + reading.rest.length + reading.unread;
      if (text === "") return false;
      const about = await threadOf(activity);
      if (!about) return false;
      if (found > 0) {
        const says = about.ticket ? EXPLAINED : EXPLAINED_TO_NOBODY;
        const isRead = about.ticket !== undefined && isSharedThread(about.ticket);
        if (!isEdit && !isRead) await context.sendActivity(plainMessage(says));
        return false;
      }
      const done = isEdit ? EDITED : await pass(activity, about, text);
      const file = said.hidesFile ? " The file I cannot pass on: Teams hides it from me here." : "";
      await context.sendActivity(plainMessage(`${done}${file}`));
      return true;
    },
  };

  async function threadOf(activity: Activity): Promise<About | undefined> {
    const { tenant, conversation } = placeOf(activity);
    try {
      const incident = await incidentIn(activity);
      if (incident) return { incident };
      const ticket = await desk.findTicketByThread(tenant, conversation);
      return ticket && { ticket };
    } catch (error) {
      log.error({ err: error }, "cannot tell whether a thread is a ticket's or an incident's");
      return undefined;
    }
  }

  function incidentIn(activity: Activity): Promise<Incident | undefined> {
    const { tenant, conversation } = placeOf(activity);
    return incidents.findByThread(tenant, conversation);
  }
}

function saysOf(result: StepResult, done: string): string {
  switch (result.kind) {
    case "done":
      return done;
    case "refused":
      return `I did not pass this on. ${result.says}`;
    case "unknown-ticket":
      return "I did not pass this on: there is no such ticket any more.";
  }
}
