import assert from "node:assert/strict";
import { boundMessage } from "../../src/intake/bound-message.js";
import { readMail } from "./read-mail.js";

const lines = (count: number) => "a letter\n".repeat(count);
const part = (type: string, body: string) => `--b\nContent-Type: ${type}\n\n${body}\n`;
const mail = (type: string, ...parts: readonly string[]) =>
  `From: postmaster@contoso.example\nMIME-Version: 1.0\nContent-Type: ${type}; boundary=b\n\n${parts.join("")}--b--\n`;
const STATUS = part(
  "message/delivery-status",
  "Final-Recipient: rfc822; sam@fabrikam.example\nStatus: 5.1.1",
);

const read = (content: string) => readMail(content, "message/rfc822");

describe("boundMessage", () => {
  it("leaves a mail of usual length as it is, byte for byte", () => {
    const bytes = Uint8Array.from({ length: 2560 }, (_, i) => i);
    const bound = boundMessage(bytes);
    assert.deepEqual(Buffer.from(bound.content as Uint8Array), Buffer.from(bytes));
    assert.equal(bound.isCut, false);
  });

  it("reaches the report below large files, and takes them for no loss", async () => {
    const file = part("application/pdf", "QUJD\n".repeat(20_000));
    const { deliveryStatus, isCut } = await read(mail("multipart/mixed", file, file, STATUS));
    assert.match(deliveryStatus ?? "", /Status: 5\.1\.1/);
    assert.equal(isCut, false);
  });

  it("reaches the report below as long a text as reports are known to have", async () => {
    const text = part("text/plain", lines(1250));
    const { deliveryStatus, isCut } = await read(mail("multipart/report", text, STATUS));
    assert.match(deliveryStatus ?? "", /Status: 5\.1\.1/);
    assert.equal(isCut, false);
  });

  it("reaches the report below a text that is cut, and says that it was", async () => {
    const text = part("text/plain", lines(20_000));
    const { deliveryStatus, isCut } = await read(mail("multipart/report", text, STATUS));
    assert.match(deliveryStatus ?? "", /Status: 5\.1\.1/);
    assert.equal(isCut, true);
  });

  it("takes the letter that a report returns for no loss", async () => {
    const letter = part("message/rfc822", `Subject: Offer\n\n${lines(20_000)}`);
    const { returnedHeaders, isCut } = await read(mail("multipart/report", STATUS, letter));
    assert.deepEqual(returnedHeaders, [{ name: "subject", value: "Offer" }]);
    assert.equal(isCut, false);
  });

  it("reads the fields of two hundred recipients", async () => {
    const fields = "Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n";
    const status = part("message/delivery-status", fields.repeat(200));
    const { deliveryStatus = "", isCut } = await read(mail("multipart/report", status));
    assert.equal(deliveryStatus.match(/Status:/g)?.length, 200);
    assert.equal(isCut, false);
  });

  it("takes a part for more work than a few lines", () => {
    const { content } = boundMessage(
      mail("multipart/mixed", part("text/plain", "x").repeat(20_000)),
    );
    assert.ok(String(content).split("--b").length < 200);
  });

  for (const [what, content] of [
    ["of parts", mail("multipart/mixed", part("text/plain", "x").repeat(20_000))],
    ["of lines", `Subject: x\n\n${lines(100_000)}`],
    ["of header fields", "X-Field: value\n".repeat(50_000)],
    ["of one line", `Subject: x\n\n${"x".repeat(1_000_000)}`],
  ] as const) {
    it(`keeps little of a megabyte ${what}, and says so`, () => {
      const bound = boundMessage(content);
      assert.ok(bound.content.length < 150_000);
      assert.equal(bound.isCut, true);
    });
  }
});
