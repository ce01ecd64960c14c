import { pino, type DestinationStream, type Logger } from "pino";
import type { LogLevel } from "./log/levels.js";

export type Log = Logger;

/** What may be said of an error in the log. */
export interface ErrorDescription {
  readonly name: string;
  readonly code?: string | number | undefined;
  /** The HTTP status, when the error came with one. */
  readonly status?: number | undefined;
  /** Where it happened, innermost first. */
  readonly frames: readonly string[];
  readonly cause?: ErrorDescription | undefined;
}

/** A log of JSON lines, on standard output unless told otherwise. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // Whoever logs an error under `err` or `error` gets the description, not the message.
    serializers: { err: describeError, error: describeError },
    hooks: { logMethod: nameBareError },
  };
  return destination ? pino(options, destination) : pino(options);
}

const CODE = /^[\w.-]{1,64}$/;
const DEEPEST_CAUSE = 4;

/**
 * Everything of an error but its words: a message may quote the mail ("no such user jane@…") or the
 * request, and a bounce is somebody's mail.
 */
export function describeError(error: unknown): ErrorDescription {
  return describe(error, 0);
}

function describe(error: unknown, depth: number): ErrorDescription {
  if (!(error instanceof Error)) return { name: `thrown ${typeof error}`, frames: [] };
  const { code, status, statusCode } = error as Error & Record<string, unknown>;
  return {
    name: CODE.test(error.name) ? error.name : "Error",
    code:
      typeof code === "number" || (typeof code === "string" && CODE.test(code)) ? code : undefined,
    status: [statusCode, status].find((value) => typeof value === "number"),
    frames: readFrames(error),
    cause:
      error.cause === undefined || depth === DEEPEST_CAUSE
        ? undefined
        : describe(error.cause, depth + 1),
  };
}

// A message of several lines can look like a frame, so it is cut off first, and what is left
// must end the way V8 ends a frame.
const FRAME = /^at .*(?::\d+:\d+\)?|<anonymous>\)?|\(native\)|\(index \d+\))$/;

function readFrames(error: Error): readonly string[] {
  const stack = error.stack ?? "";
  const message = error.message ? stack.indexOf(error.message) : -1;
  return stack
    .slice(message < 0 ? 0 : message + error.message.length)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => FRAME.test(line));
}

/** `log.error(error)` without words of its own would make the error's message the line's. */
function nameBareError(
  this: Log,
  args: Parameters<Log["info"]>,
  method: (this: Log, ...args: Parameters<Log["info"]>) => void,
): void {
  const [first, words] = args as readonly unknown[];
  const bare = first instanceof Error ? first : readErr(first);
  if (bare && words === undefined) method.call(this, { err: bare }, bare.name);
  else method.apply(this, args);
}

function readErr(fields: unknown): Error | undefined {
  if (typeof fields !== "object" || fields === null || !("err" in fields)) return undefined;
  return fields.err instanceof Error ? fields.err : undefined;
}
