import type { BounceMail } from "./bounce-mail.js";

/** What a source turned out to be: mails, mostly one, or nothing that can be read. */
export type Parsed =
  | { readonly kind: "mails"; readonly mails: readonly [BounceMail, ...BounceMail[]] }
  | { readonly kind: "unreadable"; readonly why: Obstacle };

/** Why nothing could be read. */
export type Obstacle =
  /** More bytes than are taken. */
  | "too-large"
  /** Mails in mails in mails, further than is followed. */
  | "too-deep"
  /** Not finished in the time there is. */
  | "too-slow"
  | "damaged"
  | "encrypted"
  /** A .zip or the like, which is never opened. */
  | "archive"
  /** A PDF, a program, a film: nothing a mail is kept in. */
  | "other-kind"
  /** A picture in which no words were found. */
  | "no-words"
  /** A picture larger than any screen. */
  | "too-many-pixels"
  /** Of one person several wait to be read. */
  | "too-many-pictures"
  /** Files of this kind are not read here. */
  | "no-reader";

export function mails(...[first, ...more]: readonly [BounceMail, ...BounceMail[]]): Parsed {
  return { kind: "mails", mails: [first, ...more] };
}

export function unreadable(why: Obstacle): Parsed {
  return { kind: "unreadable", why };
}
