import type { StatusCode } from "../ndr/status-code.js";

/** "550 5.7.367 Remote server returned not permitted to relay -> 554 5.7.1 Relaying denied" */
export const ARROW = /\s->\s/;

/** Whether a server hands on, behind an arrow, what another one said. */
export function isWrapper(diagnostic: string): boolean {
  return ARROW.test(diagnostic);
}

/** Whether a place in what was said belongs to the outer server's own formula. */
export function isFormula(diagnostic: string, to: number): boolean {
  const arrow = diagnostic.search(ARROW);
  return arrow >= 0 && to <= arrow;
}

/** Whether such a place stands right before the arrow. */
export function endsFormula(diagnostic: string, to: number): boolean {
  return isFormula(diagnostic, to) && diagnostic.slice(to).search(ARROW) <= MAX_GAP;
}

/** A full stop or a quotation mark may stand between. */
const MAX_GAP = 2;

/** 5.0.350 says only that the other server refused: here the inner words may name the cause. */
export function saysNothing(status: StatusCode | undefined): boolean {
  return status?.class === 5 && status.subject === 0 && status.detail === 350;
}
