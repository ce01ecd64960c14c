import { createIsolated } from "../isolated.js";
import type { Obstacle } from "../parsed.js";
import type { OutlookMessage } from "./outlook-message.js";

/** Opens Outlook's files, in a process of its own that may fall over a damaged one. */
export interface OutlookReader {
  /** The message in a file's bytes, or what kept it from being read in so many milliseconds. */
  read(content: Uint8Array, timeMs: number): Promise<OutlookMessage | Obstacle>;
  /** Ends the process. */
  close(): Promise<void>;
}

/** In megabytes, beside the bytes of the file; where a damaged one leads in a circle, it is soon full. */
const MEMORY = 64;

export function createOutlookReader(): OutlookReader {
  const child = createIsolated<Uint8Array, OutlookMessage | Obstacle>({
    beside: import.meta.url,
    worker: "outlook-worker",
    flags: [`--max-old-space-size=${MEMORY}`],
  });
  return {
    async read(content, timeMs) {
      const outcome = await child.ask(content, timeMs);
      switch (outcome.kind) {
        case "answered":
          return outcome.answer;
        case "died":
          return "damaged";
        case "too-slow":
          return "too-slow";
      }
    },
    close: () => child.close(),
  };
}
