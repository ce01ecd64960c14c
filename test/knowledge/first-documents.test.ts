import assert from "node:assert/strict";
import type { Article } from "../../src/knowledge/article.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { findStatusCode } from "../../src/ndr/status-code.js";
import { holds, inlinesOf, linksOf, plain, wordsOf } from "./article-text.js";

const articles = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);

// The five documents this knowledge base began with; nothing of them may be lost in an edit, but pages
// that are gone (the Support and Recovery Assistant) or have moved.
describe("Microsoft's pages on 5.4.1, 5.7.1 and 5.7.64", () => {
  const codes = ["5.4.1", "5.7.1", "5.7.64", "5.7.129", "5.7.0", "5.7.500", "5.7.999"];
  for (const code of codes) {
    it(`leave no ${code} without an article`, () => {
      const found = articles.filter((article) => article.codes.some((range) => holds(range, code)));
      assert.notEqual(found.length, 0, code);
    });
  }

  const quotes: Record<string, string> = {
    "550 5.7.64 TenantAttribution; Relay Access Denied SMTP": "connector-does-not-match-server",
    "550 5.7.64 Relay Access Denied ATTR36. For more details please refer to: https://support.microsoft.com/kb/3169958":
      "certificate-domain-not-accepted",
    "#550 5.4.1 Relay Access Denied ##": "relay-access-denied",
    "No answer from host.": "relay-access-denied",
    "The outbound connection attempt was not answered because either the remote system was busy or it was unable to take delivery of the message.":
      "relay-access-denied",
    "Remote Server returned '<xxxxxxxx> #5.7.1 smtp;550 5.7.1 RESOLVER.RST.AuthRequired; authentication required [Stage: CreateMessage]'":
      "public-folder-refuses-outside-senders",
    "5.7.1 Service unavailable; Client host [xxx.xxx.xxx.xxx] blocked using Blocklist 1; To request removal from this list please forward this message to delist@messaging.microsoft.com":
      "sending-ip-on-microsoft-blocklist",
    "Your message couldn't be delivered to the recipient because you don't have permission to send to it. Ask the recipient's email admin to add you to the accept list for the recipient. For more information, see DSN 5.7.129 Errors in Exchange Online and Office 365.":
      "on-premises-account-disabled",
  };
  for (const [quote, id] of Object.entries(quotes)) {
    it(`lead to ${id} by the longest phrase in ${JSON.stringify(quote.slice(0, 60))}`, () => {
      const longest = ({ codes, phrases }: Article): number => {
        const fits = codes.some((range) => holds(range, quote)) || !findStatusCode(quote);
        const found = phrases.map(plain).filter((phrase) => plain(quote).includes(phrase));
        return fits ? Math.max(0, ...found.map(({ length }) => length)) : 0;
      };
      const ranked = articles.toSorted((a, b) => longest(b) - longest(a));
      assert.equal(ranked[0]?.id, id);
      assert.ok(longest(ranked[0]) > longest(ranked[1]!), ranked[1]!.id);
    });
  }

  const facts = [
    "72 hours",
    "about 30 days",
    "5,000 members",
    "mail.protection.outlook.com",
    "Outbound SMTP Email",
    "MX Record and Outbound Connector Test",
    "Get-TransportServer $_.Name",
    "Get-TransportService $_.Name",
    "SendProtocolLogPath",
    "TlsSenderCertificateName",
    "Certificate thumbprint",
    "Internal Relay",
    "Require that all senders are authenticated",
    "Route mail through smart hosts",
    "delist@messaging.microsoft.com",
    "delist@microsoft.com",
    "double-click the group",
  ];
  for (const fact of facts) {
    it(`keep ${JSON.stringify(fact)}`, () => {
      const found = articles.some((article) =>
        inlinesOf(article).map(wordsOf).join("").includes(fact),
      );
      assert.ok(found, fact);
    });
  }

  const pages = [
    "https://admin.microsoft.com",
    "https://admin.microsoft.com/AdminPortal/Home#/support",
    "https://answers.microsoft.com/",
    "https://go.microsoft.com/fwlink/p/?LinkId=328438",
    "https://go.microsoft.com/fwlink/p/?LinkID=518322",
    "https://go.microsoft.com/fwlink/p/?LinkId=518605",
    "https://learn.microsoft.com/answers/topics/office-exchange-server-itpro.html",
    "https://learn.microsoft.com/exchange/recipients-in-exchange-online/configure-a-moderated-recipient",
    "https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-distribution-groups/manage-distribution-groups",
    "https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-mail-contacts",
    "https://learn.microsoft.com/exchange/recipients-in-exchange-online/manage-mail-users",
    "https://learn.microsoft.com/exchange/transport-routing",
    "https://learn.microsoft.com/exchange/troubleshoot/connectors/relay-access-denied-smtp",
    "https://learn.microsoft.com/exchange/troubleshoot/email-delivery/ndr/non-delivery-reports-in-exchange-online",
    "https://learn.microsoft.com/Exchange/exchange-admin-center",
    "https://learn.microsoft.com/microsoft-365/Admin/contact-support-for-business-products",
    "https://learn.microsoft.com/defender-office-365/email-authentication-spf-configure",
    "https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits",
    "https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#distribution-group-limits",
    "https://learn.microsoft.com/office365/troubleshoot/antispam/relay-access-denied-ndr",
    "https://learn.microsoft.com/previous-versions/exchange-server/exchange-150/dn910993%28v=exchg.150%29",
    "https://portal.microsoftonline.com",
    "https://social.technet.microsoft.com/forums/exchange/home?category=exchange2010%2cexchangeserver",
    "https://support.microsoft.com/help/2515404",
    "https://support.microsoft.com/help/3169958",
    "https://support.microsoft.com/kb/3169958",
    "https://support.office.com/article/854b6b2b-0255-4089-8019-b765cff70377.aspx",
    "https://technet.microsoft.com/library/hh529921.aspx",
    "https://testconnectivity.microsoft.com/tests/o365",
  ];
  for (const page of pages) {
    it(`lead on to ${page}`, () => {
      assert.ok(
        articles.some((article) => linksOf(article).includes(page)),
        page,
      );
    });
  }
});
