import { answerQuestions } from "../isolated.js";
import { readOutlookMessage } from "./read-message.js";

/** The process that opens Outlook's files: the bytes of one in, its message out. */
answerQuestions((content) => Promise.resolve(answer(content as Uint8Array)));

function answer(content: Uint8Array): unknown {
  try {
    return readOutlookMessage(content) ?? "other-kind";
  } catch {
    // What is thrown depends on where the damage is; that there is some is all we say.
    return "damaged";
  }
}
