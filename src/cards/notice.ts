import { CUT, type Explanation } from "../explain.js";
import type { Card } from "./fit.js";
import { nameOf } from "./receipt.js";
import {
  foreign,
  HEADLINE,
  type Paragraph,
  paragraph,
  sentence,
  type TextRun,
  words,
} from "./rich-text.js";
import { renderCard } from "./templates.js";

type LooksLike = Extract<Explanation, { kind: "not-an-ndr" }>["looksLike"];

/** How to hand over a bounce; what every notice that asks for one says. */
export const WAYS = [
  "Paste the whole bounce here, with the part for administrators.",
  "Or paste only the line with the code, such as “550 5.1.10 …”.",
] as const;

/** First contact, once for each person or team. */
export function welcomeCard(addedBy?: string): Card {
  const name = addedBy?.trim();
  const added = name ? sentence(nameOf({ id: "", name }), " added me. ") : [];
  return notice(
    "Hello, I explain bounced mail.",
    [...added, words("Send me a bounce, and I say what happened, who can fix it and how.")],
    WAYS,
  );
}

export function helpCard(): Card {
  return notice(
    "Hello. Send me a bounce.",
    [words("I say what happened, who can fix it and how. In a channel, mention me first.")],
    [
      ...WAYS,
      "“my tickets” shows what you asked the helpdesk; “ticket 12” shows one.",
      "“forget me”, in our own chat, deletes what I keep about you.",
      "For the helpdesk: “queue” and “incidents”, and in its channels “on call”, “routes” and “helpdesk”.",
    ],
  );
}

/** For mail that reports no failure. */
export function notANdrCard(looksLike: LooksLike, isCut = false): Card {
  const { title, text, asks } = NOT_A_BOUNCE[looksLike];
  return notice(title, [words(isCut ? `${CUT} ${text}` : text)], asks ? WAYS : []);
}

export function unreadableCard(says: string): Card {
  return notice("I can't read this.", [foreign(says, {}, 300)], WAYS);
}

/** The reference stands in the log beside the cause. */
export function wentWrongCard(reference: string): Card {
  return noticeCard("Something went wrong on my side.", `Sorry. ${AGAIN} ${reference}`);
}

/** The same where only a sentence can be shown. */
export function sayWentWrong(reference: string): string {
  return `Something went wrong on my side, sorry. ${AGAIN} ${reference}`;
}

const AGAIN = "Please try again in a minute. If it happens again, give your admin this reference:";

/** A short answer of the bot's own: one title, one text. */
export function noticeCard(title: string, text: string): Card {
  return notice(title, [foreign(text, {}, 1000)]);
}

/** A button that opens a page, or a chat. */
export interface Link {
  readonly title: string;
  readonly url: string;
}

/** One title, one text, and below them what can be done, a line each. */
export function notice(
  title: string,
  text: readonly TextRun[],
  list: readonly (string | readonly TextRun[])[] = [],
  links: readonly Link[] = [],
): Card {
  const bullet = (line: string | readonly TextRun[]): Paragraph =>
    paragraph(sentence("• ", ...(typeof line === "string" ? [line] : line)), "Small");
  return renderCard("notice", {
    title: [words(title, HEADLINE)],
    text,
    list: list.map(bullet),
    links,
  });
}

interface NoBounce {
  readonly title: string;
  readonly text: string;
  readonly asks: boolean;
}

/** What a mail that is no bounce is, and whether a bounce is asked for. */
export const NOT_A_BOUNCE: Readonly<Record<LooksLike, NoBounce>> = {
  "auto-reply": {
    title: "This is an automatic reply.",
    text: "Your message arrived; the recipient is away or answers by itself. Nothing to fix.",
    asks: false,
  },
  "delivery receipt": {
    title: "This is a delivery receipt.",
    text: "Your message was delivered. Nothing to fix.",
    asks: false,
  },
  "read receipt": {
    title: "This is a read receipt.",
    text: "It says what became of a message that did arrive. Nothing to fix.",
    asks: false,
  },
  "feedback report": {
    title: "This is a complaint report, not a bounce.",
    text: "Somebody marked a message from your organisation as spam. Pass it on to your mail admin.",
    asks: false,
  },
  "meeting reply": {
    title: "This is a reply to a meeting request.",
    text: "Your invitation arrived. Nothing to fix.",
    asks: false,
  },
  "recall notice": {
    title: "Somebody wants to take back a message.",
    text: "It is not a bounce. The message may have gone from your mailbox already. Nothing to fix.",
    asks: false,
  },
  "quarantine notice": {
    title: "This is about mail in quarantine, not a bounce.",
    text: "It is about messages to you that were held back. Fake notices of this kind are common: don't use its links, open the quarantine the way you always do, or ask your mail admin.",
    asks: false,
  },
  "confirmation request": {
    title: "The recipient's side asks you to confirm.",
    text: "Your message waits until you do. If you know the recipient, ask them another way to let your mail in; use the link only if you expected this.",
    asks: false,
  },
  "suspicious imitation": {
    title: "Be careful: this may be a fake bounce.",
    text: "It looks like a bounce but is not written by a mail server. Don't open its links or attachments, and report it the way you report phishing.",
    asks: false,
  },
  "plain talk": {
    title: "I found no bounce in this.",
    text: "Send me the message that says your mail was not delivered:",
    asks: true,
  },
};
