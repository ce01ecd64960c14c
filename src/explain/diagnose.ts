import { nextTurn } from "../intake/next-turn.js";
import type { Diagnosis, Reason } from "../match/diagnosis.js";
import type { Matcher } from "../match/match.js";
import type { Ndr } from "../ndr/ndr.js";
import { originalWords } from "../ndr/translation.js";

/** The evidence with the problem that is explained, and what explains it, best first. */
export interface Diagnosed {
  readonly ndr: Ndr;
  readonly diagnoses: readonly Diagnosis[];
}

/** More different problems than this in one report are one: somebody's list is stale. */
const MAX_PROBLEMS = 5;

/** Explains, of several recipients' problems, the one that is understood best. */
export async function diagnose(ndr: Ndr, match: Matcher): Promise<Diagnosed> {
  const problems = differentProblems(ndr);
  const each: Diagnosed[] = [];
  for (const about of problems.length === 0
    ? [ndr]
    : problems.map((problem) => ({ ...ndr, problem }))) {
    await nextTurn();
    each.push({ ndr: about, diagnoses: inTheMailsWords(match(about), about) });
  }
  return each.reduce((a, b) => (confidenceOf(b) > confidenceOf(a) ? b : a));
}

/** A phrase that was found in a translation is shown as the mail says it. */
function inTheMailsWords(diagnoses: readonly Diagnosis[], ndr: Ndr): readonly Diagnosis[] {
  if (ndr.translations === undefined) return diagnoses;
  return diagnoses.map((diagnosis) => ({
    ...diagnosis,
    reasons: diagnosis.reasons.map((reason) => {
      const said = originalWords(ndr, reason.evidence);
      if (said === undefined) return reason;
      // Of talk not even these few words are shown or kept.
      return isTalk(ndr)
        ? { ...reason, says: `This means “${reason.evidence}”.` }
        : { ...reason, evidence: said, says: `The report says “${said}”.` };
    }),
  }));
}

function differentProblems(ndr: Ndr): readonly number[] {
  const seen = new Set<string>();
  const failed = [...ndr.recipients.keys()].filter((i) => {
    const report = ndr.recipients[i];
    const problem = JSON.stringify([report?.status, report?.diagnosticCode]);
    const isOver = report?.action !== undefined && report.action !== "failed";
    return !isOver && !seen.has(problem) && seen.add(problem);
  });
  return failed.slice(0, MAX_PROBLEMS);
}

const CONFIDENCES: readonly Diagnosis["confidence"][] = ["possible", "likely", "certain"];

function confidenceOf({ diagnoses: [best] }: Diagnosed): number {
  return best ? CONFIDENCES.indexOf(best.confidence) : -1;
}

/**
 * Where no server spoke, only a person, nothing is shown or kept of it but the code and the phrase
 * that was found: "Hi Bob, my password is … and I get Relay access denied".
 */
export function withoutSomebodysWords({ ndr, diagnoses }: Diagnosed): Diagnosed {
  if (!isTalk(ndr)) return { ndr, diagnoses };
  const reasons = diagnoses[0]?.reasons ?? [];
  const phrase = reasons.find(({ signal }) => signal === "phrase" || signal === "similar-phrase");
  const recipients = ndr.recipients.map((report) => ({
    ...report,
    diagnosticCode: phrase && inOurWords(phrase).evidence,
  }));
  return {
    ndr: { ...ndr, recipients },
    diagnoses: diagnoses.map((diagnosis) => ({
      ...diagnosis,
      reasons: diagnosis.reasons.map(inOurWords),
    })),
  };
}

function isTalk({ parsedBy }: Ndr): boolean {
  return parsedBy === "words" || parsedBy === "loose-code";
}

/** Between words that are like a phrase may stand others, and those are somebody's own. */
function inOurWords(reason: Reason): Reason {
  return reason.likePhrase === undefined ? reason : { ...reason, evidence: reason.likePhrase };
}
