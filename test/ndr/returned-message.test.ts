import assert from "node:assert/strict";
import { parseMail, PLAIN_INTAKE } from "../../src/intake/intake.js";
import { parseNdr } from "../../src/ndr/parse-ndr.js";

async function read(returned: readonly string[]) {
  const content = [
    "Your message couldn't be delivered to anna@fabrikam.example.",
    "Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'",
    "",
    "Original message headers:",
    "",
    ...returned,
  ].join("\n");
  const parsed = await parseMail({ contentType: "text/plain", content }, PLAIN_INTAKE);
  assert.ok(parsed.kind !== "unreadable");
  return parseNdr(parsed.mails[0]);
}

describe("the header of the returned message", () => {
  it("says which way it took, whose it is and how many it is for", async () => {
    const ndr = await read([
      "Received: from pc7 (192.0.2.7) by mail.contoso.example",
      " with ESMTPSA; Sat, 28 Nov 2026 10:05:07 +0100",
      "DKIM-Signature: v=1; a=rsa-sha256; d=Contoso.onmicrosoft.com; s=selector1; bh=x",
      "DKIM-Signature: v=1; a=rsa-sha256; bd=evil.example; d=contoso.example; s=s1",
      "Return-Path: <bounces@news.contoso.example>",
      "From: Kim <kim@Contoso.example>",
      "To: anna@fabrikam.example, Bob <bob@fabrikam.example>",
      "Cc: Anna@fabrikam.example",
      "Subject: Hello",
    ]);
    assert.deepEqual(
      ndr?.hops?.map(({ by, at }) => [by, at]),
      [["mail.contoso.example", "2026-11-28T09:05:07.000Z"]],
    );
    assert.deepEqual(ndr.authorship, {
      from: "contoso.example",
      envelope: "news.contoso.example",
      signedBy: ["contoso.onmicrosoft.com", "contoso.example"],
    });
    assert.equal(ndr.addressees, 2);
  });

  it("says nothing where there is none", async () => {
    const ndr = await read([]);
    assert.deepEqual(
      [ndr?.hops, ndr?.authorship, ndr?.addressees],
      [undefined, undefined, undefined],
    );
  });

  for (const from of [
    '"anna@fabrikam.example" <kim@contoso.example>',
    "anna@fabrikam.example <kim@contoso.example>",
    '"<anna@fabrikam.example>" <kim@contoso.example>',
    '"Anna \\"<anna@fabrikam.example>" <kim@contoso.example>',
    "Kim (<anna@fabrikam.example>) <kim@contoso.example>",
    "kim@contoso.example (for <anna@fabrikam.example>)",
  ])
    it(`takes no name for the author's address: ${from}`, async () => {
      const ndr = await read([`From: ${from}`, "To: anna@fabrikam.example", "Subject: Hello"]);
      assert.deepEqual(
        [ndr?.sender, ndr?.authorship?.from],
        ["kim@contoso.example", "contoso.example"],
      );
    });

  it("keeps an author's name in quotes that is part of the address", async () => {
    const ndr = await read(['From: <"anna berg"@contoso.example>', "Subject: Hello"]);
    assert.equal(ndr?.sender, '"anna berg"@contoso.example');
  });
});
