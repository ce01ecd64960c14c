import assert from "node:assert/strict";

import type { AcknowledgingAdapter, Turn } from "../../src/bot/acknowledge.js";
import { createAdapter } from "../../src/bot/adapter.js";
import { createLog } from "../../src/log.js";
import { startConnector, type ConnectorOptions, type FakeConnector } from "../fakes/connector.js";
import { createMemory, createMessage } from "../fakes/door.js";

const REFERENCE = /[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}/;

describe("createTurnErrorHandler", () => {
  const memory = createMemory();
  let connector: FakeConnector;
  let adapter: AcknowledgingAdapter;

  async function start(options: ConnectorOptions = {}): Promise<void> {
    connector = await startConnector(options);
    adapter = createAdapter({}, createLog("info", memory));
  }

  beforeEach(() => {
    memory.lines.length = 0;
  });

  afterEach(async () => {
    await connector.close();
  });

  const entries = () => memory.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const failing: Turn = () =>
    Promise.reject(
      new RangeError("jane@fabrikam.example\n    at jane@fabrikam.example\nRe: rates"),
    );

  it("apologises with the reference that stands in the log beside the stack", async () => {
    await start();
    await adapter.receive(
      "",
      createMessage(connector.url, { text: "ann@contoso.example" }),
      failing,
    );
    await adapter.idle();
    const said = JSON.stringify(connector.calls[0]!.body["attachments"]);
    const [entry] = entries();
    const [reference] = REFERENCE.exec(said) ?? [];
    assert.ok(reference, said);
    assert.equal(entry!["reference"], reference);
    const { name, frames } = entry!["err"] as { name: string; frames: string[] };
    assert.equal(name, "RangeError");
    assert.match(frames[0]!, /^at .*turn-error\.test\.ts:\d+:\d+\)?$/);
  });

  it("keeps the mail out of the log", async () => {
    await start();
    await adapter.receive(
      "",
      createMessage(connector.url, { text: "ann@contoso.example" }),
      failing,
    );
    await adapter.idle();
    assert.equal(memory.lines.length, 1);
    assert.doesNotMatch(memory.lines[0]!, /jane|ann|fabrikam|contoso|rates/);
  });

  it("gives another reference each time", async () => {
    await start();
    for (let time = 0; time < 2; time += 1) {
      await adapter.receive("", createMessage(connector.url), failing);
    }
    await adapter.idle();
    const [first, second] = entries();
    assert.notEqual(first!["reference"], second!["reference"]);
  });

  it("answers an invoke with 200 and a message", async () => {
    await start();
    const invoke = createMessage(connector.url, { type: "invoke", name: "adaptiveCard/action" });
    const answer = await adapter.receive("", invoke, failing);
    const { statusCode, type, value } = answer.body as Record<string, unknown>;
    assert.deepEqual(
      [answer.status, statusCode, type],
      [200, 200, "application/vnd.microsoft.activity.message"],
    );
    assert.equal(REFERENCE.exec(String(value))?.[0], entries()[0]!["reference"]);
    assert.equal(entries()[0]!["invoke"], "adaptiveCard/action");
    assert.deepEqual(connector.calls, []);
  });

  it("says nothing to people who asked for nothing", async () => {
    await start();
    await adapter.receive(
      "",
      createMessage(connector.url, { type: "conversationUpdate" }),
      failing,
    );
    await adapter.idle();
    assert.deepEqual(connector.calls, []);
    assert.equal(memory.lines.length, 1);
  });

  it("logs an apology that could not be said, under the same reference", async () => {
    const body = {
      error: { code: "BotNotInConversationRoster", message: "jane@fabrikam.example" },
    };
    await start({ fault: () => ({ kind: "status", status: 403, body }) });
    await adapter.receive("", createMessage(connector.url), failing);
    await adapter.idle();
    const [turn, apology] = entries();
    assert.equal(apology!["msg"], "apology failed");
    assert.equal(apology!["reference"], turn!["reference"]);
    assert.equal((apology!["err"] as { status: number }).status, 403);
    assert.doesNotMatch(memory.lines.join(), /jane/);
  });

  it("logs a name from outside only when it is one", async () => {
    await start();
    const invoke = { type: "invoke", name: "mail from jane@fabrikam.example" };
    await adapter.receive("", createMessage(connector.url, invoke), failing);
    assert.doesNotMatch(memory.lines.join(), /jane/);
  });
});
