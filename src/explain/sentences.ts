import type { Limits } from "../intake/limits.js";
import type { Obstacle } from "../intake/parsed.js";
import type { LooksLike } from "../ndr/report-kind.js";

/** What is said of mail that reports no failure. */
export const NO_REPORT: Readonly<Record<LooksLike, string>> = {
  "auto-reply": "This is an automatic reply: your message arrived, the person is away.",
  "delivery receipt": "This is a delivery receipt: your message arrived.",
  "read receipt": "This is a read receipt: your message arrived and was opened.",
  "feedback report": "This is a complaint report from a mailbox provider, not a bounce.",
  "meeting reply": "This is about a meeting, not a bounce.",
  "recall notice": "Somebody wants to take back a message they sent; this is not a bounce.",
  "quarantine notice": "This is about mail held in quarantine, not a bounce.",
  "confirmation request":
    "The recipient's side asks you to confirm who you are before it takes your mail; your message waits there.",
  "suspicious imitation":
    "This looks like a fake bounce that wants you to click. Do not open its links; report it as phishing.",
  "plain talk": "There is no bounce message in this.",
};

export const DELAYED = "Your message is late, not lost: the server is still trying to deliver it.";
export const NO_CODE = "The servers gave no code that says why.";

/** What is said of a source that cannot be read: what is wrong, and what to send instead. */
export function obstacleSays(why: Obstacle, { file, nesting, timeMs }: Limits): string {
  switch (why) {
    case "too-large":
      return `This file is larger than ${megabytes(file)} MB, which no bounce needs: paste its text instead.`;
    case "too-deep":
      return `This is a mail in a mail, more than ${nesting} deep: send the bounce itself.`;
    case "too-slow":
      return `This could not be read within ${Math.ceil(timeMs / 1000)} seconds: paste its text instead.`;
    case "damaged":
      return "This could not be read as a mail: the file is damaged or not a mail. Paste its text instead.";
    case "encrypted":
      return "This mail is encrypted, so only you can read it: open it and paste its text.";
    case "archive":
      return "This is an archive, and archives are not opened: send the mail that is in it.";
    case "other-kind":
      return "This is not a mail: send the bounce as .eml or .msg, or paste its text.";
    case "no-words":
      return "No words could be read in this picture: paste the text of the bounce instead.";
    case "too-many-pixels":
      return "This picture is larger than any screen: cut the bounce out of it, or paste its text instead.";
    case "too-many-pictures":
      return "I am still reading your other pictures: send this one again in a minute.";
    case "no-reader":
      return "Files of this kind are not read here: save the bounce as .eml, or paste its text.";
  }
}

function megabytes(bytes: number): number {
  return Math.round((bytes / 1024 / 1024) * 10) / 10;
}
