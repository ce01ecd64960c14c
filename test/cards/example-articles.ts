import type { Article, Blank, Inline, RichText, Step } from "../../src/knowledge/article.js";
import { findStatusCode, type StatusCode } from "../../src/ndr/status-code.js";

/** Hand-made values for the tests and the gallery; nothing here comes from a real mail. */
export function code(text: string): StatusCode {
  const found = findStatusCode(text);
  if (!found) throw new Error(`${text} is not a status code`);
  return found;
}

export const words = (text: string, looks: Partial<Inline> = {}): Inline =>
  ({ kind: "words", text, ...looks }) as Inline;

export const blank = (
  name: Blank["name"],
  otherwise: string,
  looks: Partial<Blank> = {},
): Blank => ({
  kind: "blank",
  name,
  otherwise,
  ...looks,
});

export const step = (
  text: RichText,
  commands: readonly RichText[] = [],
  details: readonly RichText[] = [],
): Step => ({ text, commands, details });

export const TENANT_ATTRIBUTION: Article = {
  id: "tenant-attribution",
  title: "Exchange Online does not recognise your on-premises server",
  codes: [{ from: code("5.7.64"), to: code("5.7.64") }],
  phrases: ["TenantAttribution; Relay Access Denied"],
  who: "sender-admin",
  source: "https://learn.microsoft.com/exchange/mail-flow/ndr/fix-error-code-5-7-64",
  reviewed: "2026-11-02",
  origin: "built in",
  happened: [
    [
      words("Your organisation sends mail through its own server and Exchange Online. "),
      blank("remoteMta", "Exchange Online"),
      words(" no longer knows the certificate or the IP address that "),
      blank("reportingMta", "your server"),
      words(" came with, so it refused to relay."),
    ],
    [
      words(
        "It usually begins after a certificate was renewed or the server got a new public IP address.",
      ),
    ],
  ],
  senderSteps: [
    step([
      words("Send your mail admin this answer, or press "),
      words("Ask the helpdesk", { bold: true }),
      words("."),
    ]),
    step([words("If it can't wait, phone the recipient or write from another mailbox.")]),
  ],
  ownerSteps: [],
  adminSteps: [
    step([
      words("Rerun the "),
      words("Hybrid Configuration Wizard", {
        link: "https://learn.microsoft.com/exchange/hybrid-configuration-wizard",
      }),
      words("; it sets the connector to the new certificate."),
    ]),
    step(
      [words("Turn on the log of the send connector and send a test message.")],
      [
        [
          words(
            "Get-SendConnector | Where-Object {$_.Identity -like 'Outbound to Office 365*'} | ",
          ),
          words("Set-SendConnector -ProtocolLoggingLevel Verbose"),
        ],
        [
          words("Get-MessageTraceV2 -SenderAddress '"),
          blank("sender", "sender@your-domain"),
          words("' -RecipientAddress '"),
          blank("recipient", "recipient@their-domain"),
          words("'"),
        ],
      ],
      [
        [
          words("In Exchange 2010 the log lies under "),
          words("TransportRoles\\Logs", { code: true }),
          words("."),
        ],
        [
          words("The line with "),
          words("STARTTLS", { code: true }),
          words(" shows the certificate in use."),
        ],
      ],
    ),
    step(
      [
        words("Compare the name in the certificate with "),
        words("TlsSenderCertificateName", { code: true }),
        words(" of the inbound connector."),
      ],
      [
        [
          words(
            "Get-InboundConnector | Format-List Name,TlsSenderCertificateName,SenderIPAddresses",
          ),
        ],
      ],
    ),
  ],
};

export const ATTR36: Article = {
  ...TENANT_ATTRIBUTION,
  id: "attr36",
  title: "The certificate's domain is not one of your accepted domains",
  phrases: ["Relay Access Denied ATTR36"],
};

export const RESTRICTED_GROUP: Article = {
  ...TENANT_ATTRIBUTION,
  id: "restricted-group",
  title: "The group takes mail only from certain people",
  codes: [{ from: code("5.7.1"), to: code("5.7.1") }],
  phrases: ["RESOLVER.RST.NotAuthorized", "RESOLVER.RST.AuthRequired"],
  who: "recipient-admin",
  happened: [
    [
      words("You are not on the list of people who may write to "),
      blank("recipient", "this group"),
      words("."),
    ],
  ],
  senderSteps: [
    step([
      words("Ask the owner of the group, or their helpdesk, to let you in. Quote the code "),
      blank("status", "in the bounce", { code: true }),
      words("."),
    ]),
    step([words("Then send the message again.")]),
  ],
  ownerSteps: [
    step([
      words("Open the group in Outlook and choose "),
      words("Edit group", { bold: true }),
      words("."),
    ]),
    step([
      words("Tick "),
      words("Let people outside the organization email the group", { italic: true }),
      words("."),
    ]),
  ],
  adminSteps: [
    step(
      [words("Add the sender to the group's list of allowed senders.")],
      [
        [
          words("Set-DistributionGroup '"),
          blank("recipient", "group@your-domain"),
          words("' -AcceptMessagesOnlyFromSendersOrMembers @{Add='"),
          blank("sender", "sender@their-domain"),
          words("'}"),
        ],
      ],
    ),
  ],
};

export const BLOCKLISTED: Article = {
  ...RESTRICTED_GROUP,
  id: "blocklisted",
  title: "The sending server is on a blocklist",
  phrases: ["blocked using Blocklist", "delist@microsoft.com"],
  who: "sender-admin",
};

/** Known by its code alone. */
export const NOT_ENROLLED: Article = {
  ...RESTRICTED_GROUP,
  id: "not-enrolled",
  title: "The recipient's domain is not set up yet",
  phrases: [],
};

/** Knows a family of codes and no words. */
export const LAST_RESORT: Article = {
  ...RESTRICTED_GROUP,
  id: "last-resort",
  title: "A security rule stopped the message; the code does not say which",
  codes: [
    { from: code("5.7.1"), to: code("5.7.1") },
    { from: code("5.7.0"), to: code("5.7.999") },
  ],
  phrases: [],
};
