import type { Ndr, Translation } from "./ndr.js";
import { causesIn } from "../wording/recognise.js";
import type { Cause } from "../wording/language.js";

/**
 * The sentences that Exchange Online puts into an English report. Articles know a cause by these, so
 * other languages, and other English words, are carried over to them.
 */
const ENGLISH: Readonly<Record<Cause, string>> = {
  unknownRecipient: "The email address you entered couldn't be found.",
  mailboxFull: "The recipient's mailbox is full and can't accept messages now.",
  tooLarge: "This message exceeds the maximum message size allowed.",
  noPermission:
    "Your message couldn't be delivered to the recipient because you don't have permission to send to it.",
  closedGroup:
    "The group only accepts messages from people in its organization or on its allowed senders list.",
  invalidSender:
    "Your message couldn't be delivered because you weren't recognized as a valid sender.",
  expired: "The server has tried to deliver this message, without success, and has stopped trying.",
};

/** In a letter much may stand between two words; a report's sentence does not wander so far. */
const LONGEST_IN_TALK = 90;

/** Adds what the lines say of the cause in Exchange's English, and beside it the words they say it in. */
export function withTranslations(ndr: Ndr): Ndr {
  const isTalk = ndr.parsedBy === "words" && ndr.isReport !== true;
  const translations = translate(ndr.humanLines).filter(
    ({ said }) => !isTalk || said.length <= LONGEST_IN_TALK,
  );
  if (translations.length === 0) return ndr;
  const humanLines = [...ndr.humanLines, ...translations.map(({ means }) => means)];
  return { ...ndr, humanLines, translations };
}

/** The mail's own words, where a piece of evidence was found in a translation of them. */
export function originalWords(ndr: Ndr, evidence: string): string | undefined {
  const isVerbatim = ndr.humanLines
    .slice(0, ndr.humanLines.length - (ndr.translations?.length ?? 0))
    .some((line) => line.includes(evidence));
  if (isVerbatim) return undefined;
  return ndr.translations?.find(({ means }) => means.includes(evidence))?.said;
}

/** Each cause once. */
function translate(lines: readonly string[]): readonly Translation[] {
  const byCause = new Map<Cause, Translation>();
  for (const { cause, said } of causesIn([...lines, ...wrappedLines(lines)]))
    if (!byCause.has(cause)) byCause.set(cause, { said, means: ENGLISH[cause] });
  return [...byCause.values()];
}

/** A shorter line was not wrapped by a mail program. */
const WRAPPED = 55;

/** Each line that breaks off in a sentence, with the line that goes on. */
function wrappedLines(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line, i) => {
    const next = lines[i + 1];
    return next === undefined || line.length < WRAPPED || /[.:!?。]$/.test(line)
      ? []
      : `${line} ${next}`;
  });
}
