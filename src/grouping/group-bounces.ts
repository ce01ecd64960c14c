import { findVerdict } from "../advice/verdict.js";
import type { Bounce } from "../explain.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import { addressOf, isUnreached, problemOf } from "../ndr/problem.js";
import { formatStatusCode } from "../ndr/status-code.js";
import { evidenceIn } from "./evidence.js";

/**
 * Twenty bounces of the same kind are one problem with twenty addresses: those that are alike become
 * one, with the recipients of all. In the order in which each kind came first.
 */
export function groupBounces(bounces: readonly Bounce[]): readonly Bounce[] {
  const groups = new Map<string, Bounce[]>();
  for (const bounce of bounces.filter((bounce) => !isWordAbout(bounce, bounces))) {
    // What was read in a picture is corrected by itself, and nothing confirmed is mixed with it.
    const key = `${problemKey(bounce)} ${bounce.readInPicture ?? ""}`;
    const group = groups.get(key);
    if (group) group.push(bounce);
    else groups.set(key, [bounce]);
  }
  return [...groups.values()].map(asOne);
}

/** The same for bounces that are answered alike: the cause, who can fix it, and the code. */
export function problemKey(bounce: Bounce): string {
  const problem = firstProblem(bounce.ndr);
  const { status } = problem;
  const cause = causeOf(bounce) ?? (status ? "" : problemOf(problem));
  const verdict = findVerdict(diagnosesOf(bounce), bounce.ndr, bounce.side);
  return JSON.stringify([bounce.kind, cause, verdict, status]);
}

/** The addresses a bounce is about, each once. */
export function addressesOf({ ndr }: Bounce): ReadonlySet<string> {
  return new Set(
    ndr.recipients.filter(isUnreached).flatMap((report) => addressOf(report)?.toLowerCase() ?? []),
  );
}

function diagnosesOf(bounce: Bounce) {
  return bounce.kind === "undiagnosed" ? [] : bounce.diagnoses;
}

function causeOf(bounce: Bounce): string | undefined {
  return diagnosesOf(bounce)[0]?.article.id;
}

/** "Why do I get 5.1.10?" beside the bounce itself is no second one; nor is its last line alone. */
function isWordAbout(word: Bounce, bounces: readonly Bounce[]): boolean {
  if (addressesOf(word).size > 0) return false;
  const code = codeOf(word);
  return bounces.some((bounce) =>
    isTalk(word)
      ? !isTalk(bounce) && (code === undefined || code === codeOf(bounce))
      : addressesOf(bounce).size > 0 &&
        code !== undefined &&
        code === codeOf(bounce) &&
        causeOf(word) === causeOf(bounce),
  );
}

function codeOf({ ndr }: Bounce): string | undefined {
  const { status } = firstProblem(ndr);
  return status && formatStatusCode(status);
}

function isTalk({ ndr: { parsedBy } }: Bounce): boolean {
  return parsedBy === "words" || parsedBy === "loose-code";
}

/** What tells most speaks for all. */
function asOne(group: readonly Bounce[]): Bounce {
  const different = withoutRepeats(group);
  const lead = different.reduce((a, b) => (evidenceIn(b) > evidenceIn(a) ? b : a));
  if (different.length === 1) return lead;
  return {
    ...lead,
    ndr: together(
      lead.ndr,
      different.filter((bounce) => bounce !== lead).map(({ ndr }) => ndr),
    ),
    ...(different.some(({ isCut }) => isCut) && { isCut: true }),
    bounces: different.length,
  };
}

/** The one that tells most of each; a bounce that was pasted and attached too is one. */
function withoutRepeats(group: readonly Bounce[]): readonly Bounce[] {
  const byAddresses = new Map<string, Bounce[]>();
  for (const bounce of group) {
    const addresses = [...addressesOf(bounce)].sort().join();
    const different = byAddresses.get(addresses) ?? [];
    byAddresses.set(addresses, different);
    const known = different.findIndex((other) => isOfOneMessage(other.ndr, bounce.ndr));
    const repeated = different[known];
    if (!repeated) different.push(bounce);
    else if (evidenceIn(bounce) > evidenceIn(repeated)) different[known] = bounce;
  }
  return [...byAddresses.values()].flat();
}

/** A paste often says less of the message than a file does. */
function isOfOneMessage(a: Ndr, b: Ndr): boolean {
  const agree = (x: string | undefined, y: string | undefined) =>
    x === undefined || y === undefined || x === y;
  return agree(a.messageId, b.messageId) && agree(a.arrivalDate, b.arrivalDate);
}

/** So many a card never lists; the rest would only fill the database. */
const MAX_RECIPIENTS = 1000;

/** The recipients of others behind those of the first, each address with the same problem once. */
function together(first: Ndr, others: readonly Ndr[]): Ndr {
  const recipients: RecipientReport[] = [...first.recipients];
  const alike = new Set(alikeIn(first));
  const seen = new Set(recipients.map((report) => nameOf(report, alike.has(report))));
  for (const ndr of others) {
    const same = new Set(alikeIn(ndr));
    for (const report of ndr.recipients) {
      const name = nameOf(report, same.has(report));
      if (addressOf(report) === undefined || seen.has(name)) continue;
      if (recipients.length === MAX_RECIPIENTS) break;
      seen.add(name);
      recipients.push(report);
      if (same.has(report)) alike.add(report);
    }
  }
  return {
    ...first,
    recipients,
    problem: Math.max(0, recipients.indexOf(firstProblem(first))),
    alike: [...recipients.keys()].filter((index) => {
      const report = recipients[index];
      return report !== undefined && alike.has(report);
    }),
  };
}

/** The recipients of one report that share the problem which is explained. */
function alikeIn(ndr: Ndr): readonly RecipientReport[] {
  const explained = firstProblem(ndr);
  const problem = problemOf(explained);
  return ndr.recipients.filter(
    (report) => report === explained || (isUnreached(report) && problemOf(report) === problem),
  );
}

/** What tells a recipient from the others: two servers say the same problem in different words. */
function nameOf(report: RecipientReport, isAlike: boolean): string {
  const address = addressOf(report)?.toLowerCase() ?? "";
  return isAlike ? address : `${address} ${problemOf(report)}`;
}
