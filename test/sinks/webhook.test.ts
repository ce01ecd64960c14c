import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { ticketEvent } from "../../src/sinks/ticket-event.js";
import { createWebhook, type WebhookOptions } from "../../src/sinks/webhook.js";
import { TEST_CA } from "../download/file-server.js";
import { type Receiver, startReceiver } from "../fakes/receiver.js";
import { createClock } from "../tickets/samples.js";
import { OPENED, SECRET, ticketOf } from "./sink-desk.js";

const EVENT = ticketEvent(ticketOf(), OPENED);

describe("createWebhook", () => {
  let receiver: Receiver;
  const clock = createClock();

  beforeEach(async () => {
    receiver = await startReceiver();
  });

  afterEach(() => receiver.close());

  const post = (options: Partial<WebhookOptions> = {}) =>
    createWebhook({
      url: receiver.url,
      secret: SECRET,
      isPrivateAllowed: true,
      now: clock.now,
      ca: TEST_CA,
      ...options,
    })(EVENT);

  it("posts the event as JSON", async () => {
    await post();
    const [{ headers, body } = { headers: {}, body: Buffer.from("") }] = receiver.received;
    assert.deepEqual(JSON.parse(body.toString("utf8")), JSON.parse(JSON.stringify(EVENT)));
    assert.equal(headers["content-type"], "application/json; charset=utf-8");
    assert.equal(headers["content-length"], String(body.length));
    assert.equal(headers["x-ndr-event-id"], EVENT.id);
    assert.equal(headers["x-ndr-timestamp"], String(clock.now().getTime() / 1000));
  });

  for (const status of [200, 202, 204])
    it(`takes ${status} for delivered`, async () => {
      receiver.answer = () => status;
      await post();
    });

  for (const [status, permanent] of [
    [301, false],
    [304, false],
    [307, false],
    [308, false],
    [400, true],
    [401, true],
    [404, true],
    [408, false],
    [409, false],
    [410, true],
    [413, true],
    [422, true],
    [425, false],
    [429, false],
    [500, false],
    [502, false],
    [503, false],
  ] as const)
    it(`takes ${status} for ${permanent ? "final" : "a refusal for now"}`, async () => {
      receiver.answer = () => status;
      await assert.rejects(post(), { name: "WebhookRefusedError", status, permanent });
    });

  for (const [said, waits] of [
    ["120", 120_000],
    ["Mon, 04 May 2026 09:10:00 GMT", 600_000],
    ["Mon, 04 May 2026 08:00:00 GMT", 0],
    ["soon", undefined],
    ["-5", undefined],
  ] as const)
    it(`takes Retry-After: ${said} for ${waits ?? "nothing"}`, async () => {
      receiver.answer = () => ({ status: 429, headers: { "retry-after": said } });
      await assert.rejects(post(), { permanent: false, retryAfterMs: waits });
    });

  it("follows no redirect", async () => {
    const other = await startReceiver();
    receiver.answer = () => ({ status: 307, headers: { location: other.url.href } });
    await assert.rejects(post(), { permanent: false });
    assert.equal(other.received.length, 0);
    await other.close();
  });

  it("gives up waiting for an answer", async () => {
    receiver.answer = () => "hang";
    await assert.rejects(post({ timeMs: 100 }), { name: "DeliveryError", permanent: false });
  });

  it("does not wait for the end of an answer", async () => {
    const plain = await startReceiver({ secure: false });
    plain.answer = () => ({ status: 200, headers: { "content-length": "1000000" } });
    await post({ url: plain.url });
    await plain.close();
  });

  it("takes a system that is not there for one that comes back", async () => {
    await receiver.close();
    await assert.rejects(post(), { name: "DeliveryError", permanent: false });
    receiver = await startReceiver();
  });

  it("says nothing to a server that nobody vouches for", async () => {
    await assert.rejects(post({ ca: undefined }), { name: "DeliveryError", permanent: false });
    assert.equal(receiver.received.length, 0);
  });

  it("says neither URL nor words in its errors", async () => {
    receiver.answer = () => 400;
    await assert.rejects(post(), { message: "The webhook answered 400." });
  });

  describe("where private addresses are not allowed", () => {
    for (const address of [
      "127.0.0.1",
      "10.0.0.1",
      "169.254.169.254",
      "192.168.0.1",
      "::1",
      "fe80::1",
    ])
      it(`does not go to ${address}, by whatever name`, async () => {
        const family = address.includes(":") ? 6 : 4;
        await assert.rejects(
          post({
            isPrivateAllowed: false,
            lookUp: (_name, _options, callback) => {
              callback(null, [
                { address: "93.184.215.14", family: 4 },
                { address, family },
              ]);
            },
          }),
          { name: "DeliveryError", permanent: false },
        );
        const host = family === 6 ? `[${address}]` : address;
        const url = new URL(`https://${host}:${receiver.url.port}/hook`);
        await assert.rejects(post({ isPrivateAllowed: false, url }), { name: "DeliveryError" });
        assert.equal(receiver.received.length, 0);
      });

    it("asks for the name once, and connects to what it was told", async () => {
      const asked: string[] = [];
      await post({
        url: new URL(`https://localhost:${receiver.url.port}/hook`),
        lookUp: (name, _options, callback) => {
          asked.push(name);
          callback(null, [{ address: "127.0.0.1", family: 4 }]);
        },
      });
      assert.deepEqual(asked, ["localhost"]);
      assert.equal(receiver.received.length, 1);
    });
  });
});

