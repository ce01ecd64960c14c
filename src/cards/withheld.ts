import type { Card } from "./fit.js";
import { type Link, notice, WAYS } from "./notice.js";
import { words } from "./rich-text.js";

/** What Teams keeps from bots, and how to get it to this one all the same. */

export const ONLY_THE_BEGINNING =
  "Teams hands over only the beginning of a message you reply to. To be sure, paste the whole bounce, forward it to me, or choose “Explain this bounce” in its menu.";

/** For a reply to a message in whose beginning there is no bounce. */
export function beginningCard(): Card {
  return notice(
    "I see only the beginning.",
    [
      words(
        "Teams hands over only the first words of a message you reply to, and there is no bounce in them. Send me the whole:",
      ),
    ],
    [
      "Paste the whole bounce here.",
      "Or forward the message to me.",
      "Or open the message's menu and choose “Explain this bounce”.",
    ],
  );
}

/** Where a file was named and not handed over. `chat` opens the bot's own chat, where it has one. */
export function hiddenFileCard(chat: string | undefined): Card {
  return notice(
    "I can't see files here.",
    [words("Teams hands files to me only in our own chat.")],
    ["Send me the file in our own chat.", "Or paste the text of the bounce here."],
    chatLink(chat),
  );
}

/** The same where nobody can tell whether there was a file. */
export function noBounceHereCard(chat: string | undefined): Card {
  return notice(
    "I found no bounce in this.",
    [words("Send me the message that says your mail was not delivered:")],
    [...WAYS, IF_A_FILE],
    chatLink(chat),
  );
}

/** For a mention and nothing beside it: a greeting, or a file that Teams took away. */
export function helpHereCard(chat: string | undefined): Card {
  return notice(
    "Hello. Send me a bounce.",
    [words("I say what happened, who can fix it and how. Mention me in the same message.")],
    [...WAYS, IF_A_FILE],
    chatLink(chat),
  );
}

const IF_A_FILE = "If you sent a file: Teams hides it from me here. Send it to me in our own chat.";

/** A button to the bot's own chat, where it has one. */
export function chatLink(chat: string | undefined): readonly Link[] {
  return chat === undefined ? [] : [{ title: "Open our chat", url: chat }];
}
