/** A text reduced to what two people would copy alike, with the way back to the original. */
export interface NormalForm {
  /** Lower-case words, one blank between them and one at both ends. */
  readonly text: string;
  /** For each character of `text`, its index in the original. */
  readonly at: readonly number[];
}

// What differs from bounce to bounce says nothing about its cause: addresses, IP addresses, hosts
// (a last label of up to six small letters, which RESOLVER.RST.NotAuthorized has not), long ids.
const PARTICULAR =
  /<?[\w.+=-]{1,128}@[\w.-]{1,255}>?|\[[0-9a-f:.]{3,45}\]|\b\d{1,3}(?:\.\d{1,3}){3}\b|\b(?:[\w-]{1,63}\.){1,8}[a-z]{2,6}\b(?!\.\w)|\b[0-9a-f]{16,64}\b/gi;

export function normalise(original: string): NormalForm {
  const particular = new Set<number>();
  for (const match of original.matchAll(PARTICULAR)) {
    if (/[A-Z]{2}/.test(match[0]) && !match[0].includes("@")) continue;
    for (let i = 0; i < match[0].length; i++) particular.add(match.index + i);
  }
  let text = " ";
  const at = [0];
  for (let i = 0; i < original.length; i++) {
    const folded = particular.has(i) ? " " : fold(original.charAt(i));
    for (const letter of folded) {
      if (letter === " " && text.endsWith(" ")) continue;
      text += letter;
      at.push(i);
    }
  }
  if (!text.endsWith(" ")) {
    text += " ";
    at.push(original.length);
  }
  return { text, at };
}

function fold(character: string): string {
  const folded = character.normalize("NFKC").toLowerCase();
  // An apostrophe inside a word goes: wasn't, wasn’t and wasnt are one word.
  if (/['’‘`´]/.test(character)) return "";
  return folded.replace(/[^\p{L}\p{N}]/gu, " ");
}

/** The piece of the original that a piece of the normal form came from. */
export function originalOf(original: string, form: NormalForm, from: number, to: number): string {
  const start = form.at[from] ?? 0;
  const end = form.at[to - 1] ?? original.length - 1;
  return original.slice(start, end + 1).trim();
}
