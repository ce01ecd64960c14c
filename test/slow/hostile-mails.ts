import { BOUNCES, crlf, forward } from "../mail/forwarded.js";
import { BOT, mailOf } from "../mail/post-office.js";

/** A mail that must not be answered, or answered like any other in spite of what it tries. */
export interface HostileMail {
  readonly name: string;
  /** The address of MAIL FROM. */
  readonly sender: string;
  readonly raw: string;
  /** Whether its sender gets an answer all the same. */
  readonly isAnswered?: true;
}

const PERSON = (number: number) => `hostile${number}@contoso.example`;
const BODY = ["550 5.1.1 <x@fabrikam.example>: User unknown"];
const OURS = `ndr-bot.${"0123456789abcdef".repeat(2)}`;
let number = 0;

/** A mail by a person, with one thing wrong. */
function mail(
  name: string,
  rest: Parameters<typeof mailOf>[0] | Partial<Parameters<typeof mailOf>[0]>,
  sender?: string,
): HostileMail {
  const person = PERSON(++number);
  return {
    name,
    sender: sender ?? person,
    raw: mailOf({ from: `X <${person}>`, body: BODY, subject: "Undeliverable", ...rest }),
  };
}

/** A bounce forwarded as people do it, with more on top of its header. */
function forwardedWith(name: string, more: string): HostileMail {
  const sender = PERSON(++number);
  const bounce = BOUNCES[number % BOUNCES.length];
  if (!bounce) throw new Error("there are no bounces");
  const raw = more + forward(bounce, sender, `<hostile-${number}@contoso.example>`, true);
  return { name: `forwarded with ${name}`, sender, raw };
}

const HOPS = Array.from({ length: 30 }, (_, i) => `Received: by hop${i}.contoso.example\r\n`).join(
  "",
);

const answered = (hostile: HostileMail): HostileMail => ({ ...hostile, isAnswered: true });

const AUTOMATIC = [
  "Auto-Submitted: auto-replied",
  "Auto-Submitted: auto-generated",
  "Auto-Submitted : auto-replied",
  "AUTO-SUBMITTED:\r\n\tauto-notified",
  "Precedence: bulk",
  "Precedence: junk",
  "Precedence: list",
  "Precedence: auto_reply",
  "List-Id: All <all.contoso.example>",
  "List-Unsubscribe: <mailto:x@contoso.example>",
  "List-Post: <mailto:all@contoso.example>",
  "Mailing-List: contact all-help@contoso.example",
  "X-BeenThere: all@contoso.example",
  "X-Mailman-Version: 2.1",
  `X-Loop: ${BOT}`,
  `X-Loop: <${BOT.toUpperCase()}>`,
  "X-Auto-Response-Suppress: All",
  "X-Auto-Response-Suppress: DR, OOF, AutoReply",
  "X-Autoreply: yes",
  "X-Autorespond: Away",
  "X-Failed-Recipients: x@fabrikam.example",
  "Return-Path: <>",
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
  "Content-Type: multipart/report; report-type=disposition-notification; boundary=b",
  "Content-Type: message/delivery-status",
  "From: y@contoso.example",
  `In-Reply-To: <${OURS}@contoso.example>`,
  `References: <a@contoso.example> <${OURS}@contoso.example>`,
];

const SYSTEMS = [
  "mailer-daemon",
  "MAILER-DAEMON",
  "postmaster",
  "noreply",
  "no-reply",
  "donotreply",
  "do_not_reply",
  "bounces+x=fabrikam.example",
  "owner-all",
  "all-request",
  "listserv",
  "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
];

const STRANGERS = [
  "x@fabrikam.example",
  "x@mail.contoso.example",
  "x@evilcontoso.example",
  "x@contoso.example.fabrikam.example",
  "x%contoso.example@fabrikam.example",
  "x@[192.0.2.1]",
];

const FORGED = [
  "ceo@fabrikam.example",
  '"ceo@contoso.example" <x@fabrikam.example>',
  "ceo@contoso.example, x@fabrikam.example",
  "ceo@contoso.example, cfo@contoso.example",
  `NDR Bot <${BOT}>`,
  "postmaster@contoso.example",
  "Microsoft Outlook",
  "<>",
  "undisclosed-recipients:;",
  "=?utf-8?q?ceo=40contoso=2Eexample?= <x@fabrikam.example>",
];

