import { Readable } from "node:stream";
import { runCli } from "../../src/cli/run-cli.js";
import type { Environment } from "../../src/config/source.js";

export interface Session {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly env?: Environment;
  readonly stdin?: string | Uint8Array;
  /** Whether a person sees the output. */
  readonly isTTY?: boolean;
}

/** Runs the command line in this process. */
export async function run(
  args: readonly string[],
  { env = {}, stdin = "", isTTY = false }: Surroundings = {},
): Promise<Session> {
  let stdout = "";
  let stderr = "";
  const exitCode = await runCli(args, {
    env,
    stdin: Readable.from([typeof stdin === "string" ? Buffer.from(stdin) : stdin]),
    stdout: { isTTY, write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    now: () => new Date("2026-11-21T10:00:00Z"),
  });
  return { exitCode, stdout, stderr };
}

/** The lines of `explain --json`. */
export async function explainAsJson(
  files: readonly string[],
  surroundings?: Surroundings,
): Promise<readonly Record<string, unknown>[]> {
  const { stdout } = await run(["explain", "--json", ...files], surroundings);
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
