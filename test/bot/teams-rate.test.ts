import assert from "node:assert/strict";
import type { ConnectorClient } from "botframework-connector";
import { paceConnector } from "../../src/bot/teams-rate.js";
import type { Rate, Reserved } from "../../src/outbox/rate-store.js";

const CHANNEL = "19:helpdesk@thread.tacv2";

describe("paceConnector", () => {
  let calls: unknown[];
  let reserved: Rate[][];
  let answer: Reserved;

  /** What the SDK has; nothing else is called here. */
  const client = {
    conversations: {
      sendToConversation: (...args: unknown[]) => Promise.resolve(calls.push(args)),
      updateActivity: (...args: unknown[]) => Promise.resolve(calls.push(args)),
      createConversation: (...args: unknown[]) => Promise.resolve(calls.push(args)),
      getConversationMembers: (...args: unknown[]) => Promise.resolve(calls.push(args)),
    },
  } as unknown as ConnectorClient;

  const connect = (percent = 75) =>
    paceConnector(
      () => Promise.resolve(client),
      (rates) => {
        reserved.push([...rates]);
        return Promise.resolve(answer);
      },
      percent,
    )("https://smba.example/emea/");

  beforeEach(() => {
    calls = [];
    reserved = [];
    answer = { kind: "reserved", waitMs: 0 };
  });

  it("asks before each call whose turn it is, in its thread and in all", async () => {
    const { conversations } = await connect();
    await conversations.sendToConversation(`${CHANNEL};messageid=1`, {});
    await conversations.updateActivity(`${CHANNEL};messageid=2`, "2", {});
    await conversations.createConversation({
      channelData: { channel: { id: CHANNEL } },
    } as never);
    await conversations.sendToConversation("a:ria", {});
    assert.equal(calls.length, 4);
    assert.deepEqual(
      reserved.map((rates) => rates.map(({ key }) => key)),
      [
        ["app", `thread/${CHANNEL}`],
        ["app", `thread/${CHANNEL}`],
        ["app", `thread/${CHANNEL}`],
        ["app", "thread/a:ria"],
      ],
    );
  });

  it("leaves a quarter of what Teams allows to answers", async () => {
    const { conversations } = await connect();
    await conversations.sendToConversation("a:ria", {});
    assert.deepEqual(
      reserved[0]!.map(({ limits }) => limits.map(({ most }) => most)),
      [[22], [5, 6, 45, 1350]],
    );
    await (await connect(1)).conversations.sendToConversation("a:ria", {});
    assert.deepEqual(
      reserved[1]!.map(({ limits }) => limits.map(({ most }) => most)),
      [[1], [1, 1, 1, 18]],
    );
  });

  it("calls nothing where it would be too early, and says that nothing was tried", async () => {
    const { conversations } = await connect();
    answer = { kind: "too-early", waitMs: 40_000 };
    await assert.rejects(conversations.sendToConversation("a:ria", {}), {
      name: "DeliveryError",
      untried: true,
      permanent: false,
      retryAfterMs: 40_000,
    });
    assert.deepEqual(calls, []);
  });

  it("looks things up without asking", async () => {
    const { conversations } = await connect();
    await conversations.getConversationMembers("a:ria");
    assert.deepEqual([calls.length, reserved.length], [1, 0]);
  });
});
