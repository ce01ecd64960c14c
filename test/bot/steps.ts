import assert from "node:assert/strict";
import type { Card } from "../../src/cards/fit.js";
import { executes } from "../cards/reading.js";
import type { Reply } from "../fakes/door.js";
import { chatOf, HELPDESK, KIM, mention, message, OLA, press, threadOf } from "../fakes/teams.js";
import { CERTIFICATE } from "./bounces.js";
import type { WholeBot } from "./whole-bot.js";

/** The case that a card's buttons are about. */
export function caseOf(card: Card): string {
  const ids = executes(card).map(({ data }) => (data as { readonly case?: unknown }).case);
  const id = ids.find((one) => one !== undefined);
  assert.equal(typeof id, "string", "the card has no button with a case");
  return id as string;
}

/** What the person who pressed a button sees: a card, or a sentence below it. */
export function answerTo(reply: Reply): { readonly card?: Card; readonly sentence?: string } {
  const { value } = reply.body as { readonly value: Card | string };
  return typeof value === "string" ? { sentence: value } : { card: value };
}

/** Ola makes a channel the helpdesk. */
export async function nameHelpdesk(bot: WholeBot): Promise<void> {
  await bot.receive(mention(OLA, threadOf(HELPDESK, "100"), "helpdesk here"));
}

let sent = 0;

/** The same trouble with another message each time: whoever sends one bounce twice has one ticket. */
export const anotherBounce = (): string =>
  CERTIFICATE.replace("Message-ID: <6f0c2b7a", `Message-ID: <${(sent += 1)}`);

/** Kim pastes a bounce in her own chat. */
export async function pasteBounce(bot: WholeBot, chat = chatOf(KIM), text = anotherBounce()) {
  const paste = message(KIM, chat, text);
  await bot.receive(paste);
  return { paste, caseId: caseOf(bot.card(chat)) };
}

/** There is a helpdesk, and Kim sends it a bounce. */
export async function askHelpdesk(bot: WholeBot, note?: string) {
  await nameHelpdesk(bot);
  const { paste, caseId } = await pasteBounce(bot);
  const reply = await bot.receive(press(KIM, chatOf(KIM), "send", { case: caseId, note }));
  return { paste, caseId, reply };
}

/** The same, and the ticket stands in the channel. */
export async function openTicket(bot: WholeBot, note?: string) {
  const asked = await askHelpdesk(bot, note);
  return { ...asked, ...ticketIn(bot) };
}

/** The newest ticket: its thread in the helpdesk's channel, and what the buttons of its card carry. */
export function ticketIn(bot: WholeBot) {
  const started = bot.threads.at(-1) ?? "";
  const [channel = "", root = ""] = started.split(";messageid=");
  const [button] = executes(bot.card(started));
  const data = button?.["data"] as { readonly ticket: number; readonly version: number };
  return { thread: threadOf(channel, root), data };
}
