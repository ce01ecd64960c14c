import assert from "node:assert/strict";
import { readHead } from "../../src/mail/read-head.js";
import { type Silence, whomToAnswer } from "../../src/mail/whom-to-answer.js";

const HOUSEHOLD = {
  self: { localPart: "ndr-bot", domain: "contoso.example" },
  domains: ["contoso.example", "xn--mller-kva.example"],
};
const LENA = "lena.novak@contoso.example";
const FROM = "From: Lena Novak <lena.novak@contoso.example>";

interface Sent {
  readonly sender?: string;
  readonly from?: string;
  readonly more?: string;
  readonly holdsOurAnswer?: boolean;
}

function whom({ sender = LENA, from = FROM, more = "", holdsOurAnswer = false }: Sent) {
  const lines = [from, "To: ndr-bot@contoso.example", "Subject: FW: Undeliverable", more];
  const head = readHead(
    Buffer.from([...lines.filter((line) => line !== ""), "", "Hi"].join("\r\n")),
  );
  const found = whomToAnswer({ sender, head, holdsOurAnswer }, HOUSEHOLD);
  return found.kind === "answer" ? `${found.to.localPart}@${found.to.domain}` : found.why;
}

describe("whomToAnswer", () => {
  const ANSWERED: Readonly<Record<string, readonly [Sent, string]>> = {
    "a person of the organisation": [{}, LENA],
    "a person in upper case": [{ sender: "Lena@CONTOSO.example" }, "Lena@contoso.example"],
    "a domain with letters of its own": [
      { sender: "jo@m\u00fcller.example", from: "From: jo@xn--mller-kva.example" },
      "jo@xn--mller-kva.example",
    ],
    "an author in another domain of the organisation": [
      { from: "From: jo@xn--mller-kva.example" },
      LENA,
    ],
    "a person whose name looks like an address elsewhere": [
      { from: 'From: "ceo@fabrikam.example" <lena.novak@contoso.example>' },
      LENA,
    ],
    "who names another address for replies": [{ more: "Reply-To: x@fabrikam.example" }, LENA],
    "who says that nothing is automatic": [{ more: "Auto-Submitted: no" }, LENA],
    "who says so on a folded line": [{ more: "Auto-Submitted:\r\n no (by hand)" }, LENA],
    "first-class mail": [{ more: "Precedence: first-class" }, LENA],
    "mail that wants no receipts": [{ more: "X-Auto-Response-Suppress: DR, RN" }, LENA],
    "mail that went round elsewhere": [{ more: "X-Loop: x@fabrikam.example" }, LENA],
    "a forwarded report in a mail of one's own": [
      { more: "Content-Type: multipart/mixed; boundary=multipart/report" },
      LENA,
    ],
    "an owner of products": [
      { sender: "product-owner@contoso.example" },
      "product-owner@contoso.example",
    ],
  };
  for (const [what, [sent, to]] of Object.entries(ANSWERED))
    it(`answers ${what}`, () => {
      assert.equal(whom(sent), to);
    });

  const SILENT: readonly (readonly [string, Sent, Silence])[] = [
    ["a bounce", { sender: "" }, "null-sender"],
    ["a Return-Path of nobody", { more: "Return-Path: <>" }, "null-sender"],
    ["an empty Return-Path", { more: "Return-Path:" }, "null-sender"],
    ["no address", { sender: "lena" }, "sender-malformed"],
    ["a quoted local part", { sender: '"lena novak"@contoso.example' }, "sender-malformed"],
    ["a line end in the address", { sender: "lena\r\nBcc: x@contoso.example" }, "sender-malformed"],
    ["an address literal", { sender: "lena@[192.0.2.1]" }, "sender-malformed"],
    ["a stranger", { sender: "x@fabrikam.example" }, "sender-elsewhere"],
    ["a subdomain", { sender: "x@mail.contoso.example" }, "sender-elsewhere"],
    ["a name that ends like ours", { sender: "x@evilcontoso.example" }, "sender-elsewhere"],
    ["a percent hack", { sender: "x%contoso.example@fabrikam.example" }, "sender-elsewhere"],
    ["itself", { sender: "NDR-Bot@Contoso.example" }, "sender-is-self"],
    ...[
      "mailer-daemon",
      "MAILER-DAEMON",
      "postmaster",
      "noreply",
      "no-reply",
      "no_reply",
      "do-not-reply",
      "donotreply",
      "noreply+tag",
      "bounce",
      "bounces+lena=fabrikam.example",
      "owner-all",
      "all-request",
      "all-bounces",
      "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e",
    ].map((name) => [name, { sender: `${name}@contoso.example` }, "sender-is-system"] as const),
    ["no From", { from: "X-From: nobody" }, "author-unclear"],
    ["an empty From", { from: "From:" }, "author-unclear"],
    ["two From fields", { more: "From: jo@contoso.example" }, "author-unclear"],
    ["two authors", { from: `${FROM}, jo@contoso.example` }, "author-unclear"],
    ["an author that is no address", { from: "From: Lena Novak" }, "author-unclear"],
    ["an author elsewhere", { from: "From: x@fabrikam.example" }, "author-elsewhere"],
    [
      "an author elsewhere who is called like a colleague",
      { from: 'From: "lena.novak@contoso.example" <x@fabrikam.example>' },
      "author-elsewhere",
    ],
    ["our own mail by another path", { from: "From: ndr-bot@contoso.example" }, "loop"],
    ["a server as the author", { from: "From: postmaster@contoso.example" }, "author-is-system"],
    ["a vacation note", { more: "Auto-Submitted: auto-replied (vacation)" }, "auto-submitted"],
    ["a generated mail", { more: "Auto-Submitted: auto-generated" }, "auto-submitted"],
    ["a kind of automaton not yet named", { more: "auto-submitted:x-new" }, "auto-submitted"],
    ["an automaton called no-thing", { more: "Auto-Submitted: no-thing" }, "auto-submitted"],
    ["a blank before the colon", { more: "Auto-Submitted : auto-replied" }, "auto-submitted"],
    ["a folded field", { more: "Auto-Submitted:\r\n auto-replied" }, "auto-submitted"],
    [
      "one of two fields",
      { more: "Auto-Submitted: no\r\nAuto-Submitted: auto-replied" },
      "auto-submitted",
    ],
    ["an old responder", { more: "X-Autoreply: yes" }, "auto-submitted"],
    ["an old bounce", { more: "X-Failed-Recipients: x@fabrikam.example" }, "auto-submitted"],
    ["bulk mail", { more: "Precedence: bulk" }, "bulk"],
    ["junk mail", { more: "Precedence: JUNK" }, "bulk"],
    ["a list's mail", { more: "Precedence: list" }, "bulk"],
    ["a mailing list", { more: "List-Id: <all.contoso.example>" }, "mailing-list"],
    ["a newsletter", { more: "List-Unsubscribe: <https://x.example>" }, "mailing-list"],
    ["an old mailing list", { more: "X-BeenThere: all@contoso.example" }, "mailing-list"],
    [
      "mail that wants no answer",
      { more: "X-Auto-Response-Suppress: DR, AutoReply" },
      "suppressed",
    ],
    ["mail that wants nothing", { more: "X-Auto-Response-Suppress: All" }, "suppressed"],
    ["our own mark", { more: "X-Loop: NDR-bot@contoso.example" }, "loop"],
    ["a report", { more: "Content-Type: Multipart/Report; report-type=delivery-status" }, "report"],
    ["an answer to our answer", { holdsOurAnswer: true }, "holds-our-answer"],
  ];
  for (const [what, sent, why] of SILENT)
    it(`is silent about ${JSON.stringify(what)}: ${why}`, () => {
      assert.equal(whom(sent), why);
    });
});
