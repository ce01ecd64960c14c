import type { Cause, Label, Language, Notice } from "./language.js";
import { LANGUAGES } from "./languages.js";

type Sentence = keyof Language["sentences"];

const SENTENCES = new Map(
  [...byName((language) => language.sentences)].map(([notice, patterns]) => [
    notice,
    patterns.flat().map(byLine),
  ]),
);

/** Does one of the lines say so, in any language? */
export function says(notice: Sentence, lines: readonly string[]): boolean {
  return someLine(SENTENCES.get(notice) ?? [], lines);
}

/** "AW: WG: Unzustellbar: Angebot" was answered and forwarded before it was pasted. */
const REPLY_MARKS =
  /^(?:(?:re|fwd?|aw|wg|tr|rv|sv|vs|antw|enc|res|rif|odp|ynt|ilt)[ \t]?:[ \t]*){1,5}/i;

const SUBJECTS = toLookup((language) => language.subjects);

/** What a subject says of its mail by the word before its colon: "Unzustellbar: Angebot". */
export function noticeOf(subject: string): Notice | undefined {
  const [, words] = BEFORE_COLON.exec(subject.trim().replace(REPLY_MARKS, "")) ?? [];
  return words === undefined ? undefined : SUBJECTS.get(normalise(words));
}

const BEFORE_COLON = /^([^:：]{1,60}?)[ \t]?[:：]/;

const LABELS = toLookup((language) => language.labels);

/** The label that some words are, without their colon. */
export function labelOf(words: string): Label | undefined {
  return LABELS.get(normalise(words));
}

const CAUSES = new Map(
  [...byName((language) => language.causes)].map(([cause, patterns]) => [
    cause,
    patterns.map(byLine),
  ]),
);

/** The causes that lines name, one line after the other, with the very words that name them. */
export function causesIn(
  lines: readonly string[],
): readonly { readonly cause: Cause; readonly said: string }[] {
  const text = lines.join("\n");
  const named = [...CAUSES].flatMap(([cause, patterns]) => {
    const present = patterns.filter((pattern) => pattern.test(text));
    return present.length === 0 ? [] : [{ cause, present }];
  });
  return lines.flatMap((line) =>
    named.flatMap(({ cause, present }) => {
      const said = present.map((pattern) => pattern.exec(line)?.[0]).find(Boolean);
      return said === undefined ? [] : [{ cause, said }];
    }),
  );
}

// Chinese, Japanese and Korean set no blank before "へのメッセージ".
const PARTICLE = /^[(\u3000-\u9FFF\uAC00-\uD7AF]/;

const ADDRESSED = LANGUAGES.flatMap(({ addressed }) => addressed).map(
  ([before, after]) =>
    new RegExp(
      // Without words before it an address begins where nothing can be part of it.
      String.raw`${before ? String.raw`${before}\s{1,10}` : String.raw`(?<![^\s<>@])`}<?([^\s<>@]{1,128}@[^\s<>@]{1,255}?)>?\s{${PARTICLE.test(after) ? 0 : 1},10}${after.replace(/[().]/g, String.raw`\$&`)}`,
      "i",
    ),
);

/** Whom the first sentence of a report says it is about. */
export function addressedIn(text: string): string | undefined {
  for (const pattern of ADDRESSED) {
    const [, address] = pattern.exec(text) ?? [];
    if (address !== undefined) return address;
  }
  return undefined;
}

/** How many claims about the reader's own mailbox the lines make that a bounce would not. */
export function countLures(lines: readonly string[]): number {
  const text = lines.join("\n");
  return LURES.reduce((sum, lure) => sum + [...text.matchAll(lure)].length, 0);
}

const LURES = LANGUAGES.map(({ lure }) => new RegExp(lure.source, "gi"));

/** Do the lines ask the reader to press something? */
export function asksToPress(lines: readonly string[]): boolean {
  return someLine(PRESSES, lines);
}

const PRESSES = LANGUAGES.map(({ press }) => byLine(press));

/** Is this about a letter, a parcel or a chat, and not about e-mail? */
export function isOfOtherMatters(words: string): boolean {
  const said = withoutHostNames(words);
  return (
    LANGUAGES.some(({ otherMatters }) => otherMatters.test(said)) &&
    !LANGUAGES.some(({ mail }) => mail.test(said))
  );
}

/** The "mail" in mail.contoso.example is no word. */
export function withoutHostNames(words: string): string {
  return words.replace(HOST_NAME, " ");
}

const HOST_NAME = /[\w-]{1,63}(?:\.[\w-]{1,63})+/g;

/** Does a mail go to many, who can have it stopped? */
export function isBulkMail(words: string): boolean {
  return LANGUAGES.some(({ unsubscribe }) => unsubscribe.test(words));
}

/** Most patterns are nowhere in the text, and that is seen at once; only the others are sought by line. */
function someLine(patterns: readonly RegExp[], lines: readonly string[]): boolean {
  const text = lines.join("\n");
  return patterns.some((pattern) => pattern.test(text) && lines.some((line) => pattern.test(line)));
}

/** What is found in one of several lines is found in all of them at once. */
function byLine(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, `${pattern.flags}m`);
}

/** The same entry of every language's table, by its name. */
function byName<Name extends string, Value>(
  table: (language: Language) => Readonly<Record<Name, Value>>,
): ReadonlyMap<Name, readonly Value[]> {
  const [first] = LANGUAGES;
  const names = first ? (Object.keys(table(first)) as Name[]) : [];
  return new Map(names.map((name) => [name, LANGUAGES.map((language) => table(language)[name])]));
}

/** Names by their words; where two languages share a word, the first language has it. */
function toLookup<Name extends string>(
  table: (language: Language) => Readonly<Record<Name, readonly string[]>>,
): ReadonlyMap<string, Name> {
  const pairs = [...byName(table)].flatMap(([name, words]) =>
    words.flat().map((word): [string, Name] => [normalise(word), name]),
  );
  return new Map(pairs.reverse());
}

function normalise(words: string): string {
  return words.trim().replace(/\s+/g, " ").replace(/’/g, "'").normalize("NFC").toLowerCase();
}
