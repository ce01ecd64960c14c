import type { BounceMail } from "../intake/bounce-mail.js";
import type { Ndr } from "./ndr.js";

/**
 * Does the recipient's side ask the sender to confirm something before it takes the mail? Such mail
 * waits; what it asks is a person's to do, and no server's to mend.
 */
export function asksToConfirm({ subject = "", text }: BounceMail, ndr: Ndr | undefined): boolean {
  const reasons = ndr?.recipients.flatMap(({ diagnosticCode }) => diagnosticCode ?? []) ?? [];
  if (reasons.length > 0)
    return reasons.every((reason) => CHALLENGES.some((one) => one.test(reason)));
  const said = `${subject}\n${text.slice(0, MAX_LOOKED_AT)}`.replace(/\s+/g, " ");
  return CHALLENGES.some((challenge) => challenge.test(said));
}

const MAX_LOOKED_AT = 2000;

/** What systems of this kind have in common: they protect somebody, and a link proves who wrote. */
const CHALLENGES = [
  /\b(?:server|sender|message|e-?mail|address) (?:requires?|needs?|awaits?|is awaiting) (?:your |a |sender )?(?:confirmation|verification|authentication)\b.{0,200}\b(?:visit|click|follow|go to|https?:)/i,
  /\b(?:account|mailbox|address|inbox|e-?mail) is (?:being )?protected (?:by|with|from)\b.{0,200}\b(?:click|link|visit|reply|https?:)/i,
  /\b(?:click|visit|follow|reply|use)\b.{0,120}\b(?:added to (?:the |my |his |her |their )?(?:recipient.s )?(?:allowed|approved|safe|white|guest|trusted)[ -]?(?:senders?.? )?list|(?:confirm|prove|verify) (?:that )?(?:this mail server|you are (?:a )?(?:human|person|real)|you sent))/i,
  /\b(?:confirm|prove|verify) that you are (?:a )?(?:human|person|real)\b/i,
  /\bchallenge[- ]response\b.{0,200}\b(?:click|visit|reply|confirm)\b/i,
];
