import type { Diagnosis } from "../match/diagnosis.js";

/** The best diagnosis, and those for which as much speaks: where it is no more than possible, they may be it. */
export function asGoodAsBest(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const [best, ...others] = diagnoses;
  if (!best) return [];
  if (best.confidence !== "possible") return [best];
  return [best, ...others.filter(({ points }) => points >= best.points)];
}
