import { randomBytes } from "node:crypto";
import type { Findings } from "../checks/check.js";
import type { Explanation } from "../explain.js";
import { lockName } from "../database/database.js";
import type { CaseRow, Database, IncidentRow } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { readRef, writeRef } from "./stored-text.js";
import type { Case, KnownProblem, MessageRef, Outcome } from "./ticket.js";
import { withoutNames } from "./without-names.js";

/** What is known when an answer is given. */
export type CaseDraft = Pick<Case, "place" | "question" | "asker" | "explanation">;

/** What several people may meet at once. */
export interface SharedProblem {
  /** The same for all who meet it; holds no address. */
  readonly key: string;
  /** The recipients' domain, by which an incident can be split; "" where there is none. */
  readonly part: string;
}

/** Whoever notices that several people have the same problem. */
export interface Problems {
  /** `undefined` where a bounce's problem is its own. */
  of(explanation: Explanation): SharedProblem | undefined;
  /** Takes part in the transaction in which a case comes to be of a problem. */
  onMet(transaction: Database, met: Case, problem: SharedProblem): Promise<void>;
}

/** The answers that were given. Every method rejects when the database does not answer. */
export interface CaseStore {
  openCase(draft: CaseDraft): Promise<Case>;
  findCase(id: string): Promise<Case | undefined>;
  /** The cases about a message, in the order they were opened. */
  findCasesByQuestion(conversation: string, question: string): Promise<readonly Case[]>;
  /**
   * Keeps what an edited message now comes to; the case as it now is. `undefined`, and nothing changes, when
   * there is no such case or a ticket on it: the helpdesk works with the evidence that was sent, and an edit
   * must not take it away.
   */
  replaceExplanation(id: string, explanation: Explanation): Promise<Case | undefined>;
  /** Keeps where the answer card stands. */
  rememberAnswer(id: string, answer: MessageRef): Promise<void>;
}

export interface CaseStoreOptions {
  readonly db: Database;
  readonly now: () => Date;
  /** Absent: what people have in common is not looked for. */
  readonly problems?: Problems | undefined;
}

export function createCaseStore({ db, now, problems }: CaseStoreOptions): CaseStore {
  /** The case, with the incident that its problem has joined or become. */
  async function meet(
    transaction: Database,
    met: Case,
    problem: SharedProblem | undefined,
  ): Promise<Case> {
    if (!problem) return met;
    await problems?.onMet(transaction, met, problem);
    return { ...met, known: (await findCase(transaction, met.id))?.known };
  }

  return {
    async openCase(draft) {
      const { place, question, asker, explanation } = draft;
      const opened: Case = {
        place,
        question,
        asker,
        explanation,
        id: randomBytes(16).toString("base64url"),
        openedAt: now().toISOString(),
      };
      const problem = problems?.of(explanation);
      return transact(db, async (transaction) => {
        await transaction.insertInto("cases").values(toRow(opened, problem)).execute();
        return meet(transaction, opened, problem);
      });
    },

    findCase: (id) => findCase(db, id),

    async findCasesByQuestion(conversation, question) {
      const rows = await withIncidents(db)
        .where("conversation", "=", conversation)
        .where("question", "=", question)
        .orderBy("cases.opened_at")
        .execute();
      return rows.map(readCase);
    },

    async replaceExplanation(id, explanation) {
      const problem = problems?.of(explanation);
      return transact(db, async (transaction) => {
        await lockOpening(transaction, id);
        const { numUpdatedRows } = await transaction
          .updateTable("cases")
          .set((eb) => ({
            explanation: JSON.stringify(explanation),
            problem: problem?.key ?? null,
            part: problem?.part ?? "",
            findings: null,
            // What is another problem now is no part of the incident any more.
            incident: eb
              .case()
              .when("problem", "=", problem?.key ?? null)
              .then(eb.ref("incident"))
              .else(null)
              .end(),
          }))
          .where("id", "=", id)
          .where((eb) =>
            eb.not(eb.exists(eb.selectFrom("tickets").select("number").where("case_id", "=", id))),
          )
          .executeTakeFirst();
        const replaced = numUpdatedRows > 0n ? await findCase(transaction, id) : undefined;
        return replaced && !replaced.known ? meet(transaction, replaced, problem) : replaced;
      });
    },

    rememberAnswer: (id, answer) => rememberAnswer(db, id, answer),
  };
}

