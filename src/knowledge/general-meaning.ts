import type { StatusCode } from "../ndr/status-code.js";
import { loadStatusMeanings } from "./status-meanings.js";
import type { StatusMeanings } from "./status-meanings.js";

let ours: StatusMeanings | undefined;

/**
 * What a status code means by the registry, for somebody who has no article, and the first thing to
 * do. A detail the registry does not have means what its subject does (RFC 3463 3.1, 3.2).
 */
export function generalMeaning(
  { class: statusClass, subject, detail }: StatusCode,
  meanings: StatusMeanings = (ours ??= loadStatusMeanings()),
): string {
  const topic = TOPICS[subject];
  if (!topic) return `${CLASSES[statusClass]}.`;
  if (statusClass === 2) return `${CLASSES[2]}. The note is about ${topic}.`;
  const meaning = meanings.get(`${subject}.${detail}`) ?? meanings.get(`${subject}.0`);
  if (!meaning) return `${CLASSES[statusClass]}. It is about ${topic}.`;
  return `${CLASSES[statusClass]}: ${meaning.trouble}. ${meaning.advice}.`;
}

// Nobody need have refused it: servers also give up waiting.
const CLASSES: Record<StatusCode["class"], string> = {
  2: "The message went through",
  4: "The message could not be delivered for now",
  5: "The message was given up",
};

/** By the second number of a code. */
const TOPICS: readonly string[] = [
  "nothing in particular",
  "the address",
  "the mailbox",
  "the recipient's mail system",
  "the way between the mail servers",
  "the talk between the mail servers",
  "the content of the message",
  "security",
];
