import type { Database } from "../database/schema.js";
import type { About, OutboxEntry } from "./outbox-store.js";

/** What is left of a message: it waits, or it is a dead letter. */
export interface LaneEntry extends Pick<OutboxEntry, "id" | "kind" | "about"> {
  readonly isDead: boolean;
}

/** What is left of some kinds in a lane, oldest first. */
export async function listInLane(
  db: Database,
  lane: string,
  kinds: readonly string[],
): Promise<readonly LaneEntry[]> {
  const rows = await db
    .selectFrom("outbox")
    .select(["id", "kind", "about", "died_at"])
    .where("lane", "=", lane)
    .where("kind", "in", kinds)
    .orderBy("id")
    .execute();
  return rows.map(({ id, kind, about, died_at }) => ({
    id,
    kind,
    about: JSON.parse(about) as About,
    isDead: died_at !== null,
  }));
}

/** Keeps something more, or less, of what a message is about. */
export async function rewriteAbout(db: Database, id: number, about: About): Promise<void> {
  await db
    .updateTable("outbox")
    .set({ about: JSON.stringify(about) })
    .where("id", "=", id)
    .execute();
}
