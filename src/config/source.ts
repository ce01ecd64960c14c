/** The environment cannot be used; the message names every problem in it. */
export class ConfigError extends Error {
  override name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join("\n");
    super(`Cannot start. In .env or the environment:\n${list}`);
    this.problems = problems;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where settings are read from, and where what is wrong with them is said. */
export interface Source {
  /** The variable without blanks around it; "" when it is not set. */
  readonly value: (name: string) => string;
  readonly complain: (problem: string) => void;
}

export function sourceOf(env: Environment, problems: string[]): Source {
  return {
    value: (name) => env[name]?.trim() ?? "",
    complain: (problem) => problems.push(problem),
  };
}
