import assert from "node:assert/strict";
import type { ConnectorCall } from "../fakes/connector.js";
import { findAll } from "../cards/reading.js";
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
    const { task, composeExtension, ...others } = body as Record<string, unknown>;
    if (task === undefined && composeExtension === undefined) assertCardReply(others);
    else assertExtensionReply(task ?? composeExtension, others);
    // Articles speak of null MX records, and their commands of $null.
    const isOurs = (composeExtension as { readonly type?: unknown } | undefined)?.type === "result";
    const text = JSON.stringify(body);
    assertComplete(isOurs ? text.replace(/(?<=[$ ])null\b(?= MX|[ )'"])/g, "") : text);
  }
  for (const line of log) assertDiscreet(line);
}

/** To a button on a card in a chat. */
function assertCardReply({ statusCode, type, value, ...others }: Record<string, unknown>): void {
  assert.deepEqual([statusCode, others], [200, {}]);
  const shape: unknown = {
    "application/vnd.microsoft.card.adaptive": "object",
    "application/vnd.microsoft.activity.message": "string",
  }[String(type)];
  assert.equal(typeof value, shape, String(type));
}

/** To a message extension: a dialog, a sentence, or cards to insert. In a dialog no Action.Execute works. */
function assertExtensionReply(reply: unknown, others: object): void {
  assert.deepEqual(others, {});
  const { type, value, text, attachments } = reply as Record<string, unknown>;
  const answer = { continue: value, message: value ?? text, result: attachments }[String(type)];
  assert.notEqual(answer, undefined, JSON.stringify(reply));
  if (type === "message") return;
  // On a card that was inserted, Teams does carry them out: the one that opens a ticket.
  const buttons = findAll(answer, "Action.Execute").filter(
    ({ verb }) => type !== "result" || verb !== "open",
  );
  assert.deepEqual(buttons, [], "a button that does nothing");
  const cards = findAll(answer, "AdaptiveCard");
  assert.equal(type === "result" || cards.length === 1, true, "a dialog has one card");
  for (const card of cards)
    assert.equal(Buffer.byteLength(JSON.stringify(card)) <= 25_000, true, "a card is too large");
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
