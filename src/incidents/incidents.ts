import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { enqueue, revive } from "../outbox/outbox-store.js";
import { findCase } from "../tickets/case-store.js";
import { LONGEST_TEXT as LONGEST_WORDS } from "../tickets/helpdesk.js";
import { isCurrent, type Actor } from "../tickets/step.js";
import { keptText } from "../tickets/stored-text.js";
import type { Case, Reason } from "../tickets/ticket.js";
import { close, closingOf, type Closing } from "./close.js";
import type { Incident, IncidentView } from "./incident.js";
import {
  findIncident,
  findIncidentByThread,
  findUnseenIncidents,
  listOpenIncidents,
  lockProblem,
  saveIncident,
} from "./incident-store.js";
import { answerCard, countedCard, fromHelpdesk, incidentLane } from "./messages.js";
import { viewIncident } from "./overview.js";
import { addFollower, listWaiting } from "./people-store.js";
import { split } from "./split.js";

/** What the helpdesk decides about an incident. */
export type IncidentAction =
  | {
      readonly verb: "resolve";
      readonly reason?: Reason | undefined;
      /** What everybody who met it is told. */
      readonly text?: string | undefined;
    }
  /** It is no incident: its people have nothing in common. */
  | { readonly verb: "dismiss" }
  /** The bounces to one domain become an incident of their own. */
  | { readonly verb: "split"; readonly part: string };

/** What became of it. A refusal changed nothing. */
export type IncidentResult =
  | { readonly kind: "done"; readonly incident: Incident }
  /** `says` why, as one sentence of plain text. */
  | { readonly kind: "refused"; readonly says: string }
  /** There is none, or it is another tenant's. */
  | { readonly kind: "unknown-incident" };

/** What became of words to those who wait for its end. */
export type WriteResult =
  /** `people` get them: nobody, where it is 0. */
  | { readonly kind: "done"; readonly people: number }
  | Exclude<IncidentResult, { readonly kind: "done" }>;

/** Each method is one transaction, and rejects when the database does not answer; then nothing has happened. */
export interface IncidentDesk {
  /** The asker of a case wants to be told when its incident is over. The case as it then is, if there is one. */
  follow(caseId: string): Promise<Case | undefined>;
  /** Takes a decision on an incident of the actor's tenant; whether they may is the caller's to check. */
  decide(
    number: number,
    version: number | undefined,
    action: IncidentAction,
    actor: Actor,
  ): Promise<IncidentResult>;
  /** Sends somebody's words to all who wait for the end of an open incident of their tenant. */
  write(number: number, text: string, actor: Actor): Promise<WriteResult>;
  /** All that the helpdesk's card shows. */
  view(incident: Incident): Promise<IncidentView>;
  /** The same of the incident with this number, where it is the tenant's. */
  find(tenant: string, number: number): Promise<IncidentView | undefined>;
  /** The incident whose card began a thread. */
  findByThread(tenant: string, thread: string): Promise<Incident | undefined>;
  /** What is open in a tenant, the last one met first. */
  listOpen(tenant: string): Promise<readonly Incident[]>;
}

export interface IncidentDeskOptions {
  readonly db: Database;
  readonly now: () => Date;
  /** Called whenever something may wait in the outbox. */
  readonly onQueued?: (() => void) | undefined;
  /** Other systems that get a copy of each step of a ticket: kinds of messages. */
  readonly sinks?: readonly string[] | undefined;
}

// It stands on many cards, beside all that they hold already.
const LONGEST_TEXT = 1_000;

