import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from "kysely";
import { locksRows } from "../src/database/database.js";
import type { Database } from "../src/database/schema.js";

/** What the statements that `work` sends look into: a line for each table, by which index, or `ALL OF IT`. */
export async function plansOf(
  db: Database,
  work: (db: Database) => Promise<unknown>,
): Promise<readonly string[]> {
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
  const looks: string[] = [];
  for (const { sql, parameters } of sent.values()) {
    const explain = locksRows(db) ? "explain" : "explain query plan";
    const { rows } = await db.executeQuery<Record<string, unknown>>(
      CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
    );
    const lines = rows.map((row) => String(row["QUERY PLAN"] ?? row["detail"]));
    // What the statement itself has put together is no table.
    const made = lines.map((line) => /^(?:MATERIALIZE|CO-ROUTINE) (\w+)/.exec(line)?.[1]);
    looks.push(...lines.filter((line) => !made.includes(nameIn(line))).flatMap(lookOf));
  }
  return looks;
}

const nameIn = (line: string) => /^(?:SEARCH|SCAN) (\w+)/.exec(line)?.[1] ?? "";

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
  if (how === undefined || name === "CONSTANT") return [];
  return by === undefined
    ? [`${name}: ALL OF IT`]
    : [`${name} by ${by.replace("INDEX ", "").toLowerCase()}`];
}
