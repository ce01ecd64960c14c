import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";

const GIVING_UP =
  /\b(?:gave up|giv(?:e|en|ing) up|expired|too long|undeliver(?:able|ed)|(?:could|can) ?(?:not|n[’']t) be delivered|permanent)/i;

/** A refusal for now, and nothing says that the servers have stopped trying. */
export function isStillTried(ndr: Ndr): boolean {
  const { status, action, diagnosticCode = "" } = firstProblem(ndr);
  if (status?.class !== 4 || action === "failed" || ndr.isReport === true) return false;
  // These two are reports: one that is no delay is a failure.
  if (ndr.parsedBy === "exchange" || ndr.parsedBy === "transcript") return false;
  return ![diagnosticCode, ...ndr.humanLines].some((line) => GIVING_UP.test(line));
}
