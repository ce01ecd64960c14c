import { findBlankValues } from "../advice/blank-values.js";
import type { Organisation } from "../advice/organisation.js";
import type { Explanation } from "../explain.js";
import type { Subject } from "./check.js";

/** What of a bounce can be looked up; nothing of what is none, or was read off a picture. */
export function subjectOf(
  explanation: Explanation,
  own: Organisation & Pick<Subject, "blockLists">,
): Subject | undefined {
  if (!("ndr" in explanation)) return undefined;
  const { recipient, recipientDomain, senderDomain, clientIp } = findBlankValues(explanation.ndr);
  if ([recipientDomain, senderDomain, clientIp].every((name) => name === undefined))
    return undefined;
  const { authorship } = explanation.ndr;
  return { recipient, recipientDomain, senderDomain, clientIp, authorship, ...own };
}
