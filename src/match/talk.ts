import { withoutHostNames } from "../wording/recognise.js";

/** What people say of mail that does not arrive, as data. Patterns are linear. */

/** Something went wrong with sending … */
const TROUBLE: readonly RegExp[] = [
  /\b(?:came?|comes?|coming|gets?|getting|got|sent|bounced) (?:it |right |straight |always )?back\b/i,
  /\bbounc(?:e[ds]?|ing)\b(?![- ]rate)|\bundeliver\w*|\b(?:black|block)[- ]?list/i,
  /\b(?:e-?mails?|mails?|messages?|newsletters?|replies)\b(?:\W{1,3}\w{1,20}){0,5}\W{1,3}(?:rejected|refused|denied|returned|fail(?:s|ed)?|blocked)\b/i,
  /\b(?:rejected|refused|returned|blocked)\b(?:\W{1,3}\w{1,20}){0,2}\W{1,3}(?:e-?mails?|mails?|messages?)\b/i,
  /\b(?:can ?not|can['’]?t|could ?n['’]?t|could not|won['’]?t|unable to|not able to|no longer|doesn['’]?t|does not) (?:be )?(?:e-?mail|send|sent)\b/i,
  /\b(?:can ?not|can['’]?t|could ?n['’]?t|could not|won['’]?t|unable to|not able to|no longer|doesn['’]?t|does not|don['’]?t|do not|didn['’]?t|did not) (?:be )?(?:deliver(?:ed)?|get through|go (?:through|out)|arrive|reach(?:ed)?|receive)\b/i,
  /\b(?:never|not) (?:arrived?|delivered|received)\b|\b(?:is|was|are|were|gets?|got|been) blocked\b/i,
  /(?<!\b(?:my|our|mein|unser) )\b(?:mailbox|inbox|quota|postfach)\b(?:\W{1,3}\w{1,20}){0,6}\W{1,3}(?:full|over|exceeded|voll)\b|\bfull (?:mailbox|inbox)\b/i,
  /\btoo (?:big|large|many (?:e-?mails?|mails?|messages?|recipients?))\b|\b(?:over|hit|reached|exceeded) (?:\w{1,20} ){0,3}(?:limit|quota)\b/i,
];

/** … and with mail, not with the coffee machine. */
const MAIL =
  /\b(?:e-?mails?|mails?|messages?|mailbox(?:es)?|inbox|postfach|smtp|ndrs?|attachments?|recipients?|distribution|newsletters?|scan(?:ner)?|printer|send(?:ing)?|sent|bounc\w+)\b/i;

/** … and it happened to the asker: notices to many, to members and to those with a ticket tell of others. */
const NOTICE =
  /\b(?:un)?subscri(?:be|bed|ption)\b|\bmembership\b|\bdear (?:all|colleagues|customers?|users?|team)\b|\[(?:ticket\b|inc)|\b(?:ticket|case|request)\b[ \t(]{0,2}(?:(?:no\.?|number|id)[ \t]?)?#?\d{3,}|\b(?:will|would) (?:no longer )?be (?:rejected|refused|blocked|returned|denied)\b/i;

/** Whether somebody speaks of mail that did not get through. */
export function isAboutTrouble(said: string): boolean {
  const words = withoutHostNames(said);
  return MAIL.test(words) && !NOTICE.test(words) && TROUBLE.some((pattern) => pattern.test(words));
}

/** Words of every talk, and those of every bounce: they tell no cause. */
export const STOP_WORDS = `
a about after again all also always an and any anymore anything are as asked at back be because been
before being but by came can can't cannot could couldn't did didn't do does doesn't don't each else email
emails even every everybody everyone few find first for from get gets getting go goes going good got had
has have he hello help her here hi him his how i if in into is isn't it its just keep know last let like
longer mail mails may me message messages might more most must my need never new no not nothing
now of off ok on once one only or other our out over own please problem put right said same saw say says
see seems send sender sending sends sent she should since so some somebody someone something still such
take tell than thank thanks that the their them then there these they thing this those through till time to
today told tomorrow tried try trying two until up us use used very want was wasn't way we well went were
what when where which while who whom why will with won't work works would yes yesterday yet you your
receive received receives receiving arrive arrived arrives bounce bounced bounces came deliver delivered delivery error failed fails
recipient recipients refuse refused refuses reject rejected rejects returned server servers undelivered
`;

/** What people say, and what articles and servers call it. */
export const SAME_WORDS: readonly (readonly [string, string])[] = [
  ["big", "large"],
  ["blacklist", "blocklist"],
  ["blacklisted", "blocklist"],
  ["blocklisted", "blocklist"],
  ["distribution", "group"],
  ["inbox", "mailbox"],
  ["junk", "spam"],
  ["scanner", "printer"],
];
