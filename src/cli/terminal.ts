import pc from "picocolors";
import type { Colors } from "picocolors/types.js";
import type { Environment } from "../config/source.js";

/** What a command line talks to; a test hands in its own. */
export interface Terminal {
  readonly env: Environment;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: {
    /** False where it should be waited for `drain` before more is written. */
    write(text: string): unknown;
    once?(event: "drain", listener: () => void): unknown;
    readonly isTTY?: boolean;
  };
  readonly stderr: { write(text: string): unknown };
  readonly now: () => Date;
}

/** Colour for a person at a terminal, plain for a pipe; NO_COLOR and FORCE_COLOR have their say. */
export function colorsFor({ env, stdout }: Terminal): Colors {
  const forced = env["FORCE_COLOR"];
  const isWanted = forced ? !/^(?:0|false)$/i.test(forced) : stdout.isTTY === true;
  return pc.createColors(isWanted && !env["NO_COLOR"]);
}

// JSON.stringify leaves C1 controls and direction marks as they are; a terminal obeys them.
const OBEYED = /[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;

/** A value on a line of its own. */
export function jsonLine(value: object): string {
  const escaped = (mark: string) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${JSON.stringify(value).replace(OBEYED, escaped)}\n`;
}

// A mail may carry escape sequences that redraw a terminal; ours are the only ones let through.
const CONTROL = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu;
const COLOUR = String.raw`${String.fromCharCode(27)}\[\d{1,2}m`;
const CONTROL_BUT_COLOUR = new RegExp(`(?!${COLOUR})${CONTROL.source}`, "gu");

/** A page without anything that a terminal obeys, but for our colours. */
export function inert(page: string, c: Colors): string {
  return page.replace(c.isColorSupported ? CONTROL_BUT_COLOUR : CONTROL, "");
}
