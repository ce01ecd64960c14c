import fc from "fast-check";
import { promptly } from "./promptly.js";

/** A piece of the program, or all of it, and inputs without end for it. */
export interface Target {
  readonly name: string;
  /** How many of 200,000 inputs are for it: many where one costs little. */
  readonly share: number;
  /** Tells of each input that it is done with: one that never ends is known by the silence. */
  run(parameters: fc.Parameters<[unknown]>, onDone: () => void): Promise<Outcome>;
}

export interface Outcome {
  readonly runs: number;
  /** Of the slowest input, in milliseconds. */
  readonly slowest: number;
  readonly failure?: Failure | undefined;
}

export interface Failure {
  readonly says: string;
  /** Where fast-check finds the input again, given the seed. */
  readonly path: string;
  readonly input: unknown;
}

/** Checks each input; what throws, hangs or is slow is a finding, made as small as it goes. */
export function target<Input>(
  name: string,
  share: number,
  inputs: fc.Arbitrary<Input>,
  check: (input: Input) => unknown,
): Target {
  return {
    name,
    share,
    run: async (parameters, onDone) => {
      let slowest = 0;
      const property = fc.asyncProperty(inputs, async (input) => {
        slowest = Math.max(slowest, await promptly(() => check(input)));
        onDone();
      });
      const { numRuns, failed, errorInstance, counterexamplePath, counterexample } = await fc.check(
        property,
        parameters as fc.Parameters<[Input]>,
      );
      const says = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      return {
        runs: numRuns,
        slowest,
        failure: failed
          ? { says, path: counterexamplePath ?? "", input: counterexample?.[0] }
          : undefined,
      };
    },
  };
}
