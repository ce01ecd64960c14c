import type { OutlookReader } from "../../src/intake/outlook/outlook-reader.js";
import type { Matcher } from "../../src/match/match.js";
import { pieces } from "./pieces.js";
import type { Target } from "./target.js";
import { whole } from "./whole.js";

/** Everything that reads what strangers send. */
export function targets(match: Matcher, outlook: OutlookReader): readonly Target[] {
  return [...pieces(), ...whole(match, outlook)];
}
