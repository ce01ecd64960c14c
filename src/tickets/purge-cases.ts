import type { Database } from "../database/schema.js";

/** Deletes one batch of what is older than `limit`, an ISO 8601 date. */
export type Purge = (limit: string) => Promise<Purged>;

export interface Purged {
  readonly deleted: number;
  /** Whether there is nothing more to look at. */
  readonly isLast: boolean;
}

/**
 * Most old cases belong to tickets that are kept much longer, so each sweep begins where the last one ended.
 * What a ticket or an incident had protected is deleted with it.
 */
export function createCasePurge(db: Database, batch: number): Purge {
  let seen = { at: "", id: "" };
  return async (limit) => {
    const rows = await db
      .selectFrom("cases")
      .select(["id", "opened_at as at"])
      .where("opened_at", "<", limit)
      .where((eb) =>
        eb.or([
          eb("opened_at", ">", seen.at),
          eb.and([eb("opened_at", "=", seen.at), eb("id", ">", seen.id)]),
        ]),
      )
      // The index is found by this bound alone.
      .where("opened_at", ">=", seen.at)
      .orderBy("opened_at")
      .orderBy("id")
      .limit(batch)
      .execute();
    const deleted = await deleteCases(
      db,
      rows.map(({ id }) => id),
    );
    seen = rows.at(-1) ?? seen;
    return { deleted, isLast: rows.length < batch };
  };
}

/** Deletes those of the cases that no ticket is about, and that no incident needs; how many. */
export async function deleteCases(db: Database, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { numDeletedRows } = await db
    .deleteFrom("cases")
    .where("id", "in", ids)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom("tickets").select("number").whereRef("case_id", "=", "cases.id")),
      ),
    )
    // People are told of an open incident where they met it, and any is shown by its example.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("incidents")
            .select("incidents.number")
            .whereRef("incidents.number", "=", "cases.incident")
            .where((of) =>
              of.or([of("state", "=", "open"), of("example", "=", of.ref("cases.id"))]),
            ),
        ),
      ),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** The same for those of them that were opened before `limit`. */
export async function deleteOldCases(
  db: Database,
  ids: readonly string[],
  limit: string,
): Promise<void> {
  const old = await db
    .selectFrom("cases")
    .select("id")
    .where("id", "in", ids)
    .where("opened_at", "<", limit)
    .execute();
  await deleteCases(
    db,
    old.map(({ id }) => id),
  );
}
