import assert from "node:assert/strict";
import { parseMail } from "../../src/intake/intake.js";

const report = (address: string) => `From: MAILER-DAEMON@relay.contoso.example
To: jonas.weber@contoso.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="r"

--r
Content-Type: text/plain

<${address}>: unknown
--r
Content-Type: message/delivery-status

Final-Recipient: rfc822; ${address}
Action: failed
Status: 5.1.1
--r--
`;

const forward = (parts: readonly string[], from = "Jonas <jonas.weber@contoso.example>") =>
  `From: ${from}
To: help@contoso.example
Subject: What is this?
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="f"

--f
Content-Type: text/plain

See attached.
${parts.map((part) => `--f\n${part}\n`).join("")}--f--
`;

const asMessage = (mail: string) => `Content-Type: message/rfc822\n\n${mail}`;
const asFile = (mail: string, type: string, name: string) =>
  `Content-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(mail).toString("base64")}`;

async function statusesOf(content: string): Promise<readonly string[]> {
  const parsed = await parseMail({ contentType: "message/rfc822", content });
  return parsed.kind === "mails" ? parsed.mails.map((mail) => mail.deliveryStatus ?? "") : [];
}

describe("parseMail on attached reports", () => {
  const bounce = report("kim@litware.example");
  for (const [how, mail] of [
    ["as a message", forward([asMessage(bounce)])],
    ["twice over", forward([asMessage(forward([asMessage(bounce)]))])],
    ["as a file of no known type", forward([asFile(bounce, "application/octet-stream", "x.eml")])],
    ["as a message in base64", forward([asFile(bounce, "message/rfc822", "x.eml")])],
    ["by a mail system that names nobody", forward([asMessage(bounce)], "postmaster@scan.example")],
  ] as const) {
    it(`reads the report that was forwarded ${how}`, async () => {
      const [status, ...others] = await statusesOf(mail);
      assert.match(status ?? "", /kim@litware\.example/);
      assert.deepEqual(others, []);
    });
  }

  it("reads nothing out of an archive", async () => {
    const mail = forward([asFile(bounce, "application/zip", "bounce.zip")]);
    assert.deepEqual(await statusesOf(mail), [""]);
  });

  it("does not take a file that is no mail for one", async () => {
    const mail = forward([asFile("MZ\u0000\u0001 program", "application/octet-stream", "x.eml")]);
    assert.deepEqual(await statusesOf(mail), [""]);
  });

  it("leaves the message alone that a report returns, though it be a report", async () => {
    const returned = bounce.replace(
      "--r--\n",
      `--r\n${asMessage(report("lee@litware.example").replaceAll("--r", "--q").replace('"r"', '"q"'))}\n--r--\n`,
    );
    assert.doesNotMatch((await statusesOf(returned)).join(), /lee@/);
  });

  it("reads each of several reports, and nothing of what is no report", async () => {
    const letter = "From: Lee <lee@litware.example>\nSubject: Hello\n\nHow are you?\n";
    const mail = forward([bounce, letter, report("lee@northwind.example")].map(asMessage));
    const statuses = await statusesOf(mail);
    assert.equal(statuses.length, 2);
    assert.match(statuses[1] ?? "", /lee@northwind\.example/);
  });

  it("reads twenty of more", async () => {
    const mail = forward(Array.from({ length: 30 }, () => asMessage(bounce)));
    assert.equal((await statusesOf(mail)).length, 20);
  });
});