/** What a person's mail may try without the answer going elsewhere or saying more. */
const TRIES: readonly (readonly [string, Partial<Parameters<typeof mailOf>[0]>])[] = [
  [
    "a header field in the subject",
    { subject: "=?utf-8?q?x=0D=0ABcc:_everybody@contoso.example?=" },
  ],
  ["a header field in a folded subject", { subject: "x\r\n Bcc: everybody@contoso.example" }],
  ["a bare line feed in the subject", { subject: "x\nBcc: everybody@contoso.example" }],
  ["a null in the subject", { subject: "x\0y" }],
  ["a subject without end", { subject: "x".repeat(100_000) }],
  [
    "a header field in the Message-ID",
    { more: ["Message-ID: <a@b>\nBcc: <everybody@contoso.example>"] },
  ],
  ["no Message-ID but words", { more: ["Message-ID: Bcc: everybody@contoso.example"] }],
  ["references without end", { more: [`References: ${"<a@contoso.example> ".repeat(50_000)}`] }],
  ["another address for replies", { more: ["Reply-To: everybody@contoso.example"] }],
  [
    "another sender",
    { more: ["Sender: everybody@contoso.example", "Return-Path: <x@contoso.example>"] },
  ],
  ["wants for receipts", { more: ["Disposition-Notification-To: everybody@contoso.example"] }],
  ["bare line ends", { body: ["550 5.1.1 a\nb\rc\n.\n.\r"] }],
  ["one line of 4 MB", { body: ["550 5.1.1 x", "x".repeat(4_000_000)] }],
  [
    "8-bit junk",
    {
      body: [
        Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7 + 128) % 256))
          .toString("latin1")
          .replaceAll(/\r?\n\.?/g, ""),
      ],
    },
  ],
  ["HTML without end", { more: ["Content-Type: text/html"], body: ["<div>".repeat(100_000)] }],
  [
    "parts in parts",
    {
      more: ["Content-Type: multipart/mixed; boundary=b"],
      body: ["--b\r\nContent-Type: multipart/mixed; boundary=b\r\n".repeat(500)],
    },
  ],
  [
    "script in the words",
    { body: ['550 5.1.1 <script>alert(1)</script> <img src="https://evil.example">'] },
  ],
  ["a thousand header fields", { more: Array.from({ length: 1000 }, (_, i) => `X-${i}: ${i}`) }],
];

/** Ends of a mail that other servers take for one (SMTP smuggling). */
const ENDS = ["\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r\n\0.\r\n"];
const SMUGGLED = `MAIL FROM:<ceo@contoso.example>\r\nRCPT TO:<${BOT}>\r\nDATA\r\nFrom: ceo@contoso.example\r\n\r\n550 5.1.1\r\n`;

/** Two hundred, and a few more. */
export function hostileMails(): readonly HostileMail[] {
  return [
    ...BOUNCES.filter(({ name }) => name.endsWith(".eml")).map(({ name, content }) => ({
      name: `bounce itself: ${name}`,
      sender: "",
      raw: crlf(content.toString("latin1")),
    })),
    ...AUTOMATIC.map((field) => mail(field, { more: [field] })),
    ...AUTOMATIC.map((field) => forwardedWith(field, `${field}\r\n`)),
    ...AUTOMATIC.map((field) => forwardedWith(`${field}, below others`, `${HOPS}${field}\r\n`)),
    ...SYSTEMS.map((name) => mail(name, {}, `${name}@contoso.example`)),
    ...SYSTEMS.map((name) => mail(`by ${name}`, { from: `X <${name}@contoso.example>` })),
    ...STRANGERS.map((sender) => mail(sender, {}, sender)),
    ...STRANGERS.slice(0, 4).map((sender) => mail(`${sender}, both`, { from: sender }, sender)),
    mail("itself", {}, BOT),
    mail("itself in upper case", {}, BOT.toUpperCase()),
    ...FORGED.map((from) => mail(from, { from })),
    mail("no author", { from: "" }),
    ...[1, 2, 3, 4, 5].map((i) =>
      mail(`quoted answer ${i}`, { body: [...BODY, `${">".repeat(i)} Reference: ${OURS}`] }),
    ),
    mail("answer in quoted-printable", {
      body: [...BODY, `Reference: ${OURS.slice(0, 30)}=`, OURS.slice(30)],
    }),
    mail("our answer carried along", {
      more: ["Content-Type: multipart/mixed; boundary=b"],
      body: [
        "--b",
        "Content-Type: message/rfc822",
        "",
        `Message-ID: <${OURS}@contoso.example>`,
        "",
        ...BODY,
        "--b--",
      ],
    }),
    ...TRIES.map(([name, rest]) => answered(mail(name, rest))),
    ...ENDS.map((end) =>
      answered(
        mail(`smuggling with ${JSON.stringify(end)}`, { body: [`550 5.1.1 x${end}${SMUGGLED}`] }),
      ),
    ),
  ];
}
