import assert from "node:assert/strict";

import { TeamsInfo } from "botbuilder";

import type { AcknowledgingAdapter } from "../../src/bot/acknowledge.js";
import { createAdapter } from "../../src/bot/adapter.js";
import { ConnectorBusyError } from "../../src/bot/connector-client.js";
import { createLog } from "../../src/log.js";
import { startConnector, type FakeConnector, type Fault } from "../fakes/connector.js";
import { createMessage } from "../fakes/door.js";

describe("createConnectorOptions", () => {
  let connector: FakeConnector;
  let adapter: AcknowledgingAdapter;
  let failure: unknown;

  async function send(faults: readonly (Fault | undefined)[], timeoutMs?: number): Promise<void> {
    const coming = [...faults];
    connector = await startConnector({ fault: () => coming.shift() });
    adapter = createAdapter({ connectorTimeoutMs: timeoutMs }, createLog("silent"));
    failure = undefined;
    adapter.onTurnError = (_context, error) => {
      failure = error;
      return Promise.resolve();
    };
    await adapter.receive("", createMessage(connector.url), async (context) => {
      await context.sendActivity("Grüße");
    });
    await adapter.idle();
  }

  afterEach(async () => {
    await connector.close();
  });

  it("delivers", async () => {
    await send([]);
    assert.equal(failure, undefined);
    assert.equal(connector.calls[0]!.body["text"], "Grüße");
  });

  it("gives up on a connector that never answers", async () => {
    await send([{ kind: "hang" }], 30);
    assert.equal((failure as Error).name, "AbortError");
    assert.equal(connector.calls.length, 1);
  });

  it("leaves a short pause to the SDK", async () => {
    await send([{ kind: "status", status: 429, retryAfter: "0" }]);
    assert.equal(failure, undefined);
    assert.equal(connector.calls.length, 2);
  });

  const inAnHour = { seconds: "3600", "a date": new Date(Date.now() + 3_600_000).toUTCString() };
  for (const [form, retryAfter] of Object.entries(inAnHour)) {
    it(`does not pause for an hour, given as ${form}`, async () => {
      await send([{ kind: "status", status: 429, retryAfter }]);
      assert.ok(failure instanceof ConnectorBusyError);
      assert.equal(failure.statusCode, 429);
      assert.ok(failure.retryAfterMs > 3_000_000);
      assert.equal(connector.calls.length, 1);
    });
  }

  for (const status of [400, 403, 404, 412, 413, 429]) {
    it(`reports that the connector refused with ${status}`, async () => {
      const body = { error: { code: "Refused", message: "no" } };
      await send([{ kind: "status", status, body }]);
      const { statusCode, code } = failure as { statusCode?: number; code?: string };
      assert.deepEqual([statusCode, code], [status, "Refused"]);
      assert.equal(connector.calls.length, 1);
    });
  }

  it("hands over the id of what was sent", async () => {
    let id: string | undefined;
    connector = await startConnector();
    adapter = createAdapter({}, createLog("silent"));
    await adapter.receive("", createMessage(connector.url), async (context) => {
      id = (await context.sendActivity("hello"))?.id;
    });
    await adapter.idle();
    assert.equal(id, "activity-1");
  });

  it("reads members and teams", async () => {
    const members = [{ id: "29:jane", name: "Jane", userRole: "user" }];
    connector = await startConnector({ members, team: { name: "Mail" } });
    adapter = createAdapter({}, createLog("silent"));
    const seen: unknown[] = [];
    adapter.onTurnError = (_context, error) => Promise.reject(error);
    const channelData = { team: { id: "19:team" }, tenant: { id: "tenant" } };
    await adapter.receive("", createMessage(connector.url, { channelData }), async (context) => {
      seen.push((await TeamsInfo.getMember(context, "29:jane")).name);
      seen.push((await TeamsInfo.getPagedTeamMembers(context)).members.length);
      seen.push((await TeamsInfo.getTeamDetails(context)).name);
    });
    await adapter.idle();
    assert.deepEqual(seen, ["Jane", 1, "Mail"]);
  });
});
