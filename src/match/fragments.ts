import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import { MAX_FRAGMENT } from "./phrase-index.js";

/** A piece of the mail that may name the cause, and how far it can be trusted to. */
export interface Fragment {
  readonly text: string;
  readonly saidBy: "server" | "report";
}

/** Work is bounded: servers say it in a line or two. */
const MAX_SERVER_FRAGMENTS = 8;

/** The problem that is explained: the one chosen, or the first recipient that failed. */
export function firstProblem(ndr: Ndr): RecipientReport {
  if (ndr.problem !== undefined) return ndr.recipients[ndr.problem] ?? {};
  return ndr.recipients.find((report) => report.action === "failed") ?? ndr.recipients[0] ?? {};
}

/**
 * What the servers said of the problem, then what the report says around it. The report's friendly
 * sentences are chosen from the code alone and can contradict the server, who wins.
 */
export function fragmentsOf(ndr: Ndr): readonly Fragment[] {
  const { diagnosticCode = "" } = firstProblem(ndr);
  const server = pieces(diagnosticCode).slice(0, MAX_SERVER_FRAGMENTS);
  return [
    ...server.map((text): Fragment => ({ text, saidBy: "server" })),
    ...ndr.humanLines.flatMap(pieces).map((text): Fragment => ({ text, saidBy: "report" })),
  ];
}

/** Overlapping pieces no longer than the index looks at, so that no phrase is cut in two. */
function pieces(text: string): readonly string[] {
  if (text.trim() === "") return [];
  const found: string[] = [];
  for (let at = 0; at === 0 || at + MAX_FRAGMENT / 2 < text.length; at += MAX_FRAGMENT / 2)
    found.push(text.slice(at, at + MAX_FRAGMENT));
  return found;
}
