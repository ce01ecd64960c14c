import { setTimeout as sleep } from "node:timers/promises";
import type { Card } from "../../../src/cards/fit.js";
import { VERBS, type Verb } from "../../../src/tickets/transitions.js";
import { executes, textOf } from "../../cards/reading.js";
import { type FakeConnector, type Fault, startConnector } from "../../fakes/connector.js";
import {
  type ActivityJson,
  type Chat,
  mention,
  message,
  press,
  type Someone,
} from "../../fakes/teams.js";
import {
  bounceOf,
  channelThread,
  createCast,
  EVERYBODYS_BOUNCE,
  type Organisation,
  privateChat,
} from "./cast.js";
import { type Copies, startCopies } from "./copies.js";
import { createRandom, type Random } from "./random.js";

export interface DayOptions {
  readonly folder: string;
  readonly databaseUrl: string;
  readonly copies: number;
  readonly kills: number;
  readonly people: number;
  readonly bounces: number;
  readonly tickets: number;
  readonly agents: number;
  readonly seed: number;
}

/** A step that somebody was told had been taken. */
export interface Acknowledged {
  readonly ticket: number;
  readonly verb: Verb | "open";
  readonly by: string;
  /** What was typed, where something was; whom the ticket was given to. */
  readonly text?: string | undefined;
}

