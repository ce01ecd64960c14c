import type { AdviceStep } from "./advice.js";

/** A step with its number, or a remark, which has none. */
export interface NumberedStep {
  readonly step: AdviceStep;
  readonly number: number | undefined;
}

export function numbered(steps: readonly AdviceStep[]): readonly NumberedStep[] {
  let count = 0;
  return steps.map((step) => ({ step, number: step.isRemark ? undefined : ++count }));
}
