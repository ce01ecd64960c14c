import assert from "node:assert/strict";
import type { ConnectorCall } from "../fakes/connector.js";
import type { Reply } from "../fakes/door.js";

/** Teams' strictest published limit for a message of a bot. */
const MAX_ACTIVITY = 28 * 1024;

/** What must be true of whatever the bot did, in any test. */
export function assertManners({
  calls,
  replies,
  log,
}: {
  readonly calls: readonly ConnectorCall[];
  /** What invokes were answered with. */
  readonly replies: readonly Reply[];
  readonly log: readonly string[];
}): void {
  for (const { method, body } of calls) {
    if (method === "GET" || method === "DELETE") continue;
    const text = JSON.stringify(body);
    assert.equal(Buffer.byteLength(text) <= MAX_ACTIVITY, true, `too large: ${text.length}`);
    assertComplete(text);
  }
  for (const { status, body } of replies) {
    assert.equal(status, 200, "an invoke is always answered with 200");
    const { statusCode, type, value, ...others } = body as Record<string, unknown>;
    assert.deepEqual([statusCode, others], [200, {}]);
    const shape: unknown = {
      "application/vnd.microsoft.card.adaptive": "object",
      "application/vnd.microsoft.activity.message": "string",
    }[String(type)];
    assert.equal(typeof value, shape, String(type));
    assertComplete(JSON.stringify(value));
  }
  for (const line of log) assertDiscreet(line);
}

/** No template is left unfilled, and nothing is filled in that was not there. */
function assertComplete(text: string): void {
  const gap = /\$\{|\bundefined\b|\bnull\b|\bNaN\b|\[object /.exec(text);
  assert.equal(gap?.[0], undefined, text.slice(0, 2000));
}

// A frame may run through node_modules/@azure, but before an address's @ there is somebody.
const ADDRESS = /[^/"\s]@/;
// All hosts in our bounces are under .example; the rest is said in their subjects and bodies.
const FOREIGN =
  /\.example|campaign|relay access denied|fire drill|catalogue|order 4711|permission to send|kim|note to/i;

function assertDiscreet(line: string): void {
  assert.equal(ADDRESS.exec(line)?.[0], undefined, line);
  assert.equal(FOREIGN.exec(line)?.[0], undefined, line);
}
