import type { Database } from "../database/schema.js";
import { DeliveryError } from "../outbox/delivery-error.js";
import type { About } from "../outbox/outbox-store.js";
import type { Deliver } from "../outbox/outbox.js";
import { findCase, rememberAnswer } from "../tickets/case-store.js";
import { SOMEBODY } from "../tickets/forgotten.js";
import { findHelpdesk, findLastHelpdesk } from "../tickets/helpdesk-store.js";
import { findTicketByCase } from "../tickets/ticket-store.js";
import type { Case } from "../tickets/ticket.js";
import type { FromHelpdesk, IncidentChannel, NextStep } from "./channel.js";
import { findIncident, findIncidentCard, rememberIncidentCard } from "./incident-store.js";
import type { IncidentMessage } from "./messages.js";
import { deliverCall } from "./on-call.js";
import { viewIncident } from "./overview.js";

/** Delivers what is to be said about incidents, each as it stands when it is delivered. */
export function createIncidentDelivery({
  db,
  channel,
}: {
  readonly db: Database;
  readonly channel: IncidentChannel;
}): Deliver {
  async function showIncident(number: number): Promise<number> {
    const incident = await findIncident(db, number);
    if (!incident) throw gone(`There is no incident ${number}.`);
    const helpdesk = await findLastHelpdesk(db, incident.tenant);
    // Naming a helpdesk revives it.
    if (!helpdesk) throw gone(`Incident ${number} has no helpdesk.`);
    const shown = await findIncidentCard(db, number);
    const view = await viewIncident(db, incident);
    await rememberIncidentCard(db, number, await channel.showIncident(view, helpdesk, shown));
    return incident.version;
  }

  /** What was never posted, as in a dialog, cannot be redrawn; a ticket's card is the ticket's own matter. */
  async function showAnswer(id: string): Promise<void> {
    const about = await findCase(db, id);
    if (!about?.answer || (await findTicketByCase(db, id))) return;
    const { answer } = about;
    const shown = await channel.showAnswer(about, answer);
    if (shown.activity !== answer.activity) await rememberAnswer(db, id, shown);
  }

  async function tell(id: string): Promise<void> {
    const about = await findCase(db, id);
    // An edit has made another problem of it since.
    if (about?.known && about.known.state !== "open" && !isForgotten(about))
      await channel.tell(about, await nextStep(about));
  }

  async function nextStep({ id, answer, outcome, place }: Case): Promise<NextStep | undefined> {
    if (outcome === "worked" || (await findTicketByCase(db, id))) return undefined;
    if (!(await findHelpdesk(db, place.tenant))) return undefined;
    // In a dialog nothing stays that could be pressed.
    return answer ? "ask" : "send";
  }

  async function passOn(id: string, said: FromHelpdesk): Promise<void> {
    const about = await findCase(db, id);
    // An edit has made another problem of it since.
    if (about?.known && !isForgotten(about)) await channel.passOn(about, said);
  }

  return async ({ kind, about }) => {
    switch (kind as IncidentMessage) {
      case "incident-card":
        return showIncident(Number(about["incident"]));
      case "incident-on-call-line":
        await deliverCall(db, channel, Number(about["incident"]));
        return undefined;
      case "answer-card":
        await showAnswer(caseOf(about));
        return undefined;
      case "incident-told":
        await tell(caseOf(about));
        return undefined;
      case "incident-words":
        await passOn(caseOf(about), { by: String(about["by"]), text: String(about["text"]) });
        return undefined;
    }
  };
}

/** Then there is nobody any more to be told. */
const isForgotten = ({ asker }: Case) => asker.id === SOMEBODY.id;

const caseOf = (about: About) => String(about["case"]);

const gone = (message: string) => new DeliveryError(message, { permanent: true });