export function createIncidents({
  db,
  now,
  onQueued,
  sinks = [],
}: IncidentDeskOptions): IncidentDesk {
  return {
    async follow(caseId) {
      const about = await transact(db, async (transaction) => {
        const incident = await lockIncidentOf(transaction, caseId, now());
        if (incident) await addTo(transaction, incident, caseId, now());
        return findCase(transaction, caseId);
      });
      onQueued?.();
      return about;
    },

    async decide(number, version, action, actor) {
      const result = await transact(db, async (transaction): Promise<IncidentResult> => {
        const incident = await lockIncident(transaction, number, now());
        if (incident?.tenant !== actor.tenant) return { kind: "unknown-incident" };
        const says = objectionTo(incident, version);
        if (says !== undefined) return { kind: "refused", says };
        return action.verb === "split"
          ? split(transaction, incident, action.part, now())
          : {
              kind: "done",
              incident: await close(transaction, incident, closing(action, actor), {
                sinks,
                now: now(),
              }),
            };
      });
      if (result.kind === "done") onQueued?.();
      return result;
    },

    async write(number, text, { person, tenant }) {
      const result = await transact(db, async (transaction): Promise<WriteResult> => {
        // Whoever closes it meanwhile waits: what was written before its end is said before it.
        const incident = await lockIncident(transaction, number, now());
        if (incident?.tenant !== tenant) return { kind: "unknown-incident" };
        const says = objectionTo(incident, undefined);
        if (says !== undefined) return { kind: "refused", says };
        const said = { by: person.name, text: keptText(text, LONGEST_WORDS) ?? "" };
        const waiting = await listWaiting(transaction, number);
        await enqueue(
          transaction,
          waiting.map(({ caseId }) => fromHelpdesk(caseId, said)),
          now(),
        );
        return { kind: "done", people: waiting.length };
      });
      if (result.kind === "done") onQueued?.();
      return result;
    },

    view: (incident) => viewIncident(db, incident),

    async find(tenant, number) {
      const incident = await findIncident(db, number);
      return incident?.tenant === tenant ? viewIncident(db, incident) : undefined;
    },

    findByThread: (tenant, thread) => findIncidentByThread(db, tenant, thread),

    listOpen: (tenant) => listOpenIncidents(db, tenant),
  };
}

/** To be called in the transaction that names a helpdesk: shows it the incidents that nobody has seen. */
export async function reviveIncidents(
  transaction: Database,
  tenant: string,
  now: Date,
): Promise<void> {
  const unseen = await findUnseenIncidents(transaction, tenant);
  await revive(transaction, "incident-card", unseen.map(incidentLane), now);
}

/** The incident as it stands once its problem is locked. */
export async function lockIncident(
  transaction: Database,
  number: number,
  now: Date,
): Promise<Incident | undefined> {
  const found = await findIncident(transaction, number);
  if (!found) return undefined;
  await lockProblem(transaction, found.tenant, found.problem, now);
  return findIncident(transaction, number);
}

/** The same for the incident of a case. A split may have put the case into another one before the lock. */
async function lockIncidentOf(
  transaction: Database,
  caseId: string,
  now: Date,
): Promise<Incident | undefined> {
  const number = (await findCase(transaction, caseId))?.known?.incident;
  if (number === undefined) return undefined;
  await lockIncident(transaction, number, now);
  const current = (await findCase(transaction, caseId))?.known?.incident;
  return current === undefined ? undefined : findIncident(transaction, current);
}

async function addTo(
  transaction: Database,
  incident: Incident,
  caseId: string,
  now: Date,
): Promise<void> {
  const about = await findCase(transaction, caseId);
  if (incident.state !== "open" || !about) return;
  if (!(await addFollower(transaction, incident.number, about.asker.id, caseId))) return;
  const followed: Incident = { ...incident, version: incident.version + 1 };
  await saveIncident(transaction, followed);
  const theirs = await transaction
    .selectFrom("cases")
    .select("id")
    .where("incident", "=", incident.number)
    .where("asker_id", "=", about.asker.id)
    .execute();
  await enqueue(
    transaction,
    [countedCard(followed), ...theirs.map(({ id }) => answerCard(id))],
    now,
  );
}

function objectionTo(incident: Incident, version: number | undefined): string | undefined {
  const { number, agent } = incident;
  switch (incident.state) {
    case "open":
      return version === undefined || isCurrent(version, incident)
        ? undefined
        : `Incident ${number} changed after this card was drawn. Look at it as it is now, then try again.`;
    case "resolved":
      return `${agent?.name ?? "Somebody else"} has already resolved incident ${number}.`;
    case "dismissed":
      return `${agent?.name ?? "Somebody else"} has said that this is no incident.`;
    case "expired":
      return `Incident ${number} is over: nobody has met it for a while.`;
  }
}

function closing(action: Exclude<IncidentAction, { verb: "split" }>, actor: Actor): Closing {
  return action.verb === "dismiss"
    ? closingOf("dismissed", actor)
    : {
        ...closingOf("resolved", actor),
        reason: action.reason,
        resolution: keptText(action.text, LONGEST_TEXT),
      };
}
