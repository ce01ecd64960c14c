import type { BounceMail } from "../../intake/bounce-mail.js";
import { findAddresses } from "../address.js";
import type { Ndr } from "../ndr.js";
import { serverWords } from "../server-words.js";

/**
 * A mailing list's program that did not pass a mail on: fml, Mailman, ezmlm, Majordomo, LISTSERV, Sympa.
 * They give no code; the list is the recipient, and its sentence the reason.
 */
export function parseListServer({ headers, text }: BounceMail): Ndr | undefined {
  if (!headers.some(({ name }) => LIST_FIELD.test(name))) return undefined;
  const paragraphs = text.slice(0, MAX_LOOKED_AT).split(/\n[ \t]*\n/);
  const refusal = paragraphs.map((said) => said.replace(/\s+/g, " ").trim()).find(isRefusal);
  if (refusal === undefined) return undefined;
  const [list] = findAddresses(refusal);
  const [named] = findAddresses(text.slice(0, MAX_LOOKED_AT));
  const finalRecipient = list ?? named;
  return finalRecipient === undefined
    ? undefined
    : {
        parsedBy: "transcript",
        recipients: [{ finalRecipient, diagnosticCode: serverWords(refusal) }],
        humanLines: [],
      };
}

const MAX_LOOKED_AT = 4000;

/** What the programs sign with; a list's ordinary mail has these too. */
const LIST_FIELD =
  /^(?:x-mlserver|x-ml-name|x-mailman-version|x-ezmlm|mailing-list|x-listserver|x-sympa)/;

function isRefusal(said: string): boolean {
  return said.length < MAX_SENTENCE && REFUSED.some((refusal) => refusal.test(said));
}

const MAX_SENTENCE = 600;

const REFUSED = [
  /^duplicated message-id in\b/i,
  /\byou(?: \(?<?\S+@\S+\)?)? (?:are|were) not (?:(?:a |an )?(?:subscribed|member|subscriber)|(?:allowed|permitted|authori[sz]ed) to (?:post|send|write))/i,
  /\byour (?:message|mail|posting|submission|e-?mail)\b.{0,200}\b(?:(?:has been|was|were) (?:automatically )?(?:rejected|discarded|refused|denied)|could not be (?:distributed|posted|processed))\b/i,
  /\b(?:list|group) (?:is closed|only accepts|accepts (?:messages|mail) (?:only )?from)\b/i,
];
