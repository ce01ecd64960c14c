import type { Database } from "../database/schema.js";
import { enqueue } from "../outbox/outbox-store.js";
import type { Problems, SharedProblem } from "../tickets/case-store.js";
import type { Case } from "../tickets/ticket.js";
import { attach, countAskers, type Gathering, listGathered } from "./gather.js";
import type { Incident, IncidentSettings } from "./incident.js";
import { listIncidents, lockProblem, openIncident, saveIncident } from "./incident-store.js";
import { countedCard, incidentCard, laterAnswerCard } from "./messages.js";
import { callsForIncident } from "./on-call.js";
import { addPeople } from "./people-store.js";
import { sharedProblemOf } from "./problem.js";

/** So long a problem that the helpdesk has called no incident makes no new one. */
const SILENCE_MS = 24 * 60 * 60_000;

/** Notices that several people have the same problem, in the transaction in which one more has it. */
export function createNoticing({
  settings,
  now,
}: {
  readonly settings: IncidentSettings;
  readonly now: () => Date;
}): Problems {
  return {
    of: (explanation) => (settings.people === 0 ? undefined : sharedProblemOf(explanation)),

    async onMet(transaction, met, problem) {
      const { tenant } = met.place;
      const at = now();
      await lockProblem(transaction, tenant, problem.key, at);
      const known = await listIncidents(transaction, tenant, problem.key);
      const { open, part, before } = standing(known, problem);
      if (open) return join(transaction, open, met, at);
      if (isSilenced(before, at)) return;
      const since = new Date(at.getTime() - settings.windowMinutes * 60_000).toISOString();
      const gathering: Gathering = {
        tenant,
        problem: problem.key,
        part,
        since,
        after: before?.closedAt ?? "",
      };
      if ((await countAskers(transaction, gathering)) >= settings.people)
        await begin(transaction, gathering, met, at);
    },
  };
}

interface Standing {
  /** The incident that a bounce belongs to. */
  readonly open?: Incident | undefined;
  /** Whose bounces are counted where there is none: those to one domain, or "" for all. */
  readonly part: string;
  /** The one that closed last: what came before it is not counted again. */
  readonly before?: Incident | undefined;
}

/** How things stand for one part of a problem; the incident of that part before the one of the rest. */
function standing(known: readonly Incident[], { part }: SharedProblem): Standing {
  const own = known.filter((incident) => part !== "" && incident.part === part);
  const rest = known.filter((incident) => incident.part === "");
  const isOpen = ({ state }: Incident) => state === "open";
  const open = own.find(isOpen);
  if (open) return { open, part };
  const whole = rest.find(isOpen);
  const [last] = own;
  // It was split off from the whole, and what became of it is said of it alone.
  if (whole && last && last.number > whole.number) return { part, before: last };
  return { open: whole, part: "", before: lastClosed([...own, ...rest]) };
}

function lastClosed(closed: readonly Incident[]): Incident | undefined {
  return closed.reduce<Incident | undefined>(
    (last, one) => ((one.closedAt ?? "") > (last?.closedAt ?? "") ? one : last),
    undefined,
  );
}

function isSilenced(before: Incident | undefined, now: Date): boolean {
  return (
    before?.state === "dismissed" && Date.parse(before.closedAt ?? "") > now.getTime() - SILENCE_MS
  );
}

async function join(
  transaction: Database,
  incident: Incident,
  met: Case,
  now: Date,
): Promise<void> {
  await transaction
    .updateTable("cases")
    .set({ incident: incident.number })
    .where("id", "=", met.id)
    .execute();
  await addPeople(transaction, incident.number, [met]);
  const grown: Incident = {
    ...incident,
    version: incident.version + 1,
    lastSeenAt: now.toISOString(),
  };
  await saveIncident(transaction, grown);
  await enqueue(transaction, [countedCard(grown)], now);
}

/** The bounces gathered so far become an incident, and their people learn that they are not alone. */
async function begin(
  transaction: Database,
  gathering: Gathering,
  met: Case,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const { tenant, problem, part } = gathering;
  const cases = await listGathered(transaction, gathering);
  const incident = await openIncident(transaction, {
    tenant,
    problem,
    part,
    example: cases[0]?.id ?? met.id,
    firstSeenAt: cases[0]?.openedAt ?? at,
    lastSeenAt: at,
    openedAt: at,
  });
  await attach(transaction, gathering, incident.number, now);
  await addPeople(transaction, incident.number, cases);
  await enqueue(
    transaction,
    [
      incidentCard(incident),
      ...(await callsForIncident(transaction, incident)),
      ...cases.filter(({ id }) => id !== met.id).map(({ id }) => laterAnswerCard(id)),
    ],
    now,
  );
}
