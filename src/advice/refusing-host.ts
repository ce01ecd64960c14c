import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import { isMicrosoftHost } from "../ndr/refusing-system.js";
import { findBlankValues } from "./blank-values.js";
import { isWithin } from "./organisation.js";

// "host mx.fabrikam.example[192.0.2.7] said: 550 …", "host: mx.fabrikam.example 5.1.1 <kim@…", "SMTP error …
// host mx.fabrikam.example [192.0.2.7]: 550 …": the server in front repeats who said no.
const NAMED =
  /\bhost:? ([a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?) ?(?:\[[\da-f.:]{3,45}\](?::| said| refused)| [45]\d?\.)/i;

// "550 5.1.1 …", "550-5.7.26 …", "554: delivery error": the reply of a server that was asked to take it.
const REPLY = /^\W{0,2}5\d\d[ :-]/;

// Exchange answers like a server that was asked, but these it says of what it has taken already.
const SAYS_OF_ITSELF =
  /\b(?:TRANSPORT\.RULES|RESOLVER\.RST\.SendSizeLimit|STOREDRV\.Submi\w*|QUEUE|ROUTING|SMTPSEND|APPROVAL)\b/i;

// Those of its own that Exchange asks, and no other server answers like that: its directory and its mailboxes.
const ASKS_ITSELF = /\b(?:RESOLVER|STOREDRV)\./;
// "[AM5EUR02FT010.eop-EUR02.prod.protection.outlook.com 2026-…]": but where another one has signed it.
const SIGNED = /\[[a-z0-9.-]{4,250}\.outlook\.com\b/i;

/**
 * The server that said no; `undefined` where the bounce does not name it. That is not always the one that
 * reports: it may only repeat what it was told.
 */
export function refusingHost(ndr: Ndr): string | undefined {
  const { remoteMta, diagnosticCode = "" } = firstProblem(ndr);
  const named = remoteMta ?? NAMED.exec(diagnosticCode)?.[1];
  if (named !== undefined || ndr.reportingMta === undefined) return named;
  const saysItself =
    SAYS_OF_ITSELF.test(diagnosticCode) ||
    (isMicrosoftHost(ndr.reportingMta) &&
      ASKS_ITSELF.test(diagnosticCode) &&
      !SIGNED.test(diagnosticCode));
  const repeats = REPLY.test(diagnosticCode) && !saysItself;
  return repeats && !isRecipients(ndr.reportingMta, ndr) ? undefined : ndr.reportingMta;
}

function isRecipients(host: string, ndr: Ndr): boolean {
  const { recipientDomain } = findBlankValues(ndr);
  return recipientDomain !== undefined && isWithin(host, recipientDomain);
}
