import type { HeaderField } from "../intake/bounce-mail.js";

/** A header that went over twenty servers stays below this. */
const MAX_HEAD = 128 * 1024;

/**
 * The header fields at the top of a mail, unfolded but not decoded (RFC 5322 2.2). Blanks before the colon
 * are allowed, as RFC 5322 4.5 has it: a field that says "do not answer" must not hide behind one.
 */
export function readHead(mail: Uint8Array): readonly HeaderField[] {
  const source = Buffer.from(mail.buffer, mail.byteOffset, Math.min(mail.byteLength, MAX_HEAD));
  const fields: { name: string; value: string }[] = [];
  for (const line of source.toString("latin1").split(/\r\n|\r|\n/)) {
    if (line === "") break;
    const [, name, value = ""] = FIELD.exec(line) ?? [];
    const last = fields.at(-1);
    if (/^[ \t]/.test(line)) {
      if (last) last.value += ` ${line.trim()}`;
    } else if (name !== undefined) fields.push({ name: name.toLowerCase(), value });
  }
  return fields.map(({ name, value }) => ({ name, value: value.trim() }));
}

const FIELD = /^([!-9;-~]{1,76})[ \t]*:(.*)$/;

/** The values of all fields of a name, in their order. */
export function valuesOf(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value);
}
