import type { Ndr, RecipientReport } from "../ndr/ndr.js";

/** What somebody said of the problem, and how far it can be trusted to name the cause. */
export interface Statement {
  readonly text: string;
  readonly saidBy: "server" | "report";
}

/** Work is bounded: servers say it in a line or two, reports near the top. */
const MAX_SERVER = 2000;
const MAX_REPORT = 16_000;

/** The problem that is explained: the one chosen, or the first recipient that failed. */
export function firstProblem(ndr: Ndr): RecipientReport {
  if (ndr.problem !== undefined) return ndr.recipients[ndr.problem] ?? {};
  return ndr.recipients.find((report) => report.action === "failed") ?? ndr.recipients[0] ?? {};
}

/**
 * What the servers said of the problem, then what the report says around it. The report's friendly
 * sentences are chosen from the code alone and can contradict the server, who wins.
 */
export function statementsOf(ndr: Ndr): Readonly<Record<Statement["saidBy"], Statement>> {
  const { diagnosticCode = "" } = firstProblem(ndr);
  // Lines are joined: a phrase that is wrapped is still one.
  const report = ndr.humanLines.join("\n");
  return {
    server: { text: diagnosticCode.slice(0, MAX_SERVER), saidBy: "server" },
    report: { text: report.slice(0, MAX_REPORT), saidBy: "report" },
  };
}
