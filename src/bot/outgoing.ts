import type { Card } from "../cards/fit.js";
import type { Database } from "../database/schema.js";
import { createIncidentDelivery } from "../incidents/delivery.js";
import { INCIDENT_MESSAGES } from "../incidents/messages.js";
import type { Log } from "../log.js";
import { byKind, type Deliveries, forKinds } from "../outbox/by-kind.js";
import type { Outbox } from "../outbox/delivery-loop.js";
import { createOutbox } from "../outbox/outbox.js";
import { createRateStore } from "../outbox/rate-store.js";
import { sideBySide } from "../outbox/side-by-side.js";
import { createDelivery } from "../tickets/delivery.js";
import { TICKET_MESSAGES } from "../tickets/messages.js";
import { reachEndings } from "../tickets/reach.js";
import type { Case } from "../tickets/ticket.js";
import type { ConnectTo } from "./connector-client.js";
import type { HelpdeskPeople } from "./helpdesk-people.js";
import { createIncidentChannel } from "./incident-channel.js";
import { createPosts } from "./posts.js";
import type { Roster } from "./roster.js";
import { createTeamsHelpdeskChannel } from "./teams-helpdesk-channel.js";
import { paceConnector } from "./teams-rate.js";

export interface OutgoingOptions {
  readonly db: Database;
  readonly connectTo: ConnectTo;
  readonly botId: string;
  readonly people: HelpdeskPeople;
  readonly roster: Roster;
  /** Draws the answer of a case as it stands. */
  readonly draw: (about: Case) => Promise<Card>;
  readonly isCheckable: (about: Case) => boolean;
  readonly sinks: Deliveries;
  /** How much of Teams' limits it may use. */
  readonly teamsPercent: number;
  readonly now: () => Date;
  readonly log: Log;
}

/** A mail server may take its time. */
const SINK_PACE = { limitMs: 60_000 };

/** Everything that is said without having been asked: about tickets and incidents, and to other systems. */
export function createOutgoing(options: OutgoingOptions): Outbox {
  const { db, botId, people, roster, draw, isCheckable, sinks, teamsPercent, now, log } = options;
  const connectTo = paceConnector(options.connectTo, createRateStore({ db, now }), teamsPercent);
  const posts = createPosts({ connectTo, botId });
  const tickets = createTeamsHelpdeskChannel({ posts, people, roster, isCheckable, log });
  const incidents = createIncidentChannel({ posts, roster, log, draw });
  const deliver = byKind({
    ...forKinds(TICKET_MESSAGES, createDelivery({ db, channel: tickets, now })),
    ...forKinds(INCIDENT_MESSAGES, createIncidentDelivery({ db, channel: incidents })),
    ...sinks,
  });
  const sinkKinds = Object.keys(sinks);
  // Each sink has a loop of its own: one that hangs would otherwise take every place in Teams' one.
  return sideBySide([
    createOutbox({
      db,
      deliver,
      now,
      log,
      kinds: { except: sinkKinds },
      endings: reachEndings(now),
    }),
    ...sinkKinds.map((kind) =>
      createOutbox({ db, deliver, now, log, kinds: { only: [kind] }, pace: SINK_PACE }),
    ),
  ]);
}
