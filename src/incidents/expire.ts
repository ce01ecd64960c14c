import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import type { Sweep } from "../tickets/sweep.js";
import type { IncidentSettings } from "./incident.js";
import { close, closingOf } from "./close.js";
import { findQuiet } from "./incident-store.js";
import { lockIncident } from "./incidents.js";

/** So many are closed in one go; the next one takes the rest. */
const AT_ONCE = 50;

/**
 * Closes the incidents that nobody has met for so many hours, and returns how many. Each in a transaction
 * of its own, so several copies of the program may do it at once.
 */
export async function expireIncidents(
  db: Database,
  { quietHours }: { readonly quietHours: number },
  now: Date,
): Promise<number> {
  const before = new Date(now.getTime() - quietHours * 60 * 60_000);
  let expired = 0;
  for (const number of await findQuiet(db, before, AT_ONCE))
    await transact(db, async (transaction) => {
      const incident = await lockIncident(transaction, number, now);
      // Somebody met it, or somebody else closed it, in the meantime.
      if (incident?.state !== "open" || incident.lastSeenAt >= before.toISOString()) return;
      await close(transaction, incident, closingOf("expired"), { sinks: [], now });
      expired++;
    });
  return expired;
}

/** The same as work that comes due by time. */
export function incidentSweep(db: Database, settings: IncidentSettings): Sweep {
  return {
    name: "quiet incidents",
    run: async (now) => {
      await expireIncidents(db, settings, now);
    },
  };
}
