import assert from "node:assert/strict";
import type { BounceMail } from "../../../src/intake/bounce-mail.js";
import { headerValue } from "../../../src/intake/bounce-mail.js";
import { parseMail } from "../../../src/intake/intake.js";
import { DEFAULT_LIMITS } from "../../../src/intake/limits.js";
import type { OutlookReader } from "../../../src/intake/outlook/outlook-reader.js";
import { ID } from "../../../src/intake/outlook/property-ids.js";
import { readOutlookMessage } from "../../../src/intake/outlook/read-message.js";
import type { Parsed } from "../../../src/intake/parsed.js";
import {
  ansi,
  type AttachmentToSave,
  type MessageToSave,
  outlookFile,
  type PropertyValues,
} from "../../fakes/outlook/outlook-file.js";

/** In this process: what is read here is whole. */
const outlook: OutlookReader = {
  read: (content) => Promise.resolve(readOutlookMessage(content) ?? "other-kind"),
  close: () => Promise.resolve(),
};

const parse = (message: MessageToSave, nesting = 3): Promise<Parsed> =>
  parseMail(
    { contentType: "application/vnd.ms-outlook", content: outlookFile(message) },
    { limits: { ...DEFAULT_LIMITS, nesting }, outlook },
  );

const mailsOf = async (message: MessageToSave): Promise<readonly BounceMail[]> => {
  const parsed = await parse(message);
  assert.ok(parsed.kind === "mails", "nothing was read");
  return parsed.mails;
};

const mailOf = async (properties: PropertyValues, more: Omit<MessageToSave, "properties"> = {}) => {
  const [mail] = await mailsOf({
    properties: { [ID.messageClass]: "IPM.Note", ...properties },
    ...more,
  });
  assert.ok(mail, "there is none");
  return mail;
};

const whyNot = async (message: MessageToSave, nesting?: number) => {
  const parsed = await parse(message, nesting);
  return parsed.kind === "unreadable" ? parsed.why : parsed.kind;
};

const letter = (...attachments: readonly AttachmentToSave[]): MessageToSave => ({
  properties: { [ID.messageClass]: "IPM.Note", [ID.senderName]: "Lea", [ID.body]: "See below." },
  attachments,
});

const item = (message: MessageToSave): AttachmentToSave => ({ properties: {}, message });

const file = (name: string, content: string | Uint8Array, mediaType = ""): AttachmentToSave => ({
  properties: {
    [ID.fileName]: name,
    [ID.mediaType]: mediaType,
    [ID.attachedBytes]: Buffer.from(content),
  },
});

const report = (address = "ben@fabrikam.example"): MessageToSave => ({
  properties: { [ID.messageClass]: "REPORT.IPM.Note.NDR", [ID.subject]: "Undeliverable" },
  recipients: [{ [ID.address]: address, [ID.supplementaryInfo]: "<#5.1.1 smtp;550 5.1.1 no>" }],
});

const EML =
  "From: MAILER-DAEMON@contoso.example\r\nSubject: Returned\r\n\r\n550 5.1.1 no such user";

