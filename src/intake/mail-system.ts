// Exchange Server signs as "Microsoft Outlook", Exchange Online as postmaster.
const MAIL_SYSTEM =
  /mail(?:er)?[-_ ]?daemon|\bmdaemon\b|post[-_]?master|mail[- ]?deliver|\bmicrosoft (?:outlook|exchange)\b|\bsystem administrator\b/i;

/** Does a From field name a mail server, not a person? */
export function isMailSystem(from: string): boolean {
  return MAIL_SYSTEM.test(from);
}
