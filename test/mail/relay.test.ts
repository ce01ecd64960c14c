import assert from "node:assert/strict";
import { createRelay, type Relay } from "../../src/mail/relay.js";
import type { RelaySettings } from "../../src/mail/mail-settings.js";
import type { ReplyEntry } from "../../src/mail/reply-store.js";
import { type FakeRelay, type FakeRelayOptions, readMail, startRelay } from "../fakes/relay.js";
import { REFERENCE } from "./all-letters.js";
import { CERT, KEY } from "./listening.js";

const ENTRY: ReplyEntry = {
  id: 1,
  reference: REFERENCE,
  reply: {
    to: "lena.novak@contoso.example",
    subject: "Re: Grüße",
    text: "words\n.\n",
    html: "<p>words</p>",
    inReplyTo: "<b@contoso.example>",
    references: ["<a@contoso.example>", "<b@contoso.example>"],
  },
  queuedAt: "2026-11-21T10:05:00.000Z",
  attempts: 0,
};
const TLS = { cert: CERT, key: KEY };
const LOGIN = { user: "ndr-bot", password: "s3cret" };

describe("createRelay", () => {
  let server: FakeRelay;
  let relay: Relay;

  async function start(options: FakeRelayOptions = {}, settings: Partial<RelaySettings> = {}) {
    server = await startRelay(options);
    relay = createRelay(
      { host: "127.0.0.1", port: server.port, isTlsFromStart: false, ...settings },
      { localPart: "ndr-bot", domain: "contoso.example" },
    );
  }

  afterEach(async () => {
    relay.close();
    await server.close();
  });

  it("sends a mail as it was queued, at any attempt the same", async () => {
    await start();
    await relay.send(ENTRY);
    await relay.send({ ...ENTRY, attempts: 3 });
    const [one, other] = await Promise.all(server.mails.map(readMail));
    assert.equal(one?.messageId, `<${REFERENCE}@contoso.example>`);
    assert.equal(one.date, "2026-11-21T10:05:00.000Z");
    assert.equal(one.subject, "Re: Grüße");
    assert.equal(one.text, "words\n.\n\n");
    assert.equal(one.inReplyTo, "<b@contoso.example>");
    assert.equal(one.references, "<a@contoso.example> <b@contoso.example>");
    assert.equal(other?.messageId, one.messageId);
  });

  for (const [command, code, permanent] of [
    ["RCPT", 450, false],
    ["RCPT", 550, true],
    ["DATA", 451, false],
    ["DATA", 554, true],
    ["MAIL", 451, false],
    ["MAIL", 550, false],
  ] as const)
    it(`takes ${code} to ${command} for ${permanent ? "final" : "a refusal for now"}`, async () => {
      await start();
      server.trouble = (heard) => (heard === command ? code : undefined);
      await assert.rejects(relay.send(ENTRY), { name: "DeliveryError", permanent });
    });

  it("says nothing of the answer in its error", async () => {
    await start();
    server.trouble = () => 550;
    await assert.rejects(relay.send(ENTRY), { message: "The relay did not take the mail." });
  });

  it("takes a server that is not there for one that comes back", async () => {
    await start();
    await server.close();
    await assert.rejects(relay.send(ENTRY), { name: "DeliveryError", permanent: false });
  });

  it("gives a certificate that nobody vouches for neither mail nor password", async () => {
    await start({ tls: TLS, login: LOGIN }, { login: LOGIN });
    await assert.rejects(relay.send(ENTRY), { name: "DeliveryError", permanent: false });
    assert.deepEqual(server.mails, []);
  });

  it("sends no password in the clear", async () => {
    await start({ login: LOGIN }, { login: LOGIN });
    await assert.rejects(relay.send(ENTRY), { permanent: false });
    assert.deepEqual(server.mails, []);
  });

  it("can be closed while the server says nothing", async () => {
    await start();
    const reached = new Promise<void>((resolve) => {
      server.trouble = () => {
        resolve();
        return "hang";
      };
    });
    const sending = assert.rejects(relay.send(ENTRY), { name: "DeliveryError", permanent: false });
    await reached;
    relay.close();
    await sending;
  });
});
