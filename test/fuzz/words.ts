import fc from "fast-check";
import { MAIL_HEADS } from "../../src/intake/mail-heads.js";
import { LANGUAGES } from "../../src/wording/languages.js";
import { bait } from "./bait.js";

/** The smallest things that reports are made of. */

export const code = fc.oneof(
  fc.constantFrom(
    "5.1.1",
    "5.1.10",
    "5.7.1",
    "5.4.1",
    "4.4.7",
    "5.7.64",
    "5.2.2",
    "2.0.0",
    "5.0.350",
  ),
  fc
    .tuple(fc.constantFrom(2, 4, 5, 9), fc.nat(1200), fc.nat(1200))
    .map((numbers) => numbers.join(".")),
  fc.constantFrom("5.7.l", "5,7,1", "5. 7. 1", "5.7.\n606", "5.1", "5.7.1.2", "5.7.0001", "S.7.1"),
);

export const host = fc.oneof(
  fc.constantFrom(
    "mx.litware.example",
    "contoso-example.mail.protection.outlook.com",
    "[192.0.2.7]",
  ),
  fc.constantFrom(
    "localhost",
    "mx.例え.example",
    "xn--r8jz45g.example",
    "a..b",
    "-",
    "[IPv6:2001:db8::1]",
  ),
);

export const address = fc.oneof(
  { weight: 6, arbitrary: fc.nat(400).map((n) => `kim${n}@litware.example`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '"a b"@litware.example',
      "IMCEAEX-_O=CONTOSO_CN=KIM@contoso.example",
      "用户@例え.example",
      "@litware.example",
      "kim@",
      "<>",
      "@a,@b:kim@litware.example",
      "kim@litware.example.",
      "kim=litware.example@bounce.example",
      `${"k".repeat(300)}@litware.example`,
    ),
  },
);

export const reply = fc
  .tuple(
    fc.constantFrom(
      "550 ",
      "550-",
      "#550 ",
      "smtp;550 ",
      "451 ",
      "5",
      "",
      "250 ",
      "550\n",
      "x-y; ",
    ),
    code,
    fc.constantFrom(
      " User unknown",
      " RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
      " Relay Access Denied ATTR36",
      ": Recipient address rejected: Access denied. AS(201806281)",
      " TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy",
      " Message rejected -> 451 4.7.1 try later",
      " mailbox full",
      "",
      "\nHi Bob,\nmy password is Zwiebelkuchen",
      " 受信者が見つかりません",
    ),
  )
  .map((parts) => parts.join(""));

export const label = fc.constantFrom(
  ...LANGUAGES.flatMap(({ labels }) => Object.values(labels).flat()),
);

export const subjectWord = fc.constantFrom(
  ...LANGUAGES.flatMap(({ subjects }) => Object.values(subjects).flat()),
);

export const addressed = fc.constantFrom(...LANGUAGES.flatMap(({ addressed }) => addressed));

export const headLabel = fc.constantFrom(
  ...MAIL_HEADS.flatMap(({ subject, others }) => [...subject, ...others]),
);

export const returnedMark = fc.constantFrom(...MAIL_HEADS.flatMap(({ returned }) => returned));

export const lineEnd = fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", " ", "\n\n", "\u2028");

/** Text without a plan: everybody's letter, or nobody's. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.nat(0xffff), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
  { weight: 2, arbitrary: bait },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      "Hi Bob, the offer is attached. Best, Jonas",
      "Delivery has failed to these recipients or groups:",
      "I'm sorry to have to inform you that your message could not be delivered.",
      "Diagnose-informationen für Administratoren:",
      "The server will keep trying to deliver this message.",
      "Click here to release your pending messages: https://mail-verify.example/",
      "Ce message n'a pas encore été remis.",
      "メールボックスがいっぱいです。",
      "This is the mail system at host mx.contoso.example.",
    ),
  },
);
