import type { Explanation } from "../explain.js";
import type { Card } from "./fit.js";
import { notANdrCard } from "./notice.js";
import { foreign, HEADLINE, paragraph, words } from "./rich-text.js";
import { renderCard } from "./templates.js";

/** A message that there is nothing to explain in. */
export type Unexplained =
  | Extract<Explanation, { kind: "not-an-ndr" | "unreadable" }>
  | { readonly kind: "deleted" | "empty" | "slow" };

/** Says in the dialog why there is no answer, and what to do instead. */
export function unexplainedCard(found: Unexplained, hasFile: boolean): Card {
  switch (found.kind) {
    case "deleted":
      return notice("This message was deleted.", `I can't read it any more. ${PASTE}`);
    case "empty":
      return notice("There is no text in this message.", hasFile ? FILE : ELSEWHERE);
    case "slow":
      return notice("This takes longer than it should.", `Try again in a minute. ${PASTE}`);
    case "unreadable":
      return notice("I can't read this.", `${found.says} ${PASTE}`);
    case "not-an-ndr":
      return found.looksLike === "plain talk"
        ? notice("I found no bounce in this message.", hasFile ? FILE : ELSEWHERE)
        : notANdrCard(found.looksLike, found.isCut);
  }
}

const PASTE = "If you have the bounce, paste it into a chat with me.";
const FILE =
  "I can't open its files and pictures from here. Send them to me in a chat of our own, or paste the text of the bounce there.";
const ELSEWHERE =
  "Use this on the message that holds the bounce itself, the one with the code, such as 550 5.1.10. Or paste the bounce into a chat with me.";

/** What became of "Post in this thread". */
export type Posting = "posted" | "already-posted" | "not-here" | "busy" | "slow";

export function postingCard(posting: Posting, caseId: string): Card {
  switch (posting) {
    case "posted":
      return notice(
        "Posted in this thread.",
        "Everybody here sees my answer, and its buttons work there. You can close this window.",
      );
    case "already-posted":
      return notice(
        "My answer stands in this thread already.",
        "I don't post it twice. You can close this window.",
      );
    case "not-here":
      return notice(
        "I'm not in this chat yet, so I can't post here.",
        "Add me, and I post my answer. Or take it into your message box and send it yourself.",
        [
          // Teams installs the bot, and then sends the press on.
          { ...button("Add me here", "post", caseId), msteams: { justInTimeInstall: true } },
          button("Put it into my message box", "hand-over", caseId),
          button("Back", "back", caseId),
        ],
      );
    case "busy":
      return notice("Teams did not take my answer just now.", "Try again in a minute.", [
        button("Try again", "post", caseId),
        button("Back", "back", caseId),
      ]);
    case "slow":
      return notice(
        "Teams takes its time.",
        "My answer may still come. Look into the thread in a minute; if it isn't there, try again.",
        [button("Try again", "post", caseId), button("Back", "back", caseId)],
      );
  }
}

/** For a press on what is no more, or never was. */
export function lostCard(): Card {
  return notice(
    "I no longer have this answer.",
    "Close this window and use Explain this bounce on the message again.",
  );
}

/** One sentence that a button is answered with. */
export function sentenceCard(text: string, caseId: string): Card {
  return notice(text, "", [button("Back", "back", caseId)]);
}

interface Button {
  readonly title: string;
  readonly verb: string;
  readonly case: string;
  readonly msteams?: { readonly justInTimeInstall: true };
}

function button(title: string, verb: string, caseId: string): Button {
  return { title, verb, case: caseId };
}

function notice(title: string, text: string, buttons: readonly Button[] = []): Card {
  return renderCard("dialog-notice", {
    title: [words(title, HEADLINE)],
    text: text === "" ? [] : [paragraph([foreign(text, {}, 1000)], "Small")],
    buttons: buttons.map(({ title: label, ...data }) => ({ title: label, data })),
  });
}