describe("msg", () => {
  it("is not read where there is no reader", async () => {
    const parsed = await parseMail({
      contentType: "application/vnd.ms-outlook",
      content: outlookFile(report()),
    });
    assert.deepEqual(parsed, { kind: "unreadable", why: "no-reader" });
  });

  it("reads the header it came with, folded and encoded", async () => {
    const { headers } = await mailOf({
      [ID.transportHeaders]:
        "Microsoft Mail Internet Headers Version 2.0\r\nFrom: =?utf-8?B?TWFpbCBEZWxpdmVyeQ==?=\r\n <x@y.example>\r\nX-Failed-Recipients: a@b.example\r\n\r\n--part\r\nContent-Type: text/html\r\n",
    });
    assert.equal(headerValue(headers, "from"), "Mail Delivery <x@y.example>");
    assert.equal(headerValue(headers, "x-failed-recipients"), "a@b.example");
    assert.equal(headerValue(headers, "content-type"), undefined);
  });

  it("makes a header of what Outlook shows where none came along", async () => {
    const { headers } = await mailOf({
      [ID.senderName]: "Lea Brandt",
      [ID.senderAddress]: "/O=CONTOSO/CN=LEA",
      [ID.senderSmtpAddress]: "lea@contoso.example",
      [ID.displayTo]: "Ben",
      [ID.sentAt]: new Date("2026-11-03T08:30:00Z"),
    });
    assert.deepEqual(headers, [
      { name: "from", value: "Lea Brandt <lea@contoso.example>" },
      { name: "to", value: "Ben" },
      { name: "date", value: "Tue, 03 Nov 2026 08:30:00 GMT" },
    ]);
  });

  it("shows no directory path as somebody's address", async () => {
    const { headers } = await mailOf({
      [ID.senderName]: "Lea Brandt",
      [ID.senderAddress]: "/O=CONTOSO/CN=LEA",
    });
    assert.equal(headerValue(headers, "from"), "Lea Brandt");
  });

  it("prefers a recipient's mail address to the directory's", async () => {
    const { deliveryStatus } = await mailOf(report().properties, {
      recipients: [{ [ID.address]: "/O=CONTOSO/CN=BEN", [ID.smtpAddress]: "ben@contoso.example" }],
    });
    assert.match(deliveryStatus ?? "", /Final-Recipient: rfc822; ben@contoso\.example/);
  });

  it("reads a subject in the message's code page", async () => {
    const { subject } = await mailOf({
      [ID.messageCodePage]: 932,
      [ID.subject]: ansi("配信不能: 会議", "shift_jis"),
    });
    assert.equal(subject, "配信不能: 会議");
  });

  it("reads an embedded message in the code page of the outer one", async () => {
    const { subject } = await mailOf(
      { [ID.messageCodePage]: 1251 },
      {
        attachments: [
          item({
            ...report(),
            properties: {
              [ID.messageClass]: "REPORT.IPM.Note.NDR",
              [ID.subject]: ansi("Не доставлено", "windows-1251"),
            },
          }),
        ],
      },
    );
    assert.equal(subject, "Не доставлено");
  });

  it("reads HTML in the code page it is in", async () => {
    const { text } = await mailOf({
      [ID.internetCodePage]: 28591,
      [ID.html]: Buffer.from("<p>Grüße</p>", "latin1"),
    });
    assert.equal(text, "Grüße");
  });

  it("reads UTF-8 that is none as Western European", async () => {
    const { text } = await mailOf({
      [ID.internetCodePage]: 65001,
      [ID.html]: Buffer.from("<p>Grüße</p>", "latin1"),
    });
    assert.equal(text, "Grüße");
  });

  it("takes what is said with the recipients for the text where there is no other", async () => {
    const { text } = await mailOf(report().properties, {
      recipients: [{ [ID.reportText]: "The mailbox is full." }],
    });
    assert.match(text, /The mailbox is full\./);
  });

  it("takes the header of the message that came back from the item in the report", async () => {
    const returned = item({ properties: { [ID.subject]: "Minutes", [ID.messageId]: "<1@x>" } });
    const [mail] = await mailsOf({ ...report(), attachments: [returned] });
    assert.deepEqual(mail?.returnedHeaders, [
      { name: "subject", value: "Minutes" },
      { name: "message-id", value: "<1@x>" },
    ]);
  });

  it("takes it from a file of its own", async () => {
    const [mail] = await mailsOf({
      ...report(),
      attachments: [file("ATT2.txt", "Subject: Minutes\r\n\r\nbody", "text/rfc822-headers")],
    });
    assert.deepEqual(mail?.returnedHeaders, [{ name: "subject", value: "Minutes" }]);
  });

  it("finds the report that was sent on as an item", async () => {
    const [mail] = await mailsOf(letter(item(report())));
    assert.equal(mail?.subject, "Undeliverable");
  });

  it("finds every report that was sent on", async () => {
    const found = await mailsOf(
      letter(
        item(report()),
        file("b.eml", EML),
        item(letter(file("c.msg", outlookFile(report())))),
      ),
    );
    assert.deepEqual(
      found.map(({ format }) => format),
      ["msg", "eml", "msg"],
    );
  });

  it("reads no more of them than files are read", async () => {
    const many = await mailsOf(letter(...Array.from({ length: 30 }, () => item(report()))));
    assert.equal(many.length, DEFAULT_LIMITS.files);
  });

  it("finds the report that was sent on in the text", async () => {
    const { subject, headers } = await mailOf({
      [ID.senderName]: "Lea",
      [ID.subject]: "FW: Undeliverable: Minutes",
      [ID.body]:
        "What is this?\r\n\r\nFrom: Microsoft Outlook <postmaster@contoso.example>\r\nTo: Lea <lea@contoso.example>\r\nSubject: Undeliverable: Minutes\r\n\r\nben@fabrikam.example\r\n550 5.1.1 no such user\r\n",
    });
    assert.equal(subject, "Undeliverable: Minutes");
    assert.match(headerValue(headers, "from") ?? "", /^Microsoft Outlook/);
  });

  it("prefers the report that a scanner attached to the scanner's note", async () => {
    const [mail] = await mailsOf({
      properties: { [ID.senderName]: "Mail Delivery Subsystem", [ID.body]: "It was checked." },
      attachments: [item(report())],
    });
    assert.equal(mail?.subject, "Undeliverable");
  });

  it("finds the report in what somebody signed", async () => {
    const signed = [
      'Content-Type: multipart/signed; boundary="s"',
      "",
      "--s",
      "Content-Type: message/rfc822",
      "",
      EML,
      "--s",
      "Content-Type: application/pkcs7-signature",
      "",
      "x",
      "--s--",
    ].join("\r\n");
    const [mail] = await mailsOf({
      properties: { [ID.messageClass]: "IPM.Note.SMIME.MultipartSigned" },
      attachments: [file("smime.p7m", signed, "multipart/signed")],
    });
    assert.equal(mail?.subject, "Returned");
  });

  it("opens no archive, whatever its name", async () => {
    const zip = Buffer.from("504b0304" + "00".repeat(60), "hex");
    const [mail, ...more] = await mailsOf(letter(file("bounce.eml", zip)));
    assert.equal(mail?.text.trim(), "See below.");
    assert.equal(more.length, 0);
  });

  it("leaves a forwarded letter alone", async () => {
    const [mail] = await mailsOf(letter(item(letter())));
    assert.equal(mail?.format, "msg");
  });

  it("follows mails in mails as far as it may", async () => {
    const nested = letter(item(letter(item(letter(item(report()))))));
    assert.equal(await whyNot(nested, 3), "mails");
    assert.equal(await whyNot(nested, 2), "too-deep");
  });

  it("follows a mail that was saved as a file no further", async () => {
    const nested = letter(file("a.msg", outlookFile(letter(file("b.msg", outlookFile(report()))))));
    assert.equal(await whyNot(nested, 1), "too-deep");
  });

  it("outlives a thousand mails in mails", async () => {
    let nested = report();
    for (let i = 0; i < 1000; i++) nested = letter(item(nested));
    assert.equal(await whyNot(nested), "too-deep");
  });

  it("says that an encrypted mail is one", async () => {
    const sealed = {
      properties: { [ID.messageClass]: "IPM.Note.SMIME" },
      attachments: [file("smime.p7m", Buffer.from([0x30, 0x80, 0, 0]), "application/pkcs7-mime")],
    };
    assert.equal(await whyNot(sealed), "encrypted");
  });

  it("says that a mail under rights management is encrypted", async () => {
    assert.equal(await whyNot(letter(file("message.rpmsg", "v"))), "encrypted");
  });

  it("reads a report about an encrypted mail", async () => {
    const about = { ...report(), properties: { [ID.messageClass]: "REPORT.IPM.Note.SMIME.NDR" } };
    assert.equal(await whyNot(about), "mails");
  });

  for (const [messageClass, name, value] of [
    ["IPM.Note.Rules.OofTemplate.Microsoft", "auto-submitted", "auto-replied"],
    ["IPM.Note.Rules.ReplyTemplate.Microsoft", "auto-submitted", "auto-replied"],
    ["IPM.Schedule.Meeting.Request", "content-type", "text/calendar"],
    [
      "REPORT.IPM.Note.IPNNRN",
      "content-type",
      "multipart/report; report-type=disposition-notification",
    ],
  ] as const)
    it(`says in the header what ${messageClass} is`, async () => {
      const { headers } = await mailOf({ [ID.messageClass]: messageClass });
      assert.equal(headerValue(headers, name), value);
    });

  it("leaves out the middle of a text that is too long, and says so", async () => {
    const { text, isCut } = await mailOf({ [ID.body]: "550 5.1.1 no\n".repeat(50_000) });
    assert.equal(isCut, true);
    assert.ok(text.length <= DEFAULT_LIMITS.text + 2, "it is as long as it was");
  });
});
