import type { HeaderField } from "../bounce-mail.js";

/** What the class of a message says, in the words that mail over the internet has for it. */
const MEANINGS: readonly (readonly [RegExp, HeaderField])[] = [
  [/^report\..*\.n?dr$/i, contentType("multipart/report; report-type=delivery-status")],
  [/^report\..*\.ipnn?rn$/i, contentType("multipart/report; report-type=disposition-notification")],
  [
    /^ipm\.note\.rules\.(?:ooftemplate|replytemplate)\b/i,
    { name: "auto-submitted", value: "auto-replied" },
  ],
  [/^ipm\.(?:schedule|appointment)\b/i, contentType("text/calendar")],
];

/** The class as header fields; "IPM.Note" and what else is plain mail has none. */
export function classAsFields(messageClass: string): readonly HeaderField[] {
  return MEANINGS.filter(([pattern]) => pattern.test(messageClass)).map(([, field]) => field);
}

/** Longest suffix first (MS-OXCMAIL 2.2.3.7.1.1). */
const ACTIONS: readonly (readonly [RegExp, string])[] = [
  [/\.ndr$/i, "failed"],
  [/\.delayed\.dr$/i, "delayed"],
  [/\.relayed\.dr$/i, "relayed"],
  [/\.expanded\.dr$/i, "expanded"],
  [/\.dr$/i, "delivered"],
];

/** The Action of every recipient of a report (RFC 3464 2.3.3); of no report nothing. */
export function actionOf(messageClass: string): string | undefined {
  if (!/^report\./i.test(messageClass)) return undefined;
  return ACTIONS.find(([suffix]) => suffix.test(messageClass))?.[1];
}

/** Sealed as a whole for its reader (MS-OXOSMIME 2.1): nothing but the envelope is legible. */
export function isSealed(messageClass: string): boolean {
  return /^ipm\.note\.smime$/i.test(messageClass);
}

function contentType(value: string): HeaderField {
  return { name: "content-type", value };
}
