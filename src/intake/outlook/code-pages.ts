/** Windows's numbers for what the Encoding Standard has names for, beside those that follow a rule. */
const NAMES: Readonly<Record<number, string>> = {
  874: "windows-874",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
  1200: "utf-16le",
  10000: "macintosh",
  20866: "koi8-r",
  20932: "euc-jp",
  21866: "koi8-u",
  50220: "iso-2022-jp",
  50221: "iso-2022-jp",
  50222: "iso-2022-jp",
  51932: "euc-jp",
  51949: "euc-kr",
  54936: "gb18030",
};

/** Text of a code page; of an unknown one UTF-8 where it can be, else Western European. */
export function decodeCodePage(bytes: Uint8Array, codePage: number | undefined): string {
  const name = nameOf(codePage);
  return name === undefined ? decodeUnknown(bytes) : new TextDecoder(name).decode(bytes);
}

function nameOf(codePage = 0): string | undefined {
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  const part = codePage - 28590;
  if (part >= 1 && part <= 16 && part !== 12) return `iso-8859-${part}`;
  return NAMES[codePage];
}

/** What claims to be UTF-8 (65001) may be in the code page of whoever saved it. */
function decodeUnknown(bytes: Uint8Array): string {
  try {
    // A text that was cut may end inside a character.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
