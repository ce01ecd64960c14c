import { findBlankValues, isDomain } from "../advice/blank-values.js";
import type { Organisation } from "../advice/organisation.js";
import { asciiName } from "../dns/name.js";
import type { Explanation } from "../explain.js";
import type { Authorship } from "../ndr/ndr.js";
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
  const authorship = inAscii(explanation.ndr.authorship);
  return { recipient, recipientDomain, senderDomain, clientIp, authorship, ...own };
}

/** As a signature names its domain, whatever script the author's is written in; without what is no domain. */
function inAscii(authorship: Authorship | undefined): Authorship | undefined {
  const { from, envelope, signedBy = [] } = authorship ?? {};
  const author = domainIn(from);
  return author === undefined
    ? undefined
    : {
        from: author,
        envelope: domainIn(envelope),
        signedBy: signedBy.flatMap((signer) => domainIn(signer) ?? []),
      };
}

const domainIn = (text: string | undefined): string | undefined =>
  text !== undefined && isDomain(text) ? asciiName(text) : undefined;
