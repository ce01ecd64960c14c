import type { ConnectorClient } from "botframework-connector";
import type { Actor } from "../tickets/step.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Person } from "../tickets/ticket.js";
import { tidyName } from "./activity.js";

/** Somebody of the helpdesk's team. */
export interface Agent extends Person {
  /** What Teams calls them in a conversation, by which they are mentioned. */
  readonly teamsId: string;
}

/** The people of the helpdesk's team, as Teams knows them. */
export interface Roster {
  /** What somebody is in the helpdesk's team. Rejects where Teams does not say. */
  standingOf(helpdesk: Helpdesk, person: Person): Promise<Actor["standing"]>;
  /** Everybody in the helpdesk's team, in the order of their names. */
  agentsOf(helpdesk: Helpdesk): Promise<readonly Agent[]>;
  /** The one who is called so, by the Entra object id or by Teams' own; undefined for anybody else. */
  findAgent(helpdesk: Helpdesk, id: string): Promise<Agent | undefined>;
}

export interface RosterOptions {
  readonly connectTo: (serviceUrl: string) => Promise<ConnectorClient>;
  readonly now: () => Date;
}

/** Who leaves the team loses the right within this time. */
const KEPT_MS = 10 * 60_000;
/** Who has just joined need not wait as long. */
const KEPT_FOR_STRANGERS_MS = 30_000;
/** Pages of a roster; a team has up to 25,000 members. */
const PAGE = 500;
const MAX_PAGES = 50;

type PageOptions = NonNullable<
  Parameters<ConnectorClient["conversations"]["getConversationPagedMembers"]>[1]
>;

interface Member extends Agent {
  /** Everything they may be called by: the Entra object id and the channel's own. */
  readonly ids: readonly string[];
  readonly role: string;
}

interface Team {
  readonly readAt: number;
  readonly members: readonly Member[];
  readonly byId: ReadonlyMap<string, Member>;
}

export function createRoster({ connectTo, now }: RosterOptions): Roster {
  const teams = new Map<string, Promise<Team>>();

  async function membersOf(helpdesk: Helpdesk, maxAgeMs: number): Promise<Team> {
    const key = JSON.stringify([helpdesk.place.serviceUrl, helpdesk.team]);
    const known = await teams.get(key)?.catch(() => undefined);
    if (known && now().getTime() - known.readAt < maxAgeMs) return known;
    const reading = read(helpdesk);
    teams.set(key, reading);
    return reading;
  }

  async function read({ place, team }: Helpdesk): Promise<Team> {
    const readAt = now().getTime();
    const client = await connectTo(place.serviceUrl);
    const members: Member[] = [];
    let continuationToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      // Its types want the token of the page before, and the first page has none.
      const options = { pageSize: PAGE, continuationToken } as PageOptions;
      const found = await client.conversations.getConversationPagedMembers(team, options);
      members.push(...found.members.map(readMember));
      continuationToken = found.continuationToken;
      if (!continuationToken) break;
    }
    const byId = new Map(members.flatMap((member) => member.ids.map((id) => [id, member])));
    return { readAt, members, byId };
  }

  async function find(helpdesk: Helpdesk, id: string): Promise<[Team, Member | undefined]> {
    const known = await membersOf(helpdesk, KEPT_MS);
    if (known.byId.has(id)) return [known, known.byId.get(id)];
    const fresh = await membersOf(helpdesk, KEPT_FOR_STRANGERS_MS);
    return [fresh, fresh.byId.get(id)];
  }

  return {
    async standingOf(helpdesk, person) {
      const [team, member] = await find(helpdesk, person.id);
      if (!member || member.role === "anonymous") return "none";
      if (member.role === "owner") return "owner";
      // Where Teams calls nobody an owner the role says nothing, and every member may decide; guests never.
      const hasOwners = team.members.some(({ role }) => role === "owner");
      return hasOwners || member.role === "guest" ? "agent" : "owner";
    },

    async agentsOf(helpdesk) {
      const { members } = await membersOf(helpdesk, KEPT_MS);
      return [...members]
        .filter(isAgent)
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(asAgent);
    },

    async findAgent(helpdesk, id) {
      // A people picker of Teams may put this before the Entra object id.
      const [, member] = await find(helpdesk, id.replace(/^8:orgid:/, ""));
      return member && isAgent(member) ? asAgent(member) : undefined;
    },
  };
}

const isAgent = ({ role }: Member) => role !== "anonymous";

const asAgent = ({ id, name, teamsId }: Member): Agent => ({ id, name, teamsId });

function readMember(member: {
  readonly id?: string;
  readonly name?: string;
  readonly aadObjectId?: string;
}): Member {
  const { userRole, objectId } = member as {
    readonly userRole?: unknown;
    readonly objectId?: unknown;
  };
  const entra = member.aadObjectId ?? (typeof objectId === "string" ? objectId : undefined);
  const ids = [entra, member.id].filter((id) => id !== undefined);
  return {
    id: ids[0] ?? "",
    teamsId: member.id ?? ids[0] ?? "",
    name: tidyName(member.name) || "Somebody",
    ids,
    role: typeof userRole === "string" ? userRole.toLowerCase() : "",
  };
}
