import type { Database } from "../database/schema.js";
import { createMailTransport } from "../mail/transport.js";
import { type Deliveries } from "../outbox/by-kind.js";
import { DeliveryError } from "../outbox/delivery-error.js";
import type { Deliver } from "../outbox/outbox.js";
import { findEntry, findFirstEntry } from "../tickets/entry-store.js";
import { findTicket } from "../tickets/ticket-store.js";
import type { Entry, Ticket } from "../tickets/ticket.js";
import type { SinkSettings, TicketMailSettings } from "./sink-settings.js";
import { ticketEvent } from "./ticket-event.js";
import { composeTicketMail } from "./ticket-mail.js";
import { createWebhook, type WebhookOptions } from "./webhook.js";

/** Other systems that get a copy of each ticket event. */
export interface Sinks {
  /** Kind of message → who delivers it. */
  readonly deliveries: Deliveries;
  /** Ends the connections once `ended` resolves, or after ten seconds: what hangs does not hang us. */
  closeAfter(ended: Promise<void>): Promise<void>;
}

const CLOSE_MS = 10_000;

export interface SinkOptions {
  readonly db: Database;
  readonly now: () => Date;
  /** What only tests set. */
  readonly webhook?: Pick<WebhookOptions, "timeMs" | "lookUp" | "ca"> | undefined;
}

export function createSinks({ webhook, mail }: SinkSettings, options: SinkOptions): Sinks {
  const { db, now } = options;
  const post = webhook && createWebhook({ ...webhook, ...options.webhook, now });
  const mailer = mail && createMailer(db, mail);
  return {
    deliveries: {
      ...(post && {
        webhook: deliverEach(db, (ticket, entry) => post(ticketEvent(ticket, entry))),
      }),
      ...(mailer && { mail: deliverEach(db, mailer.send) }),
    },
    async closeAfter(ended) {
      const limit = setTimeout(() => {
        mailer?.close();
      }, CLOSE_MS);
      await ended;
      clearTimeout(limit);
      mailer?.close();
    },
  };
}

/** Reads what a message is about: here the outbox holds ids only. */
function deliverEach(
  db: Database,
  deliver: (ticket: Ticket, entry: Entry) => Promise<void>,
): Deliver {
  return async ({ about }) => {
    const ticket = await findTicket(db, Number(about["ticket"]));
    const entry = await findEntry(db, Number(about["entry"]));
    if (!ticket || !entry)
      throw new DeliveryError("The step of this event is not there any more.", {
        permanent: true,
      });
    await deliver(ticket, entry);
    return undefined;
  };
}

function createMailer(db: Database, settings: TicketMailSettings) {
  const transport = createMailTransport(settings.relay, settings.self);
  return {
    send: async (ticket: Ticket, entry: Entry) => {
      const first = (await findFirstEntry(db, ticket.number)) ?? entry;
      await transport.send(composeTicketMail(ticket, entry, first, settings));
    },
    close: () => {
      transport.close();
    },
  };
}
