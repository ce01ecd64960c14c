import type { TurnContext } from "botbuilder";
import type { Database } from "../database/schema.js";
import { addOnCall, listOnCall, MOST_ON_CALL, removeOnCall } from "../tickets/on-call-store.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Person } from "../tickets/ticket.js";
import { personOf } from "./activity.js";
import type { Notice } from "./at-helpdesk.js";
import { mentionedIds } from "./mentions.js";
import type { OnCallCommand } from "./people-grammar.js";
import type { Roster } from "./roster.js";

export interface OnCallOptions {
  readonly db: Database;
  readonly roster: Roster;
  readonly now: () => Date;
}

const HOW = "“on call add @Ana” puts people on, “on call remove @Ana” takes them off.";

/** Says and changes who is mentioned under new tickets and incidents; whoever asks is a member of the helpdesk's team. */
export async function carryOutOnCall(
  context: TurnContext,
  command: OnCallCommand,
  helpdesk: Helpdesk,
  { db, roster, now }: OnCallOptions,
): Promise<Notice> {
  const { tenant } = helpdesk.place;
  switch (command.kind) {
    case "on-call":
      return inForce(await listOnCall(db, tenant), HOW);
    case "on-call-off":
      await removeOnCall(db, tenant);
      return inForce([]);
    case "on-call-remove": {
      const ids = idsIn(context, command.me);
      if (ids.length === 0) return NOBODY_NAMED;
      // Also whoever has left the team: then Teams' id is no longer known to be theirs.
      const members = await membersIn(helpdesk, ids, roster);
      await removeOnCall(db, tenant, [...ids, ...members.map(({ id }) => id)]);
      return inForce(await listOnCall(db, tenant));
    }
    case "on-call-add": {
      const ids = idsIn(context, command.me);
      if (ids.length === 0) return NOBODY_NAMED;
      const people = await membersIn(helpdesk, ids, roster);
      if (people.length < ids.length) return STRANGERS;
      const already = await listOnCall(db, tenant);
      const all = new Set([...already, ...people].map(({ id }) => id));
      if (all.size > MOST_ON_CALL) return TOO_MANY;
      await addOnCall(db, tenant, people, now());
      return inForce(await listOnCall(db, tenant));
    }
  }
}

const NOBODY_NAMED: Notice = {
  title: "Whom?",
  text: "Mention them, as in “on call add @Ana @Bo”, or write “on call add me”.",
};
const STRANGERS: Notice = {
  title: "Not in the helpdesk's team",
  text: "Only its members can be on call. Nobody was added.",
};
const TOO_MANY: Notice = {
  title: "Too many people",
  text: `At most ${MOST_ON_CALL} can be on call. Nobody was added.`,
};

function idsIn({ activity }: TurnContext, me: boolean): readonly string[] {
  return [...new Set([...mentionedIds(activity), ...(me ? [personOf(activity).id] : [])])];
}

async function membersIn(
  helpdesk: Helpdesk,
  ids: readonly string[],
  roster: Roster,
): Promise<readonly Person[]> {
  const members: Person[] = [];
  for (const id of ids) {
    const member = await roster.findAgent(helpdesk, id);
    if (member) members.push(member);
  }
  return members;
}

function inForce(people: readonly Person[], how = ""): Notice {
  if (people.length === 0)
    return {
      title: "Nobody is on call",
      text: `New tickets and incidents mention nobody. ${how}`.trim(),
    };
  const names = people.map(({ name }) => name).join(", ");
  return { title: "On call", text: `New tickets and incidents mention ${names}. ${how}`.trim() };
}
