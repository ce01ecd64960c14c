import fc from "fast-check";

/** What patterns repeat: letters, digits, blanks, marks and the beginnings of what they look for. */
const REPEATED = [
  ...Array.from("aA1 \t\n\r.-_@:;<>'\"([{=#*|,/\\%&é的ß😀"),
  ...Array.from("\u0000\u00A0\u200B\u202E\uFEFF\uD83D\uDE00\u2028："),
  ...["5.", "5.7.", "a.", "a@", "a@b.", "> ", "\n>", "\r\n", " \n", "\n ", "\t\n", "x:", "x: y\n"],
  ...[
    "550 ",
    "550-",
    "550 5.1.1 ",
    "<<< ",
    "##",
    "&nbsp;",
    "&#",
    "<p>",
    "<td>",
    "</",
    "<a ",
    "<!--",
  ],
  ...["--", "\n--b\n", "=?utf-8?q?=41?=", "=\n", "=41", "%41", "*0=", "''", '\\"', "; ", ";a=b"],
  ...[
    "Received: x\n",
    "From: ",
    "Subject: ",
    "Status: ",
    "Action: failed\n",
    "said ",
    "by a.b ",
    "host ",
  ],
  ...[
    "the ",
    "mail ",
    "not be ",
    "e-mail ",
    "delivery to ",
    "Ihre Nachricht an ",
    "https://",
    "メール",
  ],
] as const;

/** What a pattern looks for, whole or nearly. */
export const NEAR_MATCHES = [
  "550 5.7.1",
  "550 5.7.",
  "5.1.1",
  "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found##",
  "smtp;550 5.4.1 Recipient address rejected: Access denied",
  "said: 550 5.1.1 User unknown (in reply to RCPT TO command)",
  "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound",
  "kim@litware.example",
  "kim@litware",
  "<kim@litware.example>:",
  "Final-Recipient: rfc822; kim@litware.example\nAction: failed\nStatus: 5.1.1\n",
  "Diagnostic-Code: smtp;",
  "Generating server: mx.contoso.example\n",
  "Your message to kim@litware.example couldn't be delivered.",
  "Your message to kim@litware.example couldn",
  "... while talking to mx.litware.example.:",
  "host mx.litware.example[192.0.2.1]",
  "-----Original Message-----\n",
  "Original message headers:\n",
  "Undeliverable: Offer",
  "Undeliverable",
  "your mailbox is almost full",
  "the mailbox is full",
  "click here",
  "Relay Access Denied ATTR36",
  "Content-Type: multipart/report; boundary=b\n\n",
  "BEGIN:VCALENDAR",
  "]",
  ")",
  "'",
  '"',
  ">",
  "=",
  ";",
  "!",
  "\n",
  "\n\n",
  ":",
  " on x",
  " (",
  "",
] as const;

const LENGTHS = [1, 2, 9, 40, 300, 2000] as const;
const LONG = 20_000;

export const nearMatch = fc.constantFrom(...NEAR_MATCHES);

/** A long run of one thing, and then something that a pattern wants: where one goes back, it goes far. */
export const bait = fc
  .tuple(
    nearMatch,
    fc.constantFrom(...REPEATED),
    fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...LENGTHS) },
      { weight: 1, arbitrary: fc.constant(LONG) },
    ),
    nearMatch,
  )
  .map(([before, repeated, length, behind]) => before + repeated.repeat(length) + behind);
