import assert from "node:assert/strict";

import type { AcknowledgingAdapter, Turn } from "../../src/bot/acknowledge.js";
import { createAdapter } from "../../src/bot/adapter.js";
import { createLog } from "../../src/log.js";
import { createServer, type Server } from "../../src/server.js";
import { startConnector, type FakeConnector } from "../fakes/connector.js";
import { createGate, createMemory, createMessage, open, post } from "../fakes/door.js";

const sayDone: Turn = async (context) => {
  await context.sendActivity("done");
};

describe("AcknowledgingAdapter", () => {
  const memory = createMemory();
  const log = createLog("info", memory);
  let connector: FakeConnector;
  let adapter: AcknowledgingAdapter;
  let server: Server;
  let url: string;
  let turn: Turn;

  beforeEach(async () => {
    memory.lines.length = 0;
    connector = await startConnector();
    adapter = createAdapter({}, log);
    server = createServer({
      process: (authorization, body) =>
        adapter.receive(authorization, body, (context) => turn(context)),
      idle: () => adapter.idle(),
      ready: () => ({ ok: true }),
      log,
    });
    url = await open(server);
  });

  afterEach(async () => {
    await server.close();
    await connector.close();
  });

  for (const type of ["message", "messageUpdate", "conversationUpdate", "installationUpdate"]) {
    it(`answers a ${type} while the bot is still at it`, async () => {
      const gate = createGate();
      turn = async (context) => {
        await gate.passed;
        await context.sendActivity("done");
      };
      const reply = await post(url, createMessage(connector.url, { type }));
      assert.equal(reply.status, 200);
      assert.deepEqual(connector.calls, []);
      gate.open();
      const call = await connector.called(({ method }) => method === "POST");
      assert.equal(call.body["text"], "done");
    });
  }

  it("hands over the activity as it came", async () => {
    const message = createMessage(connector.url, {
      id: "message-7",
      conversation: { id: "19:team@thread.tacv2;messageid=7", conversationType: "channel" },
      attachments: [{ contentType: "text/html", content: "<p>550 5.1.10</p>" }],
      entities: [{ type: "mention", mentioned: { id: "28:bot" } }],
      unknown: { field: [1] },
    });
    let seen: unknown;
    turn = (context) => {
      seen = JSON.parse(JSON.stringify(context.activity));
      return Promise.resolve();
    };
    await post(url, message);
    await adapter.idle();
    assert.deepEqual(
      { ...(seen as object), callerId: undefined, rawTimestamp: undefined },
      {
        ...message,
        callerId: undefined,
        rawTimestamp: undefined,
      },
    );
  });

  it("replies in the thread the message came from", async () => {
    turn = sayDone;
    const conversation = { id: "19:team@thread.tacv2;messageid=7", conversationType: "channel" };
    await post(url, createMessage(connector.url, { conversation, id: "message-7" }));
    const call = await connector.called(({ method }) => method === "POST");
    assert.equal(call.conversation, conversation.id);
    assert.equal(call.activity, "message-7");
  });

  it("counts a turn as running until it ends", async () => {
    const gate = createGate();
    const order: string[] = [];
    turn = async () => {
      await gate.passed;
      order.push("turn");
    };
    await post(url, createMessage(connector.url));
    const idle = adapter.idle().then(() => order.push("idle"));
    gate.open();
    await idle;
    assert.deepEqual(order, ["turn", "idle"]);
  });

  it("is idle when nothing was ever asked", async () => {
    await adapter.idle();
  });

  it("lets the door close only after the turn", async () => {
    const gate = createGate();
    turn = async (context) => {
      await gate.passed;
      await context.sendActivity("done");
    };
    await post(url, createMessage(connector.url));
    const closed = server.close();
    gate.open();
    assert.equal(await closed, true);
    assert.equal(connector.calls.length, 1);
  });

  it("answers expectReplies with the replies", async () => {
    turn = sayDone;
    const reply = await post(url, createMessage(connector.url, { deliveryMode: "expectReplies" }));
    const { activities } = reply.body as { activities: { text: string }[] };
    assert.deepEqual(
      activities.map(({ text }) => text),
      ["done"],
    );
    assert.deepEqual(connector.calls, []);
  });

  it("answers an invoke with the bot's answer", async () => {
    const body = { statusCode: 200, type: "application/vnd.microsoft.card.adaptive", value: {} };
    turn = async (context) => {
      await context.sendActivity({ type: "invokeResponse", value: { status: 200, body } });
    };
    const invoke = { type: "invoke", name: "adaptiveCard/action", value: {} };
    const reply = await post(url, createMessage(connector.url, invoke));
    assert.deepEqual([reply.status, reply.body], [200, body]);
  });

  it("passes on the status of an invoke that nobody understands", async () => {
    turn = () => Promise.resolve();
    const reply = await post(url, createMessage(connector.url, { type: "invoke", name: "zzz" }));
    assert.equal(reply.status, 501);
  });

  it("keeps running when the error handler itself fails", async () => {
    adapter.onTurnError = () => Promise.reject(new Error("jane@fabrikam.example"));
    turn = () => Promise.reject(new Error("first"));
    assert.equal((await post(url, createMessage(connector.url))).status, 200);
    await adapter.idle();
    assert.equal(memory.lines.length, 1);
    assert.match(memory.lines[0]!, /turn failed outside the bot/);
    assert.doesNotMatch(memory.lines[0]!, /jane/);
  });

  const shapeless: Record<string, unknown> = {
    "an empty object": {},
    "a list": [1],
    "a text": "x",
    null: null,
    "a type that is a number": { type: 5 },
    "no conversation": { conversation: undefined },
    "a conversation that is a text": { conversation: "x" },
    "a conversation without an id": { conversation: {} },
    "no sender": { from: undefined },
    "no recipient": { recipient: undefined },
    "no channel": { channelId: undefined },
    "a service URL that is none": { serviceUrl: "here" },
    "a service URL of a file": { serviceUrl: "file:///etc/passwd" },
    "attachments that are a number": { attachments: 5 },
    "attachments of texts": { attachments: ["x"] },
    "a text that is an object": { text: {} },
    "entities that are null": { entities: [null] },
  };
  for (const [what, changes] of Object.entries(shapeless)) {
    it(`refuses ${what} with 400`, async () => {
      turn = () => Promise.reject(new Error("must not run"));
      const isWhole = ["an empty object", "a list", "a text", "null"].includes(what);
      const body = isWhole ? changes : createMessage(connector.url, changes as object as never);
      assert.equal((await post(url, JSON.stringify(body))).status, 400);
      assert.deepEqual(memory.lines, []);
    });
  }

  const odd: Record<string, string> = {
    "a timestamp that is none": '"timestamp":"zzz"',
    "a key __proto__": '"__proto__":{"polluted":true}',
    "a type nobody knows": '"type":"zzz"',
    "100,000 lists in each other": `"value":${"[".repeat(1e5)}${"]".repeat(1e5)}`,
  };
  for (const [what, fields] of Object.entries(odd)) {
    it(`survives ${what}`, async () => {
      turn = sayDone;
      const message = createMessage(connector.url, { deliveryMode: "expectReplies" });
      const body = JSON.stringify(message).replace(/}$/, `,${fields}}`);
      assert.equal((await post(url, body)).status, 200);
      assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
    });
  }
});
