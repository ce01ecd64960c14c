import assert from "node:assert/strict";
import { CUT, explain } from "../src/explain.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher } from "../src/match/match.js";
import type { Matcher } from "../src/match/match.js";

describe("explain", () => {
  let match: Matcher;
  before(async () => {
    match = createMatcher(await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]));
  });
  const paste = (content: string) => explain({ contentType: "text/plain", content }, match);

  it("says what happened with the bounce's own values", async () => {
    const explanation = await paste(
      "sam@proseware.example\nRemote Server returned '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)'\nGenerating server: x.contoso.example\nsam@proseware.example\n550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
    );
    assert.equal(explanation.kind, "diagnosed");
    assert.match(explanation.says, /proseware\.example/);
    assert.doesNotMatch(explanation.says, /[{}|]/);
  });

  it("says so where a mail was too long to read all of it", async () => {
    const letter = "Dear all, the offer is in the mail.\n".repeat(7000);
    const bounce = await paste(`${letter}\n550 5.4.1 Relay Access Denied`);
    assert.equal(bounce.kind, "diagnosed");
    for (const explanation of [bounce, await paste(letter)]) {
      assert.equal(explanation.isCut, true);
      assert.ok(explanation.says.endsWith(` ${CUT}`));
    }
  });

  it("lets others have their turn between reading a mail and matching it", async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns++;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    // Long enough for several turns; a short one is done before anybody would notice.
    const lines = "550 5.4.1 Recipient address rejected: Access denied, said the host\n";
    await paste(lines.repeat(2500));
    isDone = true;
    assert.ok(turns >= 2, `${turns} turns`);
  });

  it("gives the general meaning of a code that no article knows", async () => {
    const source = {
      contentType: "text/plain",
      content: "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
    } as const;
    const explanation = await explain(source, createMatcher([]));
    assert.equal(explanation.kind, "undiagnosed");
    assert.match(explanation.general, /address/);
  });

  it("says so where a report gives no code", async () => {
    const explanation = await paste("Undeliverable: Offer");
    assert.equal(explanation.kind, "undiagnosed");
    assert.equal(explanation.general, "The servers gave no code that says why.");
  });

  for (const [text, kind] of [
    ["Delivery to the following recipient has been delayed", "delayed"],
    [
      "anna@x.example\nAction: delayed\nStatus: 4.4.1\nFinal-Recipient: rfc822;anna@x.example",
      "delayed",
    ],
    // The class digit does not decide: this one is final.
    ["Final-Recipient: rfc822;anna@x.example\nAction: failed\nStatus: 4.4.7", "diagnosed"],
    ["421 4.4.2 Connection dropped", "diagnosed"],
  ] as const) {
    it(`takes ${JSON.stringify(text.slice(0, 40))} for ${kind}`, async () => {
      assert.equal((await paste(text)).kind, kind);
    });
  }

  it("takes a server's mark in somebody's words for what it is", async () => {
    const explanation = await paste("mail is stuck since Monday, it says ATTR36");
    assert.equal(explanation.kind, "diagnosed");
  });

  for (const [text, looksLike] of [
    ["hello", "plain talk"],
    ["", "plain talk"],
    ["The meeting room 5.4.1 is booked", "plain talk"],
    ["See https://intranet.example/5.7.1/page", "plain talk"],
    ["access denied", "plain talk"],
    ["the door code is 5.4.1", "plain talk"],
    ["Uber Eats order 5512 could not be delivered", "plain talk"],
    ["I'm out of office until 5.4.1", "auto-reply"],
    ["Accepted: Budget review", "meeting reply"],
    ["Read: Offer", "read receipt"],
    ["Delivery to these recipients or groups is complete: ann@x.example", "delivery receipt"],
    [
      "Undelivered mail: you have (5) pending emails, password expires today",
      "suspicious imitation",
    ],
  ] as const) {
    it(`takes ${JSON.stringify(text)} for ${looksLike}`, async () => {
      const explanation = await paste(text);
      assert.equal(explanation.kind, "not-an-ndr");
      assert.equal(explanation.looksLike, looksLike);
    });
  }

  it("never gives steps to an imitation, whatever code it quotes", async () => {
    const explanation = await paste(
      "Undelivered mail: 5 pending messages\nVerify your account: http://mail-verify.example/\nError 5.7.1",
    );
    assert.equal(explanation.kind, "not-an-ndr");
  });

  it("quotes no half of a character", async () => {
    const explanation = await paste(`550 5.7.1 x${"😀".repeat(400)}`);
    assert.equal(explanation.kind, "diagnosed");
    assert.doesNotMatch(JSON.stringify(explanation), /\\ud[89a-f]/i);
  });

  it("says in a sentence what cannot be read", async () => {
    const explanation = await explain({ contentType: "message/rfc822", content: "" }, match);
    assert.equal(explanation.kind, "unreadable");
  });

  describe("of somebody's talk", () => {
    const SECRET = "Zwiebelkuchen";

    for (const talk of [
      `Das Postfach von Chef ${SECRET} ist voll, meine Mail kam zurück`,
      `Hello, the mailbox of Peter ${SECRET} is full, my mail came back`,
      `my mail bounced: Recipient address ${SECRET} rejected access denied`,
      `my mail came back with 5.1.1 my password is ${SECRET}`,
    ]) {
      it(`keeps no word of it but our own: ${talk}`, async () => {
        const explanation = await paste(talk);
        assert.equal(explanation.kind, "diagnosed");
        const { ndr, diagnoses } = explanation;
        // The lines and translations are dropped before anything is kept.
        const kept = { ...ndr, humanLines: [], translations: undefined, diagnoses };
        assert.doesNotMatch(JSON.stringify(kept), new RegExp(SECRET));
      });
    }
  });
});
