import assert from "node:assert/strict";
import { findBareReplies, findReplyCode, findSmtpReplies } from "../../src/ndr/smtp-reply.js";
import { formatStatusCode } from "../../src/ndr/status-code.js";

describe("findSmtpReplies", () => {
  for (const [written, replyCode, status] of [
    ["550 5.7.64 TenantAttribution; Relay Access Denied", "550", "5.7.64"],
    ["550-5.7.26 Unauthenticated email", "550", "5.7.26"],
    ["550;5.7.711 Access denied, bad inbound connector", "550", "5.7.711"],
    ["550 - 5.2.1 mailbox disabled", "550", "5.2.1"],
    ["ERROR CODE :550 - 5.2.1 mailbox disabled", "550", "5.2.1"],
    ["#550 5.4.1 Relay Access Denied ##", "550", "5.4.1"],
    ["smtp;550 5.1.1 User Unknown", "550", "5.1.1"],
    ["said: 550\n    5.1.1 <kim@litware.example>: unknown", "550", "5.1.1"],
    ["returned '450 4.7.0 Proxy session setup failed'", "450", "4.7.0"],
  ] as const) {
    it(`reads ${JSON.stringify(written)}`, () => {
      const [reply] = findSmtpReplies(written);
      assert.equal(reply?.replyCode, replyCode);
      assert.equal(reply.status && formatStatusCode(reply.status), status);
    });
  }

  it("ends a reply that Exchange quotes with the quote mark", () => {
    const [reply] = findSmtpReplies("Remote Server returned '550 5.1.10 not found'\n\nOriginal");
    assert.equal(reply?.text, "550 5.1.10 not found");
  });

  it("joins lines that a mail program wrapped, and stops before what is something new", () => {
    const [reply] = findSmtpReplies(
      "550 5.7.1 Your mail was refused by a policy of this organisation,\nsee the handbook\nplease find attached the offer",
    );
    assert.equal(
      reply?.text,
      "550 5.7.1 Your mail was refused by a policy of this organisation, see the handbook",
    );
  });

  it("joins the lines of one reply that repeat its code", () => {
    const [reply] = findSmtpReplies("550-5.7.1 Not accepted due to\n550 5.7.1 the domain's policy");
    assert.match(reply?.text ?? "", /the domain's policy$/);
  });

  for (const lookalike of [
    "192.0.2.550 5.1.1",
    "2026-11-421 4.4.2",
    "at 14:550 5.1.1",
    "a550 5.1.1",
    "600 5.1.1",
  ]) {
    it(`takes nothing from ${JSON.stringify(lookalike)}`, () => {
      assert.deepEqual(findSmtpReplies(lookalike), []);
    });
  }
});

describe("findBareReplies", () => {
  it("reads a reply without an enhanced code", () => {
    const [reply] = findBareReplies("<kim@litware.example>: host mx said: 550 No such user");
    assert.equal(reply?.text, "550 No such user");
  });

  for (const lookalike of ["Meeting ID: 550 571 119", "room 421 apples", "It was 550 metres"]) {
    it(`takes nothing from ${JSON.stringify(lookalike)}`, () => {
      assert.deepEqual(findBareReplies(lookalike), []);
    });
  }
});

describe("findReplyCode", () => {
  it("finds the digits a diagnostic begins with", () => {
    assert.equal(findReplyCode("554 delivery error"), "554");
  });
  it("takes no part of an address or a larger number", () => {
    assert.equal(findReplyCode("at 192.0.2.250 port 2525"), undefined);
  });
});