/**
 * Makes everybody else who opens a ticket for a case, or changes what the case says, wait until this transaction
 * ends; call it before looking at either. Without it two presses of one button could both find no ticket, and an
 * edit could change what the helpdesk has just been sent.
 */
export const lockOpening = (transaction: Database, caseId: string): Promise<void> =>
  lockName(transaction, `case/${caseId}`);

export async function findCase(db: Database, id: string): Promise<Case | undefined> {
  const row = await withIncidents(db).where("id", "=", id).executeTakeFirst();
  return row && readCase(row);
}

/** Cases, each with what its asker may know of its incident. */
function withIncidents(db: Database) {
  return db
    .selectFrom("cases")
    .leftJoin("incidents", "incidents.number", "cases.incident")
    .leftJoin("incident_people", (join) =>
      join
        .onRef("incident_people.incident", "=", "cases.incident")
        .onRef("incident_people.person_id", "=", "cases.asker_id"),
    )
    .selectAll("cases")
    .select([
      "incidents.state",
      "incidents.first_seen_at",
      "incidents.resolution",
      "incidents.closed_at",
      "incident_people.follows",
    ]);
}

/** Keeps what was looked up about a case; false where it is about something else by now, or had to be the first. */
export async function keepFindings(
  db: Database,
  { id, explanation }: Case,
  findings: Findings,
  { onlyFirst = false }: { readonly onlyFirst?: boolean } = {},
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("cases")
    .set({ findings: JSON.stringify(findings) })
    .where("id", "=", id)
    .where("explanation", "=", JSON.stringify(explanation))
    .$if(onlyFirst, (update) => update.where("findings", "is", null))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Keeps a case from now on as its asker lets the helpdesk see it. */
export async function leaveOutNames(db: Database, about: Case): Promise<Case> {
  const shared = withoutNames(about);
  await db
    .updateTable("cases")
    .set({
      explanation: JSON.stringify(shared.explanation),
      findings: shared.findings ? JSON.stringify(shared.findings) : null,
    })
    .where("id", "=", about.id)
    .execute();
  return shared;
}

export async function rememberAnswer(db: Database, id: string, answer: MessageRef): Promise<void> {
  await db
    .updateTable("cases")
    .set({ answer: writeRef(answer) })
    .where("id", "=", id)
    .execute();
}

/** Keeps what the asker said after trying the steps; the last word counts. The case, if there is one. */
export async function recordOutcome(
  db: Database,
  id: string,
  outcome: Outcome | undefined,
): Promise<Case | undefined> {
  await db
    .updateTable("cases")
    .set({ outcome: outcome ?? null })
    .where("id", "=", id)
    .execute();
  return findCase(db, id);
}

function toRow(from: Case, problem: SharedProblem | undefined): CaseRow {
  return {
    id: from.id,
    tenant: from.place.tenant,
    service_url: from.place.serviceUrl,
    conversation: from.place.conversation,
    question: from.question,
    asker_id: from.asker.id,
    asker_name: from.asker.name,
    explanation: JSON.stringify(from.explanation),
    findings: null,
    answer: from.answer ? writeRef(from.answer) : null,
    outcome: from.outcome ?? null,
    problem: problem?.key ?? null,
    part: problem?.part ?? "",
    incident: null,
    opened_at: from.openedAt,
  };
}

type Met = Pick<IncidentRow, "state" | "first_seen_at" | "resolution" | "closed_at"> & {
  readonly follows: number;
};

function readCase(row: CaseRow & { readonly [Column in keyof Met]: Met[Column] | null }): Case {
  return {
    id: row.id,
    place: { serviceUrl: row.service_url, tenant: row.tenant, conversation: row.conversation },
    question: row.question,
    asker: { id: row.asker_id, name: row.asker_name },
    explanation: JSON.parse(row.explanation) as Explanation,
    answer: readRef(row.answer),
    outcome: (row.outcome ?? undefined) as Outcome | undefined,
    findings: row.findings === null ? undefined : (JSON.parse(row.findings) as Findings),
    // An incident may be deleted before the last of its answers.
    known: row.incident === null || row.state === null ? undefined : readKnown(row.incident, row),
    openedAt: row.opened_at,
  };
}

function readKnown(
  incident: number,
  met: { readonly [Column in keyof Met]: Met[Column] | null },
): KnownProblem {
  return {
    incident,
    state: met.state as KnownProblem["state"],
    since: met.first_seen_at ?? "",
    follows: met.follows === 1,
    resolution: met.resolution ?? undefined,
    closedAt: met.closed_at ?? undefined,
  };
}
