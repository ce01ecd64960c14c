import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from "kysely";
import { locksRows } from "../src/database/database.js";
import type { Database } from "../src/database/schema.js";

/** A statement, and how the database goes about it. */
export interface Plan {
  readonly sql: string;
  /** A line for each table that is looked into: by which index, or `ALL OF IT`. */
  readonly looks: readonly string[];
}

/** The plans of all statements that `work` sends, each once. */
export async function plansOf(
  db: Database,
  work: (db: Database) => Promise<unknown>,
): Promise<readonly Plan[]> {
  const sent = new Map<string, CompiledQuery>();
  const listening: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      const query = db.getExecutor().compileQuery(node, queryId);
      if (!sent.has(query.sql)) sent.set(query.sql, query);
      return node satisfies RootOperationNode;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  await work(db.withPlugin(listening));
  const plans = [];
  for (const { sql, parameters } of sent.values()) {
    const explain = locksRows(db) ? "explain" : "explain query plan";
    const { rows } = await db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
    );
    const lines = rows.map((row) => String(row["QUERY PLAN"] ?? row["detail"]));
    plans.push({ sql, looks: lines.flatMap(lookOf) });
  }
  return plans;
}

/** Of a line of a plan, what it looks into; PostgreSQL's and SQLite's words for it. */
function lookOf(line: string): readonly string[] {
  const [, scan, index, table = ""] =
    /(Seq Scan|Index(?: Only)? Scan(?: Backward)?|Bitmap Index Scan)(?: using (\w+))? on (\w+)/.exec(
      line,
    ) ?? [];
  if (scan === "Seq Scan") return [`${table}: ALL OF IT`];
  if (scan === "Bitmap Index Scan") return [`by ${table}`];
  if (scan !== undefined) return [`${table} by ${index ?? "?"}`];
  const [, how, name = "", by] =
    /^(SEARCH|SCAN) (\w+)(?: AS \w+)?(?: USING (?:COVERING )?(INTEGER PRIMARY KEY|INDEX \w+))?/.exec(
      line,
    ) ?? [];
  if (how === undefined || name === "CONSTANT" || name === "CONSTANT") return [];
  return by === undefined
    ? [`${name}: ALL OF IT`]
    : [`${name} by ${by.replace("INDEX ", "").toLowerCase()}`];
}
