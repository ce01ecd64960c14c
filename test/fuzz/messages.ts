import fc from "fast-check";
import { deliveryStatus } from "./delivery-statuses.js";
import { page } from "./pages.js";
import { paste } from "./pastes.js";
import { address, anyText, subjectWord } from "./words.js";

const TYPES = [
  "text/plain",
  "text/plain",
  "text/html",
  "message/delivery-status",
  "message/rfc822",
  "text/rfc822-headers",
  "message/global-delivery-status",
  "multipart/alternative",
  "multipart/mixed",
  "multipart/report",
  "application/octet-stream",
  "text/calendar",
  "message/disposition-notification",
  "message/partial",
  "image/png",
  "",
];
const CHARSETS = [
  "utf-8",
  "utf-8",
  "us-ascii",
  "iso-8859-1",
  "iso-2022-jp",
  "shift_jis",
  "gb2312",
  "utf-16",
  "utf-7",
  "x-none",
  '"',
  "",
];

const encodedWord = fc
  .tuple(
    fc.constantFrom(...CHARSETS),
    fc.constantFrom("q", "b", "x", ""),
    anyText,
    fc.constantFrom(1, 1, 1, 3, 400),
  )
  .map(([charset, encoding, text, times]) => {
    const written =
      encoding === "b"
        ? Buffer.from(text).toString("base64")
        : text.replace(
            /[^A-Za-z0-9]/g,
            (mark) => `=${mark.charCodeAt(0).toString(16).padStart(2, "0")}`,
          );
    return `=?${charset}?${encoding}?${written.slice(0, 200)}?= `.repeat(times);
  });

/** Parameters in pieces (RFC 2231), as many as somebody likes. */
const pieces = fc
  .tuple(
    fc.constantFrom("boundary", "charset", "name", "report-type"),
    fc.constantFrom(1, 2, 30, 2000),
    anyText,
  )
  .map(([name, count, text]) =>
    Array.from(
      { length: count },
      (_, i) => `; ${name}*${i}*=utf-8''${encodeURI(wellFormed(text.slice(0, 8)))}`,
    ).join(""),
  );

const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, "");

const headerField = fc
  .oneof(
    fc.tuple(
      fc.constantFrom(
        "From",
        "To",
        "Reply-To",
        "Return-Path",
        "Delivered-To",
        "X-Failed-Recipients",
      ),
      address,
    ),
    fc.tuple(
      fc.constant("From"),
      fc.constantFrom(
        "MAILER-DAEMON@mx.contoso.example",
        "postmaster@fabrikam.example",
        "Microsoft Outlook <x@fabrikam.example>",
      ),
    ),
    fc.tuple(
      fc.constant("Subject"),
      fc.oneof(
        encodedWord,
        anyText,
        subjectWord.map((word) => `${word}: Offer`),
      ),
    ),
    fc.tuple(
      fc.constantFrom("Auto-Submitted", "Precedence", "X-Autoreply"),
      fc.constantFrom("auto-replied", "bulk", "auto_reply"),
    ),
    fc.tuple(fc.constant("Date"), fc.constantFrom("Tue, 17 Nov 2026 12:00:05 +0100", "yesterday")),
    fc.tuple(
      fc.constantFrom("X-Long", "Received"),
      anyText.map((text) => text.replace(/\n/g, "\n ")),
    ),
  )
  .map(([name, value]) => `${name}: ${value}`);

interface Part {
  readonly type: string;
  readonly body: string;
}

const ENCODINGS = ["7bit", "quoted-printable", "base64", "8bit", "x-uue", ""];

const leaf = fc
  .tuple(
    fc.constantFrom(...TYPES),
    fc.constantFrom(...CHARSETS),
    fc.constantFrom(...ENCODINGS),
    fc.boolean(),
    fc.oneof(paste, deliveryStatus, page, anyText),
    fc.option(pieces, { freq: 12, nil: "" }),
  )
  .map(([type, charset, encoding, isEncoded, body, more]): Part => ({
    type: `Content-Type: ${type}; charset=${charset}${more}\nContent-Transfer-Encoding: ${encoding}`,
    body: isEncoded ? encode(body, encoding) : body,
  }));

function encode(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body).toString("base64").replace(/.{76}/g, "$&\n");
  if (encoding !== "quoted-printable") return body;
  return body.replace(
    /[=\x80-\uffff]/g,
    (mark) => `=${(mark.charCodeAt(0) & 0xff).toString(16).toUpperCase().padStart(2, "0")}`,
  );
}

const message = fc.letrec<{ part: Part; multipart: Part; mail: string }>((tie) => ({
  part: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie("multipart"),
    tie("mail").map((mail) => ({ type: "Content-Type: message/rfc822", body: mail })),
  ),
  multipart: fc
    .tuple(
      fc.constantFrom(
        "mixed",
        "report; report-type=delivery-status",
        "alternative",
        "report",
        "related",
        "digest",
        "x",
      ),
      fc.constantFrom("b", "b", "=_outer", '"a b"', "", '"', "-", "b".repeat(200)),
      fc.array(tie("part"), { maxLength: 4 }),
      fc.constantFrom("--", "--", "--", "", "-", "--\n--b--"),
    )
    .map(([kind, boundary, parts, end]): Part => {
      const mark = boundary.replace(/"/g, "");
      const bodies = parts.map(({ type, body }) => `--${mark}\n${type}\n\n${body}\n`);
      return {
        type: `Content-Type: multipart/${kind}; boundary=${boundary}`,
        body: `${bodies.join("")}--${mark}${end}\n`,
      };
    }),
  mail: fc
    .tuple(
      fc.array(headerField, { maxLength: 7 }),
      tie("part"),
      fc.constantFrom("\n\n", "\n\n", "\n\n", "\n", "", "\n \n"),
    )
    .map(
      ([fields, { type, body }, gap]) =>
        `${[...fields, "MIME-Version: 1.0", type].join("\n")}${gap}${body}`,
    ),
}));

/** Mail after RFC 5322 and 2045, and mail that only looks like it; some with the line ends of the wire. */
export const mail = fc
  .tuple(message.mail, fc.boolean())
  .map(([text, isWire]) => (isWire ? text.replace(/\r?\n/g, "\r\n") : text));
