import assert from "node:assert/strict";
import type { Card } from "../../src/cards/fit.js";
import { chatOf, forwarded, groupChat, KIM, message, press, submit } from "../fakes/teams.js";
import { executes, textOf } from "../cards/reading.js";
import { ATTR36, ATTR36_TITLE } from "./bounces.js";
import { caseOf, nameHelpdesk } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

/** Servers' replies with as many different causes, each about an address of its own. */
const CAUSES = [
  "550 5.7.64 TenantAttribution; Relay Access Denied SMTP",
  "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
  "550 5.4.1 Recipient address rejected: Access denied",
  "552 5.2.2 STOREDRV.Deliver; mailbox full",
  "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
  "550 5.7.23 The message was rejected because of Sender Policy Framework violation",
  "550 5.9.9 Something new",
];

const bounce = (reply: string, address: string) =>
  `<p>Delivery has failed to these recipients or groups:</p><p>${address}</p><p>Diagnostic information for administrators:</p><p>Generating server: mail.northwind.example</p><p>${address}<br>Remote Server returned '${reply}'</p>`;

const different = CAUSES.map((reply, i) => bounce(reply, `person-${i}@contoso.example`));

describe("a message with several bounces", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const cards = () =>
    bot.shown(chat).flatMap(({ attachments = [] }) => attachments.map(({ content }) => content));
  const showButtons = (card: Card) =>
    executes(card).filter(({ verb }) => verb === "show") as unknown as {
      readonly data: { readonly case: string };
    }[];

  it("gets a card for each problem", async () => {
    await bot.receive(forwarded(KIM, chat, "all of these", ...different.slice(0, 5)));
    const texts = cards().map(textOf);
    assert.equal(texts.length, 5);
    for (const [i, text] of texts.entries()) assert.match(text, new RegExp(`person-${i}@`));
  });

  it("keeps a case for each: each can be sent to the helpdesk by itself", async () => {
    await nameHelpdesk(bot);
    await bot.receive(forwarded(KIM, chat, "two", ...different.slice(0, 2)));
    const [first, second] = cards();
    await bot.receive(press(KIM, chat, "send", { case: caseOf(second!) }));
    assert.match(textOf(cards()[1]), /Ticket #1: sent to the helpdesk/);
    assert.deepEqual(cards()[0], first);
  });

  it("gets one card for one problem with twenty addresses", async () => {
    const twenty = Array.from({ length: 20 }, (_, i) =>
      bounce(CAUSES[1]!, `person-${i}@fabrikam.example`),
    );
    await bot.receive(forwarded(KIM, chat, "why?", ...twenty));
    assert.equal(cards().length, 1);
    assert.match(textOf(cards()), /and to 19 more people/);
    assert.match(textOf(cards()), /20 bounces say this\./);
  });

  it("has the one whose answer is redrawn keep its place when it is edited", async () => {
    const said = forwarded(KIM, chat, "two", ...different.slice(0, 2));
    await bot.receive(said);
    const before = bot.shown(chat).map(({ id }) => id);
    const again = forwarded(KIM, chat, "two", ...[different[2]!, different[0]!]);
    await bot.receive({
      ...said,
      type: "messageUpdate",
      attachments: again["attachments"],
      text: again["text"],
      channelData: { eventType: "editMessage" },
    });
    assert.deepEqual(
      bot.shown(chat).map(({ id }) => id),
      before,
    );
    assert.match(textOf(cards()[0]), /person-0@/);
    assert.match(textOf(cards()[1]), /person-2@/);
  });

  it("has the answer to what was edited away say so", async () => {
    const said = forwarded(KIM, chat, "two", ...different.slice(0, 2));
    await bot.receive(said);
    const again = forwarded(KIM, chat, "one", different[1]!);
    await bot.receive({
      ...said,
      type: "messageUpdate",
      attachments: again["attachments"],
      text: again["text"],
      channelData: { eventType: "editMessage" },
    });
    assert.match(textOf(cards()[0]), /no longer in your message/);
    assert.match(textOf(cards()[1]), /person-1@/);
  });

  describe("of more than a handful of kinds", () => {
    it("gets one list, most addresses first, that says who can fix each", async () => {
      const more = bounce(CAUSES[3]!, "another@contoso.example");
      await bot.receive(forwarded(KIM, chat, "look", ...different, more));
      assert.equal(cards().length, 1);
      const lines = textOf(cards()).split("\n");
      assert.equal(lines[0], "7 different problems");
      assert.match(lines[1]!, /^I read 8 bounces\./);
      assert.match(lines[2]!, /mailbox/i);
      assert.match(lines[3]!, /can fix this/);
      assert.match(lines[4]!, /^2 addresses: person-3@contoso\.example and another@/);
    });

    it("shows a problem's own card below when it is pressed", async () => {
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      const { data } = showButtons(cards()[0]!)[0]!;
      const reply = await bot.receive(press(KIM, chat, "show", data));
      assert.match(JSON.stringify(reply.body), /Its card stands below/);
      assert.equal(cards().length, 2);
      assert.equal(caseOf(cards()[1]!), data.case);
      assert.match(textOf(cards()[1]), /Relay|organisation/i);
    });

    it("shows it once, however often it is pressed", async () => {
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      const { data } = showButtons(cards()[0]!)[0]!;
      await Promise.all([1, 2, 3].map(() => bot.receive(press(KIM, chat, "show", data))));
      await bot.receive(press(KIM, chat, "show", data));
      assert.equal(cards().length, 2);
    });

    it("shows each, to the last one", async () => {
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      for (const { data } of showButtons(cards()[0]!))
        await bot.receive(press(KIM, chat, "show", data));
      assert.equal(cards().length, 1 + different.length);
    });

    it("shows it on a client that knows Action.Submit only", async () => {
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      const { data } = showButtons(cards()[0]!)[0]!;
      await bot.receive(submit(KIM, chat, bot.shown(chat).at(-1)!.id, "show", data));
      assert.equal(cards().length, 2);
    });

    it("shows nothing elsewhere, and nothing that is not there", async () => {
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      const { data } = showButtons(cards()[0]!)[0]!;
      const elsewhere = await bot.receive(press(KIM, groupChat(), "show", data));
      assert.match(JSON.stringify(elsewhere.body), /works only where the card was posted/);
      const unknown = await bot.receive(press(KIM, chat, "show", { case: "x" }));
      assert.match(JSON.stringify(unknown.body), /no longer have this bounce/);
      assert.equal(bot.shown(groupChat()).length, 0);
      assert.equal(cards().length, 1);
    });

    it("gives a shown problem to the helpdesk like any other", async () => {
      await nameHelpdesk(bot);
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      const { data } = showButtons(cards()[0]!)[0]!;
      await bot.receive(press(KIM, chat, "show", data));
      await bot.receive(press(KIM, chat, "send", data));
      assert.match(textOf(cards()[1]), /Ticket #1: sent to the helpdesk/);
      assert.match(textOf(cards()[0]), /7 different problems/);
    });

    it("is answered with the cards themselves where no case can be kept", async () => {
      await bot.db.schema.dropTable("tickets").execute();
      await bot.db.schema.dropTable("cases").execute();
      await bot.receive(forwarded(KIM, chat, "look", ...different));
      assert.equal(cards().length, 5);
      assert.doesNotMatch(JSON.stringify(cards()), /Action\.Execute/);
    });
  });

  it("is answered by its bounce, whatever is said around it", async () => {
    await bot.receive(forwarded(KIM, chat, "Do you know what relay access denied is?", ATTR36));
    assert.equal(cards().length, 1);
    assert.match(textOf(cards()), ATTR36_TITLE);
  });

  it("is read by the text where Teams' HTML is no help", async () => {
    await bot.receive(message(KIM, chat, ATTR36, { html: "<blockquote>" }));
    assert.match(textOf(cards()), ATTR36_TITLE);
  });
});
