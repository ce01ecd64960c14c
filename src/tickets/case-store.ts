import { randomBytes } from "node:crypto";
import type { Explanation } from "../explain.js";
import type { CaseRow, Database } from "../database/schema.js";
import { readRef, writeRef } from "./stored-text.js";
import type { Case, MessageRef, Outcome } from "./ticket.js";

/** What is known when an answer is given. */
export interface CaseDraft extends Pick<Case, "place" | "question" | "asker" | "explanation"> {
  /** What several people may meet at once; absent where it is this bounce's own. */
  readonly problem?: string | undefined;
  /** The recipients' domain, by which an incident can be split. */
  readonly part?: string | undefined;
}

/** The answers that were given. Every method rejects when the database does not answer. */
export interface CaseStore {
  openCase(draft: CaseDraft): Promise<Case>;
  findCase(id: string): Promise<Case | undefined>;
  /** The cases about a message, in the order they were opened. */
  findCasesByQuestion(conversation: string, question: string): Promise<readonly Case[]>;
  /**
   * Keeps what an edited message now comes to. False, and nothing changes, when there is no such case
   * or a ticket on it: the helpdesk works with the evidence that was sent, and an edit must not take it away.
   */
  replaceExplanation(id: string, explanation: Explanation): Promise<boolean>;
  /** Keeps where the answer card stands. */
  rememberAnswer(id: string, answer: MessageRef): Promise<void>;
}

export interface CaseStoreOptions {
  readonly db: Database;
  readonly now: () => Date;
  /** Takes part in the transaction that opens a case; resolves to the case as it then is. */
  readonly onOpened?:
    ((transaction: Database, opened: Case, draft: CaseDraft) => Promise<Case>) | undefined;
}

export function createCaseStore({ db, now, onOpened }: CaseStoreOptions): CaseStore {
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
      return db.transaction().execute(async (transaction) => {
        await transaction.insertInto("cases").values(toRow(opened, draft)).execute();
        return onOpened ? onOpened(transaction, opened, draft) : opened;
      });
    },

    findCase: (id) => findCase(db, id),

    async findCasesByQuestion(conversation, question) {
      const rows = await db
        .selectFrom("cases")
        .selectAll()
        .where("conversation", "=", conversation)
        .where("question", "=", question)
        .orderBy("opened_at")
        .execute();
      return rows.map(readCase);
    },

    async replaceExplanation(id, explanation) {
      const { numUpdatedRows } = await db
        .updateTable("cases")
        .set({ explanation: JSON.stringify(explanation) })
        .where("id", "=", id)
        .where((eb) =>
          eb.not(eb.exists(eb.selectFrom("tickets").select("number").where("case_id", "=", id))),
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    rememberAnswer: (id, answer) => rememberAnswer(db, id, answer),
  };
}

export async function findCase(db: Database, id: string): Promise<Case | undefined> {
  const row = await db.selectFrom("cases").selectAll().where("id", "=", id).executeTakeFirst();
  return row && readCase(row);
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
  const row = await db
    .updateTable("cases")
    .set({ outcome: outcome ?? null })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
  return row && readCase(row);
}

function toRow(from: Case, { problem, part }: CaseDraft): CaseRow {
  return {
    id: from.id,
    tenant: from.place.tenant,
    service_url: from.place.serviceUrl,
    conversation: from.place.conversation,
    question: from.question,
    asker_id: from.asker.id,
    asker_name: from.asker.name,
    explanation: JSON.stringify(from.explanation),
    answer: from.answer ? writeRef(from.answer) : null,
    outcome: from.outcome ?? null,
    problem: problem ?? null,
    part: part ?? "",
    incident: from.incident ?? null,
    opened_at: from.openedAt,
  };
}

function readCase(row: CaseRow): Case {
  return {
    id: row.id,
    place: { serviceUrl: row.service_url, tenant: row.tenant, conversation: row.conversation },
    question: row.question,
    asker: { id: row.asker_id, name: row.asker_name },
    explanation: JSON.parse(row.explanation) as Explanation,
    answer: readRef(row.answer),
    outcome: (row.outcome ?? undefined) as Outcome | undefined,
    incident: row.incident ?? undefined,
    openedAt: row.opened_at,
  };
}
