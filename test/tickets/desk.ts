import { createCaseStore } from "../../src/tickets/case-store.js";
import { createDelivery } from "../../src/tickets/delivery.js";
import { reachEndings } from "../../src/tickets/reach.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import type { OutboxPace } from "../../src/outbox/delivery-loop.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import type { Database } from "../../src/database/schema.js";
import type { Person, Ticket } from "../../src/tickets/ticket.js";
import { makeReadOnly } from "../database/read-only.js";
import { createFakeChannel } from "../fakes/fake-channel.js";
import { asAgent, CHAT, createClock, HELPDESK, RIA, sampleCase } from "./samples.js";

export type Desk = Awaited<ReturnType<typeof createDesk>>;

/** All of the tickets unit on one database, with a helpdesk named, a clock that stands still and a fake channel. */
export async function createDesk(db: Database) {
  const clock = createClock();
  const channel = createFakeChannel();
  const logged: string[] = [];
  const log = (fields: object, message: string) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  const newOutbox = (pace?: Partial<OutboxPace>) =>
    createOutbox({
      db,
      deliver: createDelivery({ db, channel, now: clock.now }),
      endings: reachEndings(clock.now),
      now: clock.now,
      log: { warn: log, error: log },
      pace,
    });
  const outbox = newOutbox();
  let queued = 0;
  const helpdesk = createHelpdesk({
    db,
    now: clock.now,
    onQueued: () => {
      queued++;
      outbox.wake();
    },
  });
  await helpdesk.setHelpdesk(HELPDESK);

  const openCase = async (question?: string): Promise<string> => {
    const cases = createCaseStore({ db, now: clock.now });
    const { id } = await cases.openCase(sampleCase(question));
    await cases.rememberAnswer(id, { ...CHAT, activity: "answer" });
    return id;
  };

  const openTicket = async (): Promise<Ticket> => {
    const result = await helpdesk.escalate(await openCase(), RIA, { note: "It worked last week." });
    if (result.kind !== "opened") throw new Error(result.kind);
    return result.ticket;
  };

  return {
    clock,
    channel,
    logged,
    helpdesk,
    outbox,
    newOutbox,
    openCase,
    openTicket,
    claim: (number: number, version: number | undefined, agent: Person) =>
      helpdesk.take(number, version, { verb: "claim" }, asAgent(agent)),
    resolve: (number: number, version: number | undefined, agent: Person, text?: string) =>
      helpdesk.take(number, version, { verb: "resolve", text }, asAgent(agent)),
    /** How often something was said to be queued since this was last asked. */
    queued: () => {
      const times = queued;
      queued = 0;
      return times;
    },
    /** Makes deliveries of one kind fail with `error`, so many times. */
    fail: (what: string, error: unknown, times = Infinity) => {
      let left = times;
      channel.before = (kind) => {
        if (kind === what && left-- > 0) throw error;
      };
    },
    waiting: () => db.selectFrom("outbox").selectAll().orderBy("id").execute(),
    dead: async () => {
      const rows = await db.selectFrom("outbox").selectAll().orderBy("id").execute();
      return rows.filter((row) => row.died_at).map((row) => [row.kind, row.last_error]);
    },
    /** All that a step could change. */
    everything: async () => ({
      tickets: await db.selectFrom("tickets").selectAll().execute(),
      outbox: await db.selectFrom("outbox").selectAll().execute(),
      counters: await db.selectFrom("counters").selectAll().execute(),
    }),
    /** As on a full disk: what is there can be read, and nothing written. */
    readOnly: (on: boolean) => makeReadOnly(db, on),
  };
}
