import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** So many inputs in a row for one target, from one seed. */
export interface Job {
  readonly target: string;
  readonly seed: number;
  readonly runs: number;
  readonly path?: string | undefined;
}

/** What became of a job. */
export interface Told {
  readonly runs: number;
  /** Milliseconds of the slowest input. */
  readonly slowest: number;
  /** Megabytes in use afterwards, garbage aside. */
  readonly heap: number;
  readonly failure?: string | undefined;
}

export interface Done extends Told {
  readonly job: Job;
  /** Which of the processes did it. */
  readonly by: number;
}

/** Jobs are small, so that a process that falls over takes little with it. */
const RUNS_A_JOB = 2500;

export function jobsFor(target: string, runs: number, seed: number): readonly Job[] {
  return Array.from({ length: Math.ceil(runs / RUNS_A_JOB) }, (_, i) => ({
    target,
    seed: seed + i,
    runs: Math.min(RUNS_A_JOB, runs - i * RUNS_A_JOB),
  }));
}

/** Does all jobs in as many processes as there are processors. */
export async function fuzz(jobs: readonly Job[]): Promise<readonly Done[]> {
  const left = [...jobs];
  const done: Done[] = [];
  const worker = async (by: number): Promise<void> => {
    let child: ChildProcess | undefined;
    for (let job = left.shift(); job; job = left.shift()) {
      child = child?.connected ? child : start();
      done.push({ ...(await put(job, child)), job, by });
    }
    child?.kill();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, (_, by) => worker(by)));
  return done;
}

function start(): ChildProcess {
  return fork(fileURLToPath(new URL("fuzz-worker.ts", import.meta.url)), {
    execArgv: ["--import", "tsx", "--expose-gc"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

/** A process that is silent for so long is caught in one input. */
const SILENCE_MS = 60_000;

function put(job: Job, child: ChildProcess): Promise<Told> {
  return new Promise((resolve) => {
    const finish = (told: Told) => {
      clearTimeout(silence);
      child.off("message", onMessage).off("exit", onExit);
      resolve(told);
    };
    const fallen = (failure: string) => {
      finish({ runs: 0, slowest: 0, heap: 0, failure: `${failure} over ${JSON.stringify(job)}` });
    };
    const onExit = (code: number | null, signal: string | null) => {
      fallen(`The process ended (${code ?? signal ?? ""})`);
    };
    const onMessage = (told: Told | "ready" | "alive") => {
      if (told === "ready") child.send(job);
      silence.refresh();
      if (typeof told === "object") finish(told);
    };
    const silence = setTimeout(() => {
      child.kill("SIGKILL");
      fallen("The process hangs");
    }, SILENCE_MS);
    child.on("message", onMessage).on("exit", onExit);
    if (isReady.has(child)) child.send(job);
    child.once("message", () => isReady.add(child));
  });
}

const isReady = new WeakSet<ChildProcess>();
