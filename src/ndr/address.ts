import { addressedIn } from "../wording/recognise.js";

/** The first mail address in a text. */
export function findAddress(text: string): string | undefined {
  return addressesIn(text).next().value ?? undefined;
}

/** Whom the first sentence of a report is about: "Your message to anna@x couldn't be delivered." */
export function findAddressed(text: string): string | undefined {
  return findAddress(addressedIn(text) ?? "");
}

/** Every mail address in a text, each once, in the order they stand there. */
export function findAddresses(text: string): readonly string[] {
  return [...new Set(addressesIn(text))];
}

/** Around each "@", so that the work grows with the text and with nothing else. */
function* addressesIn(text: string): Generator<string, undefined> {
  let before = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const address = bracketed(text, at) ?? bare(text, at, before);
    if (address !== undefined) yield address;
    before = at + 1;
  }
  return undefined;
}

// RFC 5322 3.2.3 atoms, the dot, and letters of scripts that part their words by blanks (RFC 6531).
const LOCAL = /[\w!#$%&'*+/=?^`{|}~.\u00C0-\u024F\u0370-\u052F-]/;
const LABEL = String.raw`[\w\u00C0-\u024F\u0370-\u052F-]{1,63}`;
const DOMAIN = new RegExp(
  String.raw`@((?:${LABEL}\.){0,9}${LABEL})(?![\w@\u00C0-\u024F\u0370-\u052F-])`,
  "y",
);

/** X.400 addresses that a gateway wrote as a local part fill a few lines. */
const MAX_LOCAL = 1024;

function bare(text: string, at: number, from: number): string | undefined {
  DOMAIN.lastIndex = at;
  const [, domain] = DOMAIN.exec(text) ?? [];
  if (domain === undefined) return undefined;
  const quoted = quotedLocal(text, at);
  if (quoted !== undefined) return `${quoted}@${domain}`;
  let start = at;
  while (start > Math.max(from, at - MAX_LOCAL) && LOCAL.test(text.charAt(start - 1))) start--;
  const local = withoutMarks(text.slice(start, at));
  return local === "" ? undefined : (unwrapped(local) ?? `${local}@${domain}`);
}

/** `"anna berg"@fabrikam.example` (RFC 5321 4.1.2); nobody's is longer than the RFC's 64. */
function quotedLocal(text: string, at: number): string | undefined {
  if (text.charAt(at - 1) !== '"') return undefined;
  const [quoted] = /"[^"\n]{1,64}"$/.exec(text.slice(Math.max(0, at - 66), at)) ?? [];
  return quoted;
}

/** Between brackets any letter may stand: "<用户@例え.example>". Without them nothing tells where it begins. */
function bracketed(text: string, at: number): string | undefined {
  const before = text.slice(Math.max(0, at - MAX_BRACKETED), at);
  const behind = text.slice(at, at + MAX_BRACKETED);
  const open = before.lastIndexOf("<");
  const close = behind.indexOf(">");
  if (open < 0 || close < 0) return undefined;
  const [address] = BRACKETED.exec(before.slice(open + 1) + behind.slice(0, close)) ?? [];
  return address !== undefined && /[\u0530-\uFFFF]/.test(address) ? address : undefined;
}

const MAX_BRACKETED = 255;
const BRACKETED = /^[^\s<>()"'@:;,]{1,128}@[^\s<>()"'@:;,]{1,255}$/;

// "mailto:", a list's mark and a quote's apostrophe are no part of the address they stand beside;
// "SMTP=anna@fabrikam.example" is how X.400 carries one. "=?utf-8?B?…?=" is a local part.
function withoutMarks(local: string): string {
  return local.replace(/^(?:'|`|=(?!\?)|\*|\|)+|^\.+|^(?:smtp|rfc-?822)=/gi, "");
}

/** "IMCEASMTP-anna+40fabrikam+2Eexample": Exchange's envelope for an address that was not its own. */
function unwrapped(local: string): string | undefined {
  const [, inner] = /^IMCEASMTP-(\S+)$/i.exec(local) ?? [];
  return inner === undefined ? undefined : findAddress(decodeHex(inner));
}

/** "+2B" is "+" (RFC 3461 4). */
export function decodeHex(text: string): string {
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
