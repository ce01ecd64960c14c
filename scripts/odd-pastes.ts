import type { MailSource } from "../src/intake/bounce-mail.js";
import { createDice } from "./many-articles.js";

/** A text of about that many characters, and what it is taken for. */
export interface OddPaste {
  readonly type: MailSource["contentType"];
  readonly make: (size: number) => string;
}

const REPLY = "550 5.4.1 Relay Access Denied";
const dice = createDice(1);
const letters = (length: number) =>
  Array.from({ length }, () => "abcdefghijklmnopqrstuvwxyz .,;:-"[dice(32)]).join("");
const multipart = (parts: string) =>
  `MIME-Version: 1.0\nContent-Type: multipart/report; boundary=b\n\n${parts}`;
const numbered = (make: (i: number) => string) => (size: number) =>
  Array.from({ length: Math.ceil(size / make(100).length) }, (_, i) => make(i)).join("");
const again = (text: string) => (size: number) => text.repeat(Math.ceil(size / text.length));

/** Pastes that are hard on a reader: much of one thing, and things without end. */
export const ODD_PASTES: Readonly<Record<string, OddPaste>> = {
  "a letter, then the reply": {
    type: "text/plain",
    make: (size) => `${again("Dear all, the offer is in the mail. ")(size)}\n\n${REPLY}`,
  },
  "one long line": { type: "text/plain", make: letters },
  "one word without end": { type: "text/plain", make: again("a") },
  "lines of one letter": { type: "text/plain", make: again("x\n") },
  "short lines of words": { type: "text/plain", make: again("mail failed\n") },
  "nothing but @": { type: "text/plain", make: again("@") },
  addresses: { type: "text/plain", make: again("sam@fabrikam.example ") },
  "addresses that never end": { type: "text/plain", make: again("a.b-c+d@e.f") },
  replies: { type: "text/plain", make: again(`${REPLY}\n`) },
  "replies on one line": { type: "text/plain", make: again(`${REPLY} `) },
  codes: { type: "text/plain", make: again("5.7.1 ") },
  "numbers and dots": { type: "text/plain", make: again("5.7.1.5.7.1.") },
  "nested quotes": {
    type: "text/plain",
    make: (size) =>
      Array.from({ length: Math.sqrt(size / 4) }, (_, i) => `${"> ".repeat(i)}${REPLY}`).join("\n"),
  },
  "only quote marks": { type: "text/plain", make: again("> ") },
  "only blanks": { type: "text/plain", make: again(" ") },
  "only line ends": { type: "text/plain", make: again("\n") },
  entities: { type: "text/plain", make: again("&nbsp;") },
  colons: { type: "text/plain", make: again("a: ") },
  labels: { type: "text/plain", make: again("Generating server: ") },
  "apostrophes before a code": {
    type: "text/plain",
    make: (size) => `${again("'")(size)} 5.1.1 mail`,
  },
  "a number without end in a report": {
    type: "text/plain",
    make: (size) =>
      `Delivery has failed to these recipients or groups:\n帐户 ${again("1")(size)}\nGenerating server: mx.contoso.example\n${REPLY}`,
  },
  "words without blanks": { type: "text/plain", make: again("的a") },
  "codes, one a line": { type: "text/plain", make: again("5.1.1\n") },
  "the source of a page": { type: "text/plain", make: again("<p>x</p>") },
  "the source of a mail": {
    type: "text/plain",
    make: (size) => `Received: from x\n${multipart(again("--b\n\nmail\n")(size))}`,
  },
  "header fields": { type: "text/plain", make: again("X-Field: value\n") },
  "per-recipient fields": {
    type: "text/plain",
    make: again("Final-Recipient: rfc822; sam@fabrikam.example\nAction: failed\nStatus: 5.1.1\n\n"),
  },
  "fields of different recipients": {
    type: "text/plain",
    make: numbered(
      (i) => `Final-Recipient: rfc822; sam${i}@fabrikam.example\nStatus: 5.1.${i}\n\n`,
    ),
  },
  "recipients and their replies": {
    type: "text/plain",
    make: numbered(
      (i) => `<sam${i}@fabrikam.example>: host mx.example[192.0.2.1] said: ${REPLY}\n\n`,
    ),
  },
  "headings of reports": {
    type: "text/plain",
    make: again("Generating server: mail.contoso.example\nsam@fabrikam.example\n"),
  },
  "deep HTML": { type: "text/html", make: again("<div><b>") },
  "wide HTML": { type: "text/html", make: again(`<p>${REPLY}</p>`) },
  "tables in HTML": { type: "text/html", make: again("<table><tr><td>mail</td></tr></table>") },
  "rows of one table": { type: "text/html", make: again("<tr><td>mail</td><td>x</td></tr>") },
  "a list": { type: "text/html", make: again("<li>x</li>") },
  "tags without end": { type: "text/html", make: again("<a ") },
  "a mail of header fields": { type: "message/rfc822", make: again("X-Field: value\r\n") },
  "a mail with a long text": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\r\nSubject: Undeliverable\r\n\r\n${letters(size)}`,
  },
  "a mail of short lines": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\nSubject: Undeliverable\n\n${again("x\n")(size)}`,
  },
  "a mail in HTML": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\nContent-Type: text/html\n\n${again("<p>x</p>\n")(size)}`,
  },
  "a mail in base64": {
    type: "message/rfc822",
    make: (size) =>
      `From: a@b.example\nContent-Transfer-Encoding: base64\n\n${again("NTUwIDUuNC4xIFJlbGF5\n")(size)}`,
  },
  "a mail of many parts": {
    type: "message/rfc822",
    make: (size) => multipart(again("--b\nContent-Type: text/plain\n\nmail\n")(size)),
  },
  "a mail of many mails": {
    type: "message/rfc822",
    make: (size) =>
      multipart(again("--b\nContent-Type: message/rfc822\n\nFrom: postmaster@x\n\nmail\n")(size)),
  },
  "a mail of many reports": {
    type: "message/rfc822",
    make: (size) =>
      multipart(again("--b\nContent-Type: message/delivery-status\n\nStatus: 5.1.1\n\n")(size)),
  },
  "a mail of mails in mails": {
    type: "message/rfc822",
    make: (size) => again("Content-Type: message/rfc822\n\n")(size),
  },
  "a mail of parts in parts": {
    type: "message/rfc822",
    make: numbered((i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`),
  },
  "a mail of boundaries": {
    type: "message/rfc822",
    make: (size) => multipart(again("--b\n")(size)),
  },
  "a mail of boundaries that are almost right": {
    type: "message/rfc822",
    make: (size) => multipart(again("--b \t x\n")(size)),
  },
  "a mail of one endless header field": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\nSubject: ${letters(size)}\n\n${REPLY}`,
  },
  "a mail of one folded header field": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\nSubject: x\n${again(" x\n")(size)}\n${REPLY}`,
  },
  "a mail of encoded words": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\nSubject: ${again("=?utf-8?q?=41?= ")(size)}\n\n${REPLY}`,
  },
  "a mail of parameters": {
    type: "message/rfc822",
    make: (size) => `Content-Type: text/plain; ${numbered((i) => `x*${i}=y; `)(size)}\n\n${REPLY}`,
  },
  "a mail to many": {
    type: "message/rfc822",
    make: (size) =>
      `From: MAILER-DAEMON@b.example\nTo: ${numbered((i) => `Sam <sam${i}@b.example>, `)(size)}\n\n${REPLY}`,
  },
  "a mail with many failed recipients": {
    type: "message/rfc822",
    make: (size) =>
      `From: MAILER-DAEMON@b.example\n${numbered((i) => `X-Failed-Recipients: sam${i}@b.example\n`)(size)}\n${REPLY}`,
  },
  "a report about many": {
    type: "message/rfc822",
    make: (size) =>
      multipart(
        `--b\nContent-Type: message/delivery-status\n\n${numbered((i) => `Final-Recipient: rfc822; sam${i}@b.example\nStatus: 5.1.${i}\nDiagnostic-Code: smtp; ${REPLY} ${i}\n\n`)(size)}`,
      ),
  },
  "a report in quoted-printable": {
    type: "message/rfc822",
    make: (size) =>
      `From: a@b.example\nContent-Transfer-Encoding: quoted-printable\n\n${again("=35=35=30 =\n")(size)}`,
  },
  "a mail in one line of base64": {
    type: "message/rfc822",
    make: (size) =>
      `From: a@b.example\nContent-Transfer-Encoding: base64\n\n${again("NTUwIDUuNC4xIFJlbGF5")(size)}`,
  },
  "a mail of opened brackets": {
    type: "message/rfc822",
    make: (size) => `From: ${again('<("')(size)}\nContent-Type: ${again("(")(size)}\n\n${REPLY}`,
  },
};
