import { codesIn } from "./codes.js";
import { phrasesOfParts } from "./evidence.js";
import type { Part } from "./outline.js";

/** A section with a cause of its own: its heading, and the parts below it. */
export interface Subject {
  readonly title: string;
  readonly parts: readonly Part[];
}

/**
 * The sections for admins that quote a reply of their own, or have a code in their heading: a reader
 * whose bounce says that wants this section and not the whole page.
 */
export function subjectsOf(parts: readonly Part[]): readonly Subject[] {
  const subjects: Subject[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (!part?.heading || part.role !== "admin" || !hasEvidence(part)) continue;
    const end = parts.findIndex((next, index) => index > at && next.depth <= part.depth);
    const own = parts.slice(at, end < 0 ? undefined : end);
    subjects.push({ title: part.heading, parts: own });
    at += own.length - 1;
  }
  return subjects;
}

function hasEvidence(part: Part): boolean {
  return codesIn(part.heading ?? "").length > 0 || phrasesOfParts([part]).length > 0;
}
