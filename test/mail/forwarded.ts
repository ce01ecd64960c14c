import { readdirSync, readFileSync } from "node:fs";
import { BOT } from "./post-office.js";

/** A bounce that somebody forwards. */
export interface Fixture {
  readonly name: string;
  readonly content: Buffer;
}

const FOLDER = "test/fixtures/bounces";

export const BOUNCES: readonly Fixture[] = readdirSync(FOLDER)
  .filter((name) => /\.(?:eml|txt|html)$/.test(name))
  .sort()
  .map((name) => ({ name, content: readFileSync(`${FOLDER}/${name}`) }));

/** Text as mail servers carry it: every line ends with CR LF. */
export const crlf = (text: string) => text.replace(/\r\n|\r|\n/g, "\r\n");

/** The mail in which a person forwards a bounce; a saved mail as an attachment or inline, in turn. */
export function forward(
  { name, content }: Fixture,
  from: string,
  messageId: string,
  asAttachment: boolean,
): string {
  const text = crlf(content.toString("latin1"));
  const isMail = name.endsWith(".eml");
  const parts = [
    ["Content-Type: text/plain; charset=utf-8", "", "Hi, what does this mean?", ""],
    isMail && asAttachment
      ? [
          "Content-Type: message/rfc822",
          'Content-Disposition: attachment; filename="bounce.eml"',
          "",
          text,
        ]
      : [
          `Content-Type: text/${name.endsWith(".html") ? "html" : "plain"}; charset=utf-8`,
          "Content-Transfer-Encoding: 8bit",
          "",
          isMail ? `-----Original Message-----\r\n${text}` : text,
        ],
  ];
  return [
    `From: Somebody <${from}>`,
    `To: <${BOT}>`,
    `Message-ID: ${messageId}`,
    "Subject: FW: Undeliverable",
    "Date: Sat, 21 Nov 2026 10:05:00 +0000",
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="=_outermost"',
    "",
    ...parts.flatMap((part) => ["--=_outermost", ...part]),
    "--=_outermost--",
    "",
  ].join("\r\n");
}
