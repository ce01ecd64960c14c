import { type ChildProcess, fork } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What became of a question that was put to another process. */
export type Outcome<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  /** The process ended over it: damaged bytes, or more memory than it may have. */
  | { readonly kind: "died" }
  | { readonly kind: "too-slow" };

/** Work on foreign bytes that can bring a whole process down, done in one that may fall. */
export interface Isolated<Question, Answer> {
  /** One question at a time, in the order they were asked; never rejects. */
  ask(question: Question, timeMs: number): Promise<Outcome<Answer>>;
  /** Ends the process; it is started again by the next question. */
  close(): Promise<void>;
}

export interface IsolatedOptions {
  /** The module beside which the worker stands: its `import.meta.url`. */
  readonly beside: string;
  /** The worker's file name without its extension; it uses `answerQuestions`. */
  readonly worker: string;
  /** Flags for its Node, the caps on its memory among them. */
  readonly flags: readonly string[];
  /** It ends when nobody asked for so long, in milliseconds. */
  readonly idleMs?: number | undefined;
}

const IDLE_MS = 60_000;

/** The process is started by the first question, and keeps nobody from exiting. */
export function createIsolated<Question, Answer>({
  beside,
  worker,
  flags,
  idleMs = IDLE_MS,
}: IsolatedOptions): Isolated<Question, Answer> {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function start(): ChildProcess {
    const started = fork(pathOf(beside, worker), {
      // Its own flags after ours: a loader for TypeScript, where we run with one.
      execArgv: [...process.execArgv.filter((flag) => !flag.startsWith("--inspect")), ...flags],
      serialization: "advanced",
      // Whatever a parser prints is about somebody's mail.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
      // No secrets for a process that reads hostile bytes.
      env: {},
    });
    started.once("exit", () => {
      if (child === started) child = undefined;
    });
    return started;
  }

  function put(question: Question, timeMs: number): Promise<Outcome<Answer>> {
    const asked = (child ??= start());
    clearTimeout(idle);
    hold(asked);
    return new Promise((resolve) => {
      const finish = (outcome: Outcome<Answer>) => {
        clearTimeout(limit);
        asked.off("message", onAnswer).off("exit", onEnd).off("error", onEnd);
        if (outcome.kind !== "answered") end(asked);
        release(asked);
        idle = setTimeout(() => void close(), idleMs).unref();
        resolve(outcome);
      };
      const onAnswer = (answer: unknown) => {
        finish({ kind: "answered", answer: answer as Answer });
      };
      const onEnd = () => {
        finish({ kind: "died" });
      };
      const limit = setTimeout(() => {
        finish({ kind: "too-slow" });
      }, timeMs);
      asked.on("message", onAnswer).once("exit", onEnd).once("error", onEnd);
      // Where it cannot be sent, the process is gone, and its end is told by the callback alone.
      asked.send(question as object, (error) => {
        if (error) onEnd();
      });
    });
  }

  function end(ended: ChildProcess): void {
    if (child === ended) child = undefined;
    ended.kill("SIGKILL");
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const open = child;
    if (!open) return;
    const gone = new Promise((resolve) => open.once("exit", resolve));
    end(open);
    await gone;
  }

  return {
    ask(question, timeMs) {
      const answer = last.then(() => put(question, timeMs));
      last = answer;
      return answer;
    },
    close,
  };
}

/** What a worker does: answers each question; what it throws ends it, and is told by its end. */
export function answerQuestions(answer: (question: unknown) => Promise<unknown>): void {
  process.on("message", (question) => {
    void answer(question).then((said) => process.send?.(said));
  });
}

/** The worker is compiled as we are, or not yet. */
function pathOf(beside: string, worker: string): string {
  const path = fileURLToPath(beside);
  const extension = basename(path).endsWith(".ts") ? "ts" : "js";
  return join(dirname(path), `${worker}.${extension}`);
}

/** A process at work keeps ours alive, an idle one does not. */
function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

function release(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
