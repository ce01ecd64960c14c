import assert from "node:assert/strict";
import type { Email } from "postal-mime";
import { holdsOurAnswer } from "../../src/mail/reply.js";
import { createMailTransport, type Transport } from "../../src/mail/transport.js";
import { composeTicketMail } from "../../src/sinks/ticket-mail.js";
import type { TicketMailSettings } from "../../src/sinks/sink-settings.js";
import type { Entry, Ticket } from "../../src/tickets/ticket.js";
import { VERBS } from "../../src/tickets/transitions.js";
import { type FakeRelay, readMail, startRelay } from "../fakes/relay.js";
import { ANA } from "../tickets/samples.js";
import { OPENED, ticketOf } from "./sink-desk.js";

const CLAIMED: Entry = { id: 9, verb: "claim", by: ANA, at: "2026-05-04T08:10:00.000Z" };

describe("composeTicketMail", () => {
  let relay: FakeRelay;
  let transport: Transport;
  let settings: TicketMailSettings;

  beforeEach(async () => {
    relay = await startRelay();
    settings = {
      to: { localPart: "helpdesk", domain: "contoso.example" },
      self: { localPart: "ndr-bot", domain: "contoso.example" },
      relay: { host: "127.0.0.1", port: relay.port, isTlsFromStart: false },
    };
    transport = createMailTransport(settings.relay, settings.self);
  });

  afterEach(async () => {
    transport.close();
    await relay.close();
  });

  /** The mail as the other system reads it. */
  async function sent(ticket: Ticket, entry: Entry): Promise<Email> {
    await transport.send(composeTicketMail(ticket, entry, OPENED, settings));
    const mail = relay.mails.at(-1);
    assert.ok(mail);
    return readMail(mail);
  }

  const header = ({ headers }: Email, name: string) =>
    headers.filter(({ key }) => key === name).map(({ value }) => value);

  it("goes from the bot to the helpdesk's system, and to nobody else", async () => {
    const mail = await sent(ticketOf(), OPENED);
    assert.deepEqual(mail.from, { name: "NDR Bot", address: "ndr-bot@contoso.example" });
    assert.deepEqual(mail.to, [{ name: "", address: "helpdesk@contoso.example" }]);
    assert.equal(mail.replyTo, undefined);
    const [{ from, to } = { from: "", to: [] }] = relay.mails;
    assert.deepEqual(
      { from, to },
      { from: "ndr-bot@contoso.example", to: ["helpdesk@contoso.example"] },
    );
    assert.deepEqual(header(mail, "auto-submitted"), ["auto-generated"]);
  });

  it("begins a thread, and each further step answers it", async () => {
    const first = await sent(ticketOf(), OPENED);
    assert.equal(first.messageId, "<ticket-7.entry-7.tei680@contoso.example>");
    assert.equal(first.inReplyTo, undefined);
    assert.equal(first.references, undefined);
    const claimed = ticketOf({ state: "claimed", version: 2, agent: ANA });
    const second = await sent(claimed, CLAIMED);
    assert.equal(second.messageId, "<ticket-7.entry-9.tei680@contoso.example>");
    assert.equal(second.inReplyTo, first.messageId);
    assert.equal(second.references, first.messageId);
    assert.equal(second.subject, first.subject);
    assert.equal(first.subject, "[NDR-7] 5.1.99");
  });

  it("is the same mail when it is sent again", async () => {
    const one = await sent(ticketOf(), CLAIMED);
    const other = await sent(ticketOf(), CLAIMED);
    assert.deepEqual(other, one);
    assert.equal(one.date, "2026-05-04T08:10:00.000Z");
  });

  it("says what was done, in whose words, and what is known", async () => {
    const { text, html } = await sent(ticketOf(), OPENED);
    assert.equal(
      text,
      `Ria Requester has opened ticket 7.

    It worked last week.

----------

Ticket: 7
State now: new
Requester: Ria Requester

The bounce
Status code: 5.1.99
The server's words: 550 5.1.99 💥 “no” such user
Recipient: x@fabrikam.example

What it may be
No article of mine fits.
Check the address first.

----------

NDR Bot sends this copy of each step. Nobody reads answers to it: work on the ticket in its channel in Teams.
`,
    );
    assert.equal(html, undefined);
  });

  it("says of a note that the requester does not see it", async () => {
    const note: Entry = { ...CLAIMED, verb: "note", text: "Third time this week." };
    assert.match(
      (await sent(ticketOf(), note)).text ?? "",
      /^Ana Agent has noted on ticket 7:\n\n {4}Third time this week\.\nThe requester does not see this\.\n/,
    );
  });

  for (const verb of [...VERBS, "ticked"])
    it(`has a sentence for ${verb}`, async () => {
      const { text = "" } = await sent(ticketOf(), { ...CLAIMED, verb });
      assert.match(text, /^Ana Agent [^\n]*\bticket\b[^\n]*[.:]\n/);
    });

  it("takes hostile words for words", async () => {
    const hostile =
      "Hi\r\n.\r\nBcc: all@contoso.example\r\n\r\nState now: resolved\r\nhttps://evil.example \u202egpj.exe";
    const evil: Ticket = ticketOf({
      requester: { id: "x", name: "Eve\r\nBcc: all@contoso.example" },
    });
    const mail = await sent(evil, { ...OPENED, by: evil.requester, text: hostile });
    assert.deepEqual(header(mail, "bcc"), []);
    assert.deepEqual(relay.mails.at(-1)?.to, ["helpdesk@contoso.example"]);
    const lines = (mail.text ?? "").split("\n");
    assert.ok(lines.includes("    State now: resolved"));
    assert.ok(lines.includes("    https[:]//evil.example gpj.exe"));
    assert.equal(lines.filter((line) => line.startsWith("State now:")).length, 1);
    assert.equal(lines[0], "Eve Bcc: all@contoso.example has opened ticket 7.");
  });

  it("has an article's title in one line of the subject", async () => {
    const ticket = ticketOf();
    const article = {
      id: "a",
      title: `Two\r\nX-Evil: lines ${"x".repeat(300)}`,
      who: "sender",
      ownerSteps: [],
    };
    const diagnosis = { article, confidence: "likely", points: 1, reasons: [] };
    const explanation = { ...ticket.case.explanation, kind: "diagnosed", diagnoses: [diagnosis] };
    const about = { ...ticket.case, explanation } as unknown as Ticket["case"];
    const mail = await sent({ ...ticket, case: about }, OPENED);
    assert.match(mail.subject ?? "", /^\[NDR-7\] 5\.1\.99 Two X-Evil: lines x+…$/);
    assert.deepEqual(header(mail, "x-evil"), []);
  });

  it("is known for ours when the other system answers it, so that this is not answered", async () => {
    await sent(ticketOf(), OPENED);
    const reply = `In-Reply-To: <ticket-7.entry-7.tei680@contoso.example>\r\n\r\nThank you.\r\n`;
    assert.equal(holdsOurAnswer(Buffer.from(reply)), true);
    assert.equal(holdsOurAnswer(Buffer.from("About ticket-7, entry-7.\r\n")), false);
  });
});
