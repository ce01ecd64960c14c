import assert from "node:assert/strict";
import type { Message } from "../../src/outbox/outbox-store.js";
import { ANA, press } from "../fakes/teams.js";
import { until } from "../fakes/until.js";
import { openTicket, ticketIn } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("a ticket with another system beside it", () => {
  const heard: Message[] = [];
  let answer: Promise<void>;
  const bot = wholeBot({
    sinks: {
      webhook: async (message) => {
        heard.push(message);
        await answer;
        return undefined;
      },
    },
  });

  beforeEach(() => {
    heard.length = 0;
    answer = Promise.resolve();
  });

  it("tells it of each step, in a lane of its own", async () => {
    await openTicket(bot);
    const { thread, data } = ticketIn(bot);
    await bot.receive(press(ANA, thread, "claim", data));
    assert.deepEqual(heard, [
      { ...heard[0], lane: "ticket/1/webhook", kind: "webhook", about: { ticket: 1, entry: 1 } },
      { ...heard[1], lane: "ticket/1/webhook", kind: "webhook", about: { ticket: 1, entry: 2 } },
    ]);
  });

  it("shows its card while the other system says nothing", async function () {
    this.timeout(30_000);
    let release = () => {};
    answer = new Promise((resolve) => (release = resolve));
    const opened = openTicket(bot);
    await until(() => heard.length > 0 && bot.threads.length > 0);
    release();
    await opened;
  });
});
