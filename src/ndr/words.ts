import { findAddressed } from "./address.js";
import type { BounceMail } from "../intake/bounce-mail.js";
import { firstCharacters } from "../intake/whole-characters.js";
import type { Ndr } from "./ndr.js";
import { comesAsReport, looksLikeFailure } from "./report-kind.js";
import { withTranslations } from "./translation.js";
import { isOfOtherMatters } from "../wording/recognise.js";

/** A few lines; a longer text without a code or an address is a letter. */
const MAX_WORDS = 2000;

/**
 * A mail with no code and no recipient, taken by its words alone: "relay access denied", or the
 * friendly sentence of a report. `undefined` where there is nothing to go by.
 */
export function wordsOf(mail: BounceMail): Ndr | undefined {
  const words = mail.text.trim() || (mail.subject ?? "");
  if (!comesAsReport(mail) && isOfOtherMatters(words.slice(0, MAX_WORDS))) return undefined;
  // "What does Undeliverable mean?" asks about reports and is none.
  const isReport = comesAsReport(mail) || (looksLikeFailure(mail) && !/\?\s*$/.test(words));
  if (words === "" || (words.length > MAX_WORDS && !isReport)) return undefined;
  const lines = words
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 40);
  return withTranslations({
    parsedBy: "words",
    recipients: [
      {
        finalRecipient: findAddressed(words),
        diagnosticCode: words.length <= 200 ? words.replace(/\s+/g, " ") : undefined,
      },
    ],
    humanLines: lines.map((line) => firstCharacters(line, 400)),
    isReport,
  });
}