/** A question to one of the verifiers in docs/webhook.md. */
interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly secret: string;
  /** In seconds. */
  readonly now: number;
}

const described = readFileSync("docs/webhook.md", "utf8");
const codeIn = (language: string) =>
  new RegExp(`\`\`\`${language}\n([^]*?)\n\`\`\``).exec(described)?.[1] ?? "";

/** Who is asked several things, and answers each. */
type Verifier = (all: readonly Asked[]) => Promise<readonly boolean[]>;

const inNode: Verifier = async (all) => {
  const url = `data:text/javascript,${encodeURIComponent(codeIn("js"))}`;
  const { isFromNdrBot } = (await import(url)) as {
    isFromNdrBot: (headers: object, body: Buffer, secret: string, now: number) => boolean;
  };
  return all.map(({ headers, body, secret, now }) => isFromNdrBot(headers, body, secret, now));
};

const inPython: Verifier = (all) => {
  const program = `${codeIn("python")}
import json, base64, sys
print(json.dumps([
    is_from_ndr_bot(one["headers"], base64.b64decode(one["body"]), one["secret"], one["now"])
    for one in json.load(sys.stdin)]))`;
  const input = JSON.stringify(all.map((one) => ({ ...one, body: one.body.toString("base64") })));
  const { stdout, stderr } = spawnSync("python3", ["-c", program], { input, encoding: "utf8" });
  assert.match(stdout, /^\[/, stderr);
  return Promise.resolve(JSON.parse(stdout) as readonly boolean[]);
};

const hasPython = spawnSync("python3", ["--version"]).status === 0;

for (const [language, verify, isThere] of [
  ["Node", inNode, true],
  ["Python", inPython, hasPython],
] as const)
  (isThere ? it : it.skip)(
    `docs/webhook.md has a verifier in ${language} that can be used`,
    async function () {
      // Another language takes a second to start, more on a busy machine.
      this.timeout(30_000);
      const receiver = await startReceiver();
      const clock = createClock();
      await createWebhook({
        url: receiver.url,
        secret: SECRET,
        isPrivateAllowed: true,
        now: clock.now,
        ca: TEST_CA,
      })(EVENT);
      await receiver.close();
      const [received] = receiver.received;
      assert.ok(received);
      const now = clock.now().getTime() / 1000;
      const sent: Asked = { ...received, secret: SECRET, now };
      const changed = received.body.toString("utf8").replace("ticket.opened", "ticket.closed");
      const withHeader = (name: string, value: string | undefined) => ({
        headers: { ...received.headers, [name]: value },
      });
      const cases: readonly (readonly [string, Partial<Asked>, boolean])[] = [
        ["as sent", {}, true],
        ["a little late", { now: now + 299 }, true],
        ["sent again later", { now: now + 301 }, false],
        [
          "sent again with a new time",
          { ...withHeader("x-ndr-timestamp", String(now + 301)), now: now + 301 },
          false,
        ],
        ["from the future", { now: now - 301 }, false],
        ["changed", { body: Buffer.from(changed) }, false],
        ["signed with another secret", { secret: "another secret of some" }, false],
        ["with half a signature", withHeader("x-ndr-signature", "sha256=12"), false],
        ["with an odd signature", withHeader("x-ndr-signature", "sha256=\u00e9"), false],
        ["not signed", withHeader("x-ndr-signature", undefined), false],
        ["without a time", withHeader("x-ndr-timestamp", undefined), false],
      ];
      const answers = await verify(cases.map(([, changes]) => ({ ...sent, ...changes })));
      assert.deepEqual(
        cases.map(([name], index) => [name, answers[index]]),
        cases.map(([name, , right]) => [name, right]),
      );
    },
  );
