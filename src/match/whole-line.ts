import type { Ndr } from "../ndr/ndr.js";
import { findStatusCode } from "../ndr/status-code.js";
import { firstProblem } from "./fragments.js";
import { ARROW, isWrapper } from "./wrapper.js";

/**
 * The report with all that the server said in its mouth, where a reply was found in the middle or at
 * the end of a line: its words can stand before its code, and what is handed on behind an arrow is
 * another system's.
 */
export function withWholeLine(ndr: Ndr): Ndr {
  const problem = firstProblem(ndr);
  const { diagnosticCode: reply = "" } = problem;
  if (ndr.parsedBy !== "smtp-reply" || reply === "" || isWrapper(reply)) return ndr;
  const wrapper = ndr.humanLines.find((line) => handsOn(line, reply));
  if (wrapper !== undefined) return saying(wrapper, findStatusCode(wrapper.split(ARROW)[0] ?? ""));
  const line = /\p{L}/u.test(reply)
    ? undefined
    : ndr.humanLines.find((line) => line.endsWith(reply));
  return line === undefined ? ndr : saying(line, problem.status);

  function saying(diagnosticCode: string, status: typeof problem.status): Ndr {
    return { ...ndr, recipients: [{ ...problem, status, diagnosticCode }] };
  }
}

/** As much of a reply as stands on one line for certain: "554 5.7.1". */
const HEAD = 9;

/** "Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied" */
function handsOn(line: string, reply: string): boolean {
  return line.split(ARROW)[1]?.startsWith(reply.slice(0, HEAD)) === true;
}
