import { addressedIn } from "./wording/recognise.js";

// The characters of RFC 5322 3.2.3 atoms, and a dot: quoted local parts are not met in reports.
// Bounded repetition keeps the search linear.
const ADDRESS =
  /(?<![\w.+-])([A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,128}@(?:[A-Za-z0-9-]{1,63}\.){0,9}[A-Za-z0-9-]{1,63})(?![\w@-])/g;

/** The first mail address in a text. */
export function findAddress(text: string): string | undefined {
  return findAddresses(text)[0];
}

/** Whom the first sentence of a report is about: "Your message to anna@x couldn't be delivered." */
export function findAddressed(text: string): string | undefined {
  return findAddress(addressedIn(text) ?? "");
}

/** Every mail address in a text, each once, in the order they stand there. */
export function findAddresses(text: string): readonly string[] {
  const found = [...text.matchAll(ADDRESS)].map(([, address = ""]) => trimAddress(address));
  return [...new Set(found)].filter((address) => /^[^@]+@[^@]+$/.test(address));
}

// "mailto:" and a quote's apostrophe are no part of the address they stand beside.
function trimAddress(address: string): string {
  return address.replace(/^(?:'|`|=|\*|\|)+/, "").replace(/['.]+$/, "");
}
