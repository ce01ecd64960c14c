import type { Article } from "../knowledge/article.js";

const SEND_AGAIN = /\b(?:send|try)\b[^.]*\b(?:again|once more)\b/i;

// "Send it again once your admin says so", "Don't send again": only somebody else's deed, or nothing, helps.
const WAITS =
  /\b(?:not|once (?:it|that|the|they|your)|until|when|after (?:the|a) change)\b|n['’]t\b|\bagain then\b|\b(?:repaired|mended|corrected|taken effect)\b/i;

/** Whether an article's steps have the sender try again before anybody else has done something. */
export function stepsTryAgain({ senderSteps }: Article): boolean {
  return (
    senderSteps
      .map(({ text }) =>
        text.map((inline) => (inline.kind === "words" ? inline.text : "it")).join(""),
      )
      // What the step before has somebody do comes first: "Ask the owner", "Then send again".
      .filter((step) => !/^then\b/i.test(step))
      .flatMap((step) => step.split(/(?<=[.:;?!])\s/))
      .some((sentence) => SEND_AGAIN.test(sentence) && !WAITS.test(sentence))
  );
}
