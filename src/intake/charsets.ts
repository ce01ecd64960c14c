/**
 * Text that was decoded by a wrong or missing charset: what can be told from the text itself is put
 * right.
 */
export function mendCharset(text: string): string {
  if (ISO_2022_JP.some((escape) => text.includes(escape)))
    return decode("iso-2022-jp", text) ?? text;
  return TWICE_ENCODED.test(text) ? (decode("utf-8", text) ?? text) : text;
}

/** The escape sequences that begin a run of Japanese (RFC 1468). */
const ISO_2022_JP = ["\u001B$B", "\u001B$@"];

/** UTF-8 that was read a byte a letter: "EmpfÃ¤nger", "couldnâ€™t". */
const TWICE_ENCODED = /[ÃÂÄÅ][\u0080-\u00BF\u0152-\u0178\u2013-\u2122]|â€[\u0090-\u00BF™œ“”]/;

/** Windows-1252 has letters where Latin-1 has control characters. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

function decode(charset: string, text: string): string | undefined {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const high = code < 0x100 ? -1 : WINDOWS_1252.indexOf(text.charAt(i));
    if (code >= 0x100 && high < 0) return undefined;
    bytes[i] = high < 0 ? code : 0x80 + high;
  }
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const CHARSET = /;[ \t\r\n]*charset[ \t]*=[ \t]*"?[^\s";]*"?/gi;
const TEXT_TYPE = /^content-type:[ \t]*text\/[a-z]+[^\n]*(?:\n[ \t][^\n]*)*/gim;

/** A message's bytes with Windows-1252 declared for its text, whatever it declared before. */
export function asWestern(content: Uint8Array): Uint8Array {
  const source = Buffer.from(content).toString("latin1");
  const declared = source.replace(
    TEXT_TYPE,
    (field) => `${field.replace(CHARSET, "").trimEnd()}; charset=windows-1252`,
  );
  const mended =
    declared === source ? `Content-Type: text/plain; charset=windows-1252\r\n${source}` : declared;
  return Buffer.from(mended, "latin1");
}
