import { createCaseStore } from "../../src/tickets/case-store.js";
import { createDelivery } from "../../src/tickets/delivery.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import { TICKET_MESSAGES } from "../../src/tickets/messages.js";
import type { Action, Actor } from "../../src/tickets/step.js";
import type { Entry, Ticket } from "../../src/tickets/ticket.js";
import type { Database } from "../../src/database/schema.js";
import { byKind, forKinds } from "../../src/outbox/by-kind.js";
import { createOutbox } from "../../src/outbox/outbox.js";
import { sideBySide } from "../../src/outbox/side-by-side.js";
import { createSinks, type SinkOptions } from "../../src/sinks/sinks.js";
import type { SinkSettings } from "../../src/sinks/sink-settings.js";
import { createFakeChannel } from "../fakes/fake-channel.js";
import { TEST_CA } from "../download/file-server.js";
import {
  ANA,
  asAgent,
  CHAT,
  createClock,
  HELPDESK,
  RIA,
  sampleCase,
  sampleTicket,
} from "../tickets/samples.js";

export const SECRET = "a secret of the tests";

export const OPENED: Entry = {
  id: 7,
  verb: "open",
  by: RIA,
  text: "It worked last week.",
  at: "2026-05-04T08:00:00.000Z",
};

export const ticketOf = (changes: Partial<Ticket> = {}): Ticket => sampleTicket(changes);

export type SinkDesk = Awaited<ReturnType<typeof createSinkDesk>>;

/** Tickets, and the sinks that get a copy of each step, wired as in the bot; nothing runs until it is drained. */
export async function createSinkDesk(
  db: Database,
  settings: SinkSettings,
  webhook: SinkOptions["webhook"] = {},
) {
  const clock = createClock();
  const channel = createFakeChannel();
  const logged: string[] = [];
  const log = (fields: object, message: string) =>
    void logged.push(`${message} ${JSON.stringify(fields)}`);
  const newOutbox = () => {
    const sinks = createSinks(settings, {
      db,
      now: clock.now,
      webhook: { ca: TEST_CA, ...webhook },
    });
    const deliver = byKind({
      ...forKinds(TICKET_MESSAGES, createDelivery({ db, channel, now: clock.now })),
      ...sinks.deliveries,
    });
    const kinds = Object.keys(sinks.deliveries);
    const common = { db, deliver, now: clock.now, log: { warn: log, error: log } };
    const outbox = sideBySide([
      createOutbox({ ...common, kinds: { except: kinds } }),
      ...kinds.map((kind) => createOutbox({ ...common, kinds: { only: [kind] } })),
    ]);
    return { outbox, sinks, kinds };
  };
  const { outbox, sinks, kinds } = newOutbox();
  const helpdesk = createHelpdesk({ db, now: clock.now, sinks: kinds });
  await helpdesk.setHelpdesk(HELPDESK);
  const cases = createCaseStore({ db, now: clock.now });

  return {
    clock,
    channel,
    logged,
    outbox,
    sinks,
    newOutbox,
    openTicket: async (note?: string): Promise<Ticket> => {
      const { id } = await cases.openCase(sampleCase());
      await cases.rememberAnswer(id, { ...CHAT, activity: "answer" });
      const result = await helpdesk.escalate(id, RIA, { note });
      if (result.kind !== "opened") throw new Error(result.kind);
      return result.ticket;
    },
    take: (number: number, action: Action, actor: Actor = asAgent(ANA)) =>
      helpdesk.take(number, undefined, action, actor),
    waiting: () => db.selectFrom("outbox").selectAll().orderBy("id").execute(),
  };
}
