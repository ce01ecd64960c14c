import assert from "node:assert/strict";
import type { Card } from "../../src/cards/fit.js";
import { findAll } from "../cards/reading.js";
import type { Reply } from "../fakes/door.js";
import {
  type ActivityJson,
  type Chat,
  explainMessage,
  messagePayload,
  pressInDialog,
  type Someone,
} from "../fakes/teams.js";
import { CERTIFICATE } from "./bounces.js";
import type { WholeBot } from "./whole-bot.js";

/** A pasted text as Teams keeps it. */
export function asHtml(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<div>${escaped.split("\n").join("<br>\n")}</div>`;
}

/** The card in a dialog. */
export function cardIn(reply: Reply): Card {
  const { task } = reply.body as {
    readonly task?: {
      readonly type: string;
      readonly value: { readonly card?: { content: Card } };
    };
  };
  assert.equal(task?.type, "continue", JSON.stringify(reply.body));
  assert.equal(typeof task.value.card?.content, "object");
  return task.value.card?.content ?? {};
}

/** The sentence that a dialog or a search is answered with instead. */
export function sentenceIn(reply: Reply): string {
  const { task, composeExtension } = reply.body as {
    readonly task?: { readonly type: string; readonly value: unknown };
    readonly composeExtension?: { readonly type: string; readonly text: unknown };
  };
  assert.equal(task?.type ?? composeExtension?.type, "message", JSON.stringify(reply.body));
  return String(task?.value ?? composeExtension?.text);
}

/** What the button of this title sends. */
export function dataOf(card: Card, title: string): Readonly<Record<string, unknown>> {
  const found = findAll(card, "Action.Submit").find((action) => action["title"] === title);
  assert.equal(typeof found, "object", `there is no button “${title}”`);
  return found?.["data"] as Readonly<Record<string, unknown>>;
}

/** Somebody with a dialog open. */
export interface Opened {
  readonly reply: Reply;
  card: Card;
  /** Presses a button, and sees what the dialog shows then. */
  press(title: string, inputs?: object): Promise<Reply>;
}

/** "Explain this bounce" on a message with a bounce in it. */
export async function openDialog(
  bot: WholeBot,
  from: Someone,
  chat: Chat,
  payload: ActivityJson = messagePayload(asHtml(CERTIFICATE)),
): Promise<Opened> {
  const reply = await bot.receive(explainMessage(from, chat, payload));
  const opened: Opened = {
    reply,
    card: cardIn(reply),
    async press(title, inputs = {}) {
      const data = { ...dataOf(opened.card, title), ...inputs };
      const next = await bot.receive(pressInDialog(from, chat, payload, data));
      const { task } = next.body as { readonly task?: { readonly type: string } };
      if (task?.type === "continue") opened.card = cardIn(next);
      return next;
    },
  };
  return opened;
}
