import type { Bounce } from "../explain.js";

/** The answer where only the beginning of the bounce was there to be read: never certain. */
export function asBeginning(bounce: Bounce): Bounce {
  const beginning = { ...bounce, isBeginning: true } as const;
  if (beginning.kind === "undiagnosed") return beginning;
  return {
    ...beginning,
    diagnoses: beginning.diagnoses.map((diagnosis) =>
      diagnosis.confidence === "certain" ? { ...diagnosis, confidence: "likely" } : diagnosis,
    ),
  };
}
