import type { StatusCode } from "../ndr/status-code.js";

/**
 * What class and subject of a status code mean, for somebody who has no article (RFC 3463 3.1, 3.2),
 * and the first thing to do.
 */
export function generalMeaning({ class: statusClass, subject, detail }: StatusCode): string {
  const about = SUBJECTS[subject];
  if (!about) return `${CLASSES[statusClass]}.`;
  if (statusClass === 2) return `${CLASSES[2]}. The note is about ${about.topic}.`;
  const { trouble, advice } = { ...about, ...DETAILS[`${subject}.${detail}`] };
  return `${CLASSES[statusClass]}: ${trouble}. ${advice}.`;
}

// Nobody need have refused it: servers also give up waiting.
const CLASSES: Record<StatusCode["class"], string> = {
  2: "The message went through",
  4: "The message could not be delivered for now",
  5: "The message was given up",
};

interface Trouble {
  readonly trouble: string;
  readonly advice: string;
}

interface Subject extends Trouble {
  readonly topic: string;
}

const ASK_ADMIN = "Forward the bounce to your mail admin";

const SUBJECTS: readonly Subject[] = [
  {
    topic: "nothing in particular",
    trouble: "the code gives no more exact reason",
    advice: ASK_ADMIN,
  },
  {
    topic: "the address",
    trouble: "something is wrong with the address",
    advice: "Check the address letter by letter",
  },
  {
    topic: "the mailbox",
    trouble: "the address exists, but its mailbox cannot take this message",
    advice: "Reach the recipient another way",
  },
  {
    topic: "the recipient's mail system",
    trouble: "the recipient's mail system as a whole has a problem or a limit",
    advice: "Reach the recipient another way",
  },
  {
    topic: "the way between the mail servers",
    trouble: "no way to the recipient's server was found in time",
    advice: "Send it again later",
  },
  {
    topic: "the talk between the mail servers",
    trouble: "the two mail servers did not understand each other",
    advice: ASK_ADMIN,
  },
  {
    topic: "the content of the message",
    trouble: "something in the message or its attachments cannot be handled there",
    advice: "Send it without attachments",
  },
  {
    topic: "security",
    trouble: "a security rule or a missing permission stands in the way",
    advice: ASK_ADMIN,
  },
];

/** Codes that mean something else than their subject lets expect. */
const DETAILS: Readonly<Record<string, Trouble>> = {
  "1.7": { trouble: "something is wrong with the sender's address", advice: ASK_ADMIN },
  "1.8": { trouble: "something is wrong with the sender's address", advice: ASK_ADMIN },
  "3.4": {
    trouble: "it is larger than the recipient's mail system takes",
    advice: "Make the message smaller",
  },
};
