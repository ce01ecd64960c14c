import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** A program that the demo starts and ends: its name in sentences, and what node is to run. */
export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
}

export interface RunningProgram {
  /** Resolves, once it has ended, to a sentence that says how and the end of its log. */
  readonly ended: Promise<string>;
  /** Asks it to close, insists after a while, and resolves when it has ended. */
  stop(): Promise<void>;
}

const END_WITH_PARENT = new URL("end-with-parent.mjs", import.meta.url).href;

// Longer than a bot takes that finishes its turns first.
const PATIENCE_MS = 5000;

export function startProgram(program: Program, patience = PATIENCE_MS): RunningProgram {
  const log = openSync(program.logFile, "w");
  const child = spawn(process.execPath, ["--import", END_WITH_PARENT, ...program.args], {
    cwd: program.cwd,
    env: program.env,
    stdio: ["pipe", log, log],
    // Out of reach of the terminal's Ctrl-C: it is told once, by stop(), and closes in order.
    // On Windows a process of its own group would open a window.
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  closeSync(log);

  const ended = new Promise<string>((resolve) => {
    child.once("error", (error) => {
      resolve(`${program.name} could not be started: ${error.message}.`);
    });
    child.once("exit", (code, signal) => {
      const how = signal ?? `exit code ${String(code)}`;
      resolve(
        `${program.name} ended by itself (${how}). Its log, ${program.logFile}, ends with:\n${readEnd(program.logFile)}`,
      );
    });
  });
  return { ended, stop: () => stop(child, ended, patience) };
}

function readEnd(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-8);
  return lines.map((line) => `  ${line}`).join("\n");
}

async function stop(child: ChildProcess, ended: Promise<unknown>, patience: number): Promise<void> {
  child.kill("SIGTERM");
  const late = new AbortController();
  const insist = sleep(patience, undefined, { signal: late.signal }).then(
    () => child.kill("SIGKILL"),
    () => undefined,
  );
  await ended;
  late.abort();
  await insist;
}

/** Resolves to undefined as soon as `url` answers anything at all, or to a sentence after `limit`. */
export async function waitForAnswer(
  whose: string,
  url: string,
  limit: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const deadline = Date.now() + limit;
  while (!signal.aborted && Date.now() < deadline) {
    try {
      const response = await fetch(url, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(2000)]),
      });
      await response.body?.cancel();
      return undefined;
    } catch {
      // Not listening yet; the deadline ends this.
      await sleep(100);
    }
  }
  return `${whose} did not answer at ${url} within ${Math.round(limit / 1000)} seconds.`;
}