export interface Day {
  readonly organisations: readonly Organisation[];
  readonly acknowledged: readonly Acknowledged[];
  readonly refused: number;
  readonly answered: number;
  readonly kills: number;
  readonly connector: FakeConnector;
  /** How many calls of the connector went wrong, by what happened. */
  readonly faults: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const ORGANISATIONS = 4;
const AT_ONCE = 24;
const PRESSES_PER_TICKET = 4;
/** People with one trouble. */
export const WAVE = 15;

/** The day as it happens; what it left behind is for the caller to look at. */
export async function liveThroughDay(options: DayOptions): Promise<Day> {
  const random = createRandom(options.seed);
  const faults = new Map<string, number>();
  const { all, membersOf } = createCast(ORGANISATIONS, options.people, options.agents);
  let isCalm = true;
  const connector = await startConnector({
    members: membersOf,
    fault: (call) => (isCalm ? undefined : faultOf(call.method, random, faults)),
  });
  const copies = await startCopies(options.copies, options.folder, {
    DATABASE_URL: options.databaseUrl,
    LOG_LEVEL: "info",
    // Real limits would make a long day of it: one message a second in a channel.
    TEAMS_LIMIT_PERCENT: "100000",
    TICKETS_PER_HOUR: "0",
  });
  const said = { acknowledged: [] as Acknowledged[], refused: 0 };
  const deliver = (activity: ActivityJson) =>
    copies.deliver({ serviceUrl: connector.url, ...activity });

  for (const organisation of all) await nameHelpdesk(organisation, deliver, connector);
  isCalm = false;

  let isOver = false;
  const killing = killAround(copies, options, random, () => isOver);
  const opened: Opened[] = [];
  const threadOf = createThreads(connector);
  await pool(options.bounces + WAVE, AT_ONCE, async (index) => {
    if (index >= options.bounces) return wave(index, all, deliver);
    const organisation = all[index % all.length]!;
    const person =
      organisation.people[Math.floor(index / all.length) % organisation.people.length]!;
    const chat = privateChat(person, organisation);
    await deliver(message(person, chat, bounceOf(index)));
    if (index % Math.floor(options.bounces / options.tickets) !== 0) return;
    const ticket = await escalate(index, person, chat, deliver, connector);
    if (ticket === undefined) return;
    said.acknowledged.push({ ticket, verb: "open", by: person.aadObjectId });
    opened.push({ ticket, organisation, person, chat });
    for (let round = 0; round < PRESSES_PER_TICKET; round++)
      await pressSomething(random.pick(opened), opened, random, deliver, connector, threadOf, said);
  });
  isOver = true;
  const kills = await killing;
  isCalm = true;

  return {
    organisations: all,
    acknowledged: said.acknowledged,
    refused: said.refused,
    answered: answersIn(connector),
    kills,
    connector,
    faults,
    async close() {
      await copies.close();
      await connector.close();
    },
  };
}

type Deliver = (activity: ActivityJson) => ReturnType<Copies["deliver"]>;

interface Opened {
  readonly ticket: number;
  readonly organisation: Organisation;
  readonly person: Someone;
  readonly chat: Chat;
}

/** A tenth of the calls goes wrong: too many, not now, no answer, and messages that Teams has forgotten. */
function faultOf(method: string, random: Random, faults: Map<string, number>): Fault | undefined {
  const at = random.next();
  const count = (name: string, fault: Fault) => {
    faults.set(name, (faults.get(name) ?? 0) + 1);
    return fault;
  };
  if (at < 0.04) return count("429", { kind: "status", status: 429, retryAfter: "1" });
  if (at < 0.07) return count("502", { kind: "status", status: 502 });
  if (at < 0.075) return count("no answer", { kind: "hang" });
  if (at < 0.1 && method === "PUT")
    return count("ActivityNotFoundInConversation", {
      kind: "status",
      status: 404,
      body: { error: { code: "ActivityNotFoundInConversation" } },
    });
  return undefined;
}

async function nameHelpdesk(
  organisation: Organisation,
  deliver: Deliver,
  connector: FakeConnector,
): Promise<void> {
  const thread = channelThread(organisation, "1");
  await deliver(mention(organisation.agents[0]!, thread, "helpdesk here"));
  await until(() => connector.shown(thread.conversation.id).length > 0);
}

/** Many people with one trouble, at the same time. */
async function wave(index: number, all: readonly Organisation[], deliver: Deliver): Promise<void> {
  const organisation = all[0]!;
  const person = organisation.people[index % organisation.people.length]!;
  await deliver(message(person, privateChat(person, organisation), EVERYBODYS_BOUNCE));
}

/** Waits for the answer to a bounce and asks the helpdesk; the number on the receipt. */
async function escalate(
  index: number,
  person: Someone,
  chat: Chat,
  deliver: Deliver,
  connector: FakeConnector,
): Promise<number | undefined> {
  const mine = new RegExp(`user${index}@`);
  const answer = () =>
    cardsIn(connector, chat.conversation.id).find((card) => mine.test(textOf(card)));
  // Without an answer, because the bot was killed over it, people paste it once more.
  if (!(await until(() => answer() !== undefined, 20_000))) {
    await deliver(message(person, chat, bounceOf(index)));
    if (!(await until(() => answer() !== undefined, 40_000))) return undefined;
  }
  const id = executes(answer()!)
    .map(({ data }) => (data as { readonly case?: string }).case)
    .find((found) => found !== undefined);
  for (let attempt = 0; id !== undefined && attempt < 5; attempt++) {
    const reply = await deliver(press(person, chat, "send", { case: id }));
    const [, number] = /Ticket #(\d+): /.exec(textOf(reply?.body)) ?? [];
    if (number !== undefined) return Number(number);
    await sleep(500);
  }
  return undefined;
}

/** Somebody presses one of the buttons on a ticket's card, as it stands there, or one that is not theirs. */
async function pressSomething(
  { ticket, organisation, person, chat }: Opened,
  opened: readonly Opened[],
  random: Random,
  deliver: Deliver,
  connector: FakeConnector,
  threadOf: (ticket: number) => string | undefined,
  said: { readonly acknowledged: Acknowledged[]; refused: number },
): Promise<void> {
  const isRequester = random.next() < 0.25;
  const thread = threadOf(ticket);
  const place = isRequester ? chat.conversation.id : thread;
  if (place === undefined) return;
  const card = cardsIn(connector, place)
    .reverse()
    .find((shown) => textOf(shown).includes(isRequester ? `Ticket #${ticket}:` : `#${ticket} · `));
  const buttons = card
    ? executes(card).filter(({ verb }) => [...VERBS, "worked"].includes(verb as string))
    : [];
  if (buttons.length === 0) return;
  const button = random.pick(buttons);
  const pressed = button["verb"] as string;
  const verb = (pressed === "worked" ? "it-works" : pressed) as Verb;
  // Now and then a stranger, who has to be refused.
  const isStranger = random.next() < 0.05;
  const by = isStranger
    ? random.pick(organisation.people)
    : isRequester
      ? person
      : random.pick(organisation.agents);
  const others = opened.filter((one) => one.organisation === organisation);
  const to = random.pick(organisation.agents);
  const text = `${verb} ${random.word()}`;
  const data = {
    ...(button["data"] as object),
    text,
    to: to.aadObjectId,
    into: String(random.pick(others).ticket),
    reason: "other-side",
  };
  const at = isRequester ? chat : channelThreadOf(organisation, place);
  const reply = await deliver(press(by, at, pressed, data));
  const { value } = (reply?.body ?? {}) as { readonly value?: unknown };
  if (typeof value === "object") {
    const typed = verb === "assign" ? to.name : UNWORDED.has(verb) ? undefined : text;
    said.acknowledged.push({ ticket, verb, by: by.aadObjectId, text: typed });
  } else if (reply) said.refused += 1;
}

/** What is said with the button alone. */
const UNWORDED: ReadonlySet<Verb> = new Set(["claim", "merge", "it-works", "still-bouncing"]);

function channelThreadOf(organisation: Organisation, conversation: string): Chat {
  return channelThread(organisation, conversation.split(";messageid=")[1] ?? "");
}

/** Ticket → the thread whose first message is its card, the newest where there are several. */
function createThreads(connector: FakeConnector): (ticket: number) => string | undefined {
  const threads = new Map<number, string>();
  let read = 0;
  return (ticket) => {
    for (; read < connector.started.length; read++) {
      const thread = connector.started[read] ?? "";
      const [card] = cardsIn(connector, thread);
      const [, number] = /^#(\d+) · /.exec(textOf(card)) ?? [];
      if (number !== undefined) threads.set(Number(number), thread);
    }
    return threads.get(ticket);
  };
}

export function cardsIn(connector: FakeConnector, conversation: string): Card[] {
  return connector.shown(conversation).flatMap(({ attachments }) => {
    const all = (attachments ?? []) as readonly { readonly content: Card }[];
    return all.map(({ content }) => content);
  });
}

async function killAround(
  copies: Copies,
  { copies: count, kills }: DayOptions,
  random: Random,
  isOver: () => boolean,
): Promise<number> {
  let done = 0;
  for (let round = 0; round < kills; round++)
    for (let index = 0; index < count; index++) {
      await sleep(1000 + random.next() * 3000);
      if (isOver() && round > 0 && done >= count * kills) return done;
      await copies.kill(index);
      done += 1;
    }
  return done;
}

const answersIn = (connector: FakeConnector) =>
  connector.calls.filter(({ method, body }) => method === "POST" && body["type"] === "message")
    .length;

/** Runs `work` for 0…count-1, so many at once. */
async function pool(
  count: number,
  atOnce: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++);
    }),
  );
}

export async function until(isTrue: () => boolean, limitMs = 60_000): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (!isTrue()) {
    if (Date.now() > deadline) return false;
    await sleep(100);
  }
  return true;
}
