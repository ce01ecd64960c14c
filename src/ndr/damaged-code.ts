/**
 * Codes as they come out of a screenshot or a narrow window: "55O 5.7.l", "550 5,7,1",
 * "550 5. 7. 1", "5.7.6O6", "550 5.7.\n606". Digits are read as letters, dots as commas, and blanks or
 * line breaks fall between.
 */

const DIGIT = String.raw`[0-9OoQIl|SB]`;
const GAP = String.raw`[ \t]{0,2}(?:[.,·][ \t]{0,2}\n?[ \t]{0,4}|\n[ \t]{0,4}[.,])`;
const CODE = String.raw`([245S])${GAP}(${DIGIT}{1,3})${GAP}(${DIGIT}{1,3})(?![\w,]|[.]\w)`;

// A reply code or the word for a code right before it; "5,7,1" alone in a letter is a list, "5. 7. 24" a date.
const LABELLED = new RegExp(
  String.raw`(?<![\w.,:])((?:[45S][0-5OoIl][0-9OoQIl|SB]|#|status(?:[- ]?code)?|codes?|error(?:[- ]?codes?)?|fehler(?:code)?|erreur|errore|statuscode|dsn|ndr)[ \t]{0,2}[:;#(-]{0,2}[ \t]{0,2}\n?[ \t]{0,4}#?)${CODE}`,
  "gi",
);
const ALONE = new RegExp(
  String.raw`^\W{0,3}([245S])[.,](${DIGIT}{1,3})[.,](${DIGIT}{1,3})\W{0,3}$`,
);

/** The text with such codes written properly; `undefined` where there are none. */
export function repairCodes(text: string): string | undefined {
  const alone = ALONE.exec(text.trim());
  if (alone) return readCode(alone.slice(1));
  const repaired = text.replace(LABELLED, (_, before: string, ...code: string[]) => {
    const words = before.trim();
    return `${/^[45S]/i.test(words) && words.length < 6 ? digits(words) : words} ${readCode(code)}`;
  });
  return repaired === text ? undefined : repaired;
}

function readCode([first = "", second = "", third = ""]: readonly string[]): string {
  return [first, second, third].map((part) => String(Number(digits(part)))).join(".");
}

/** What stands for which digit where letters were read. */
function digits(word: string): string {
  return word
    .replace(/[OoQ]/g, "0")
    .replace(/[Il|]/g, "1")
    .replace(/[Ss]/g, "5")
    .replace(/B/g, "8")
    .replace(/\D/g, "");
}
