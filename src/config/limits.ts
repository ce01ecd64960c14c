import { DEFAULT_LIMITS, type Limits } from "../intake/limits.js";
import type { Source } from "./source.js";
import { readWholeNumber } from "./whole-number.js";

/** One setting: its variable, what a number of it is worth, and how high it may go. */
interface Setting {
  readonly name: string;
  readonly unit: number;
  readonly most: number;
}

const SETTINGS: Readonly<Record<keyof Limits, Setting>> = {
  text: { name: "MAX_TEXT_KB", unit: 1024, most: 1024 },
  file: { name: "MAX_FILE_MB", unit: 1024 * 1024, most: 25 },
  files: { name: "MAX_FILES", unit: 1, most: 100 },
  nesting: { name: "MAX_NESTING", unit: 1, most: 10 },
  timeMs: { name: "MAX_READ_SECONDS", unit: 1000, most: 60 },
};

/** What reading may cost, as far as the environment says so. */
export function readLimits(source: Source): Limits {
  const read = (limit: keyof Limits): number => {
    const { name, unit, most } = SETTINGS[limit];
    return readWholeNumber(source, name, DEFAULT_LIMITS[limit] / unit, most) * unit;
  };
  return {
    text: read("text"),
    file: read("file"),
    files: read("files"),
    nesting: read("nesting"),
    timeMs: read("timeMs"),
  };
}
