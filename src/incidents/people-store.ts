import type { Database } from "../database/schema.js";
import { OPEN_STATES } from "../tickets/ticket.js";
import type { CaseHead } from "./gather.js";

/** Adds those who met an incident; who is known already stays as they are. */
export async function addPeople(
  transaction: Database,
  incident: number,
  cases: readonly CaseHead[],
): Promise<void> {
  for (const { id, asker, openedAt } of cases)
    await transaction
      .insertInto("incident_people")
      .values({
        incident,
        person_id: asker.id,
        person_name: asker.name,
        case_id: id,
        follows: 0,
        met_at: openedAt,
      })
      .onConflict((conflict) => conflict.columns(["incident", "person_id"]).doNothing())
      .execute();
}

/** Somebody wants to be told, in the conversation of one of their cases. False when they did already. */
export async function addFollower(
  transaction: Database,
  incident: number,
  person: string,
  caseId: string,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable("incident_people")
    .set({ follows: 1, case_id: caseId })
    .where("incident", "=", incident)
    .where("person_id", "=", person)
    .where("follows", "=", 0)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface Follower {
  readonly person: string;
  /** The case where they are told. */
  readonly caseId: string;
}

/** Who wants to be told and still has a bounce in it. */
export async function listFollowers(db: Database, incident: number): Promise<readonly Follower[]> {
  const rows = await peopleAndCases(db, incident).where("follows", "=", 1).execute();
  return whereEachIsTold(rows);
}

/** The same, and who has an open ticket in it: all that are counted as followers. */
export async function listWaiting(db: Database, incident: number): Promise<readonly Follower[]> {
  const rows = await peopleAndCases(db, incident)
    .where("person_id", "in", idsOfWaiting(db, incident))
    .execute();
  return whereEachIsTold(rows);
}

function peopleAndCases(db: Database, incident: number) {
  return db
    .selectFrom("incident_people")
    .innerJoin("cases", (join) =>
      join
        .onRef("cases.incident", "=", "incident_people.incident")
        .onRef("cases.asker_id", "=", "incident_people.person_id"),
    )
    .where("incident_people.incident", "=", incident)
    .select(["person_id", "case_id", "cases.id"])
    .orderBy("cases.opened_at");
}

function whereEachIsTold(
  rows: readonly {
    readonly person_id: string;
    readonly case_id: string;
    readonly id: string;
  }[],
): readonly Follower[] {
  const followers = new Map<string, string>();
  for (const { person_id, case_id, id } of rows)
    // Where they asked for it; the first of theirs where that one was split off.
    if (id === case_id || !followers.has(person_id)) followers.set(person_id, id);
  return [...followers].map(([person, caseId]) => ({ person, caseId }));
}

/** How many want to be told: who has an open ticket in it does so without saying it. */
export async function countFollowers(db: Database, incident: number): Promise<number> {
  const { people } = await stillThere(db, incident)
    .where("person_id", "in", idsOfWaiting(db, incident))
    .select((eb) => eb.fn.countAll().as("people"))
    .executeTakeFirstOrThrow();
  return Number(people);
}

function idsOfWaiting(db: Database, incident: number) {
  return db
    .selectFrom("incident_people as waiting")
    .select("waiting.person_id")
    .where("waiting.incident", "=", incident)
    .where((eb) =>
      eb.or([
        eb("waiting.follows", "=", 1),
        eb(
          "waiting.person_id",
          "in",
          eb
            .selectFrom("tickets")
            .select("requester_id")
            .where("tickets.incident", "=", incident)
            .where("tickets.state", "in", OPEN_STATES),
        ),
      ]),
    );
}

export async function countPeople(db: Database, incident: number): Promise<number> {
  const { people } = await stillThere(db, incident)
    .select((eb) => eb.fn.countAll().as("people"))
    .executeTakeFirstOrThrow();
  return Number(people);
}

/** The names of the first who met it. */
export async function listNames(
  db: Database,
  incident: number,
  limit: number,
): Promise<readonly string[]> {
  const rows = await stillThere(db, incident)
    .select("person_name")
    .orderBy("met_at")
    .limit(limit)
    .execute();
  return rows.map(({ person_name }) => person_name);
}

/** Those of whom no bounce is in it any more, because it was split or their message edited, are left out. */
function stillThere(db: Database, incident: number) {
  return db
    .selectFrom("incident_people")
    .where("incident_people.incident", "=", incident)
    .where((eb) =>
      eb(
        "person_id",
        "in",
        eb.selectFrom("cases").select("asker_id").where("cases.incident", "=", incident),
      ),
    );
}
