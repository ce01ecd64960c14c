/** What can be said to the bot that is no bounce. */
export type Command = "help" | "knowledge" | HelpdeskCommand | TicketCommand;

export type HelpdeskCommand = "helpdesk here" | "helpdesk where" | "helpdesk off" | "helpdesk";

/** The number is that of the ticket, or of the incident. */
export type TicketCommand =
  "my tickets" | "queue" | "incidents" | `ticket ${number}` | `incident ${number}`;

/** Whoever greets somebody by name, or says more, means people: in a ticket's thread those words are passed on. */
const GREETING =
  /^(?:hi|hello|hey|hallo|hola|bonjour|ciao|good (?:morning|afternoon|evening)|help|hilfe|aide|ayuda|start)(?: (?:there|all|everybody|everyone|team|bot|ndr bot|me|please)){0,2}[\s!.?]*$/i;
const KNOWLEDGE = /^(?:knowledge|articles)[\s!.?]*$/i;
const HELPDESK = /^help ?desk(?:\s+(here|where|off)\b)?[\s!.?]*$/i;

/** Before what somebody wants to see. */
const SHOW = /^(?:please )?(?:show|list|open|find)(?: me)? (?=\S)/i;
const MY_TICKETS = /^(?:my (?:open )?tickets?|tickets)[\s!.?]*$/i;
const QUEUE = /^(?:(?:the )?queue|open tickets)[\s!.?]*$/i;
const INCIDENTS = /^(?:the )?(?:open )?incidents[\s!.?]*$/i;
const INCIDENT = /^incident\s{0,3}#?\s?(\d{1,9})[\s!.?]*$/i;
/** The last is how mails about tickets name them. */
const TICKET = /^(?:ticket\s{0,3}#?|#|\[?NDR-)\s?(\d{1,9})\]?[\s!.?]*$/i;

/** The command in a message, which is nothing but the command. */
export function parseCommand(text: string): Command | undefined {
  const said = text.trim();
  if (said.length > 60) return undefined;
  const helpdesk = HELPDESK.exec(said);
  if (helpdesk) {
    const [, what] = helpdesk;
    return what ? (`helpdesk ${what.toLowerCase()}` as HelpdeskCommand) : "helpdesk";
  }
  if (KNOWLEDGE.test(said)) return "knowledge";
  const ticket = parseTicketCommand(said) ?? parseTicketCommand(said.replace(SHOW, ""));
  if (ticket) return ticket;
  return GREETING.test(said) || said === "?" ? "help" : undefined;
}

function parseTicketCommand(said: string): TicketCommand | undefined {
  if (MY_TICKETS.test(said)) return "my tickets";
  if (QUEUE.test(said)) return "queue";
  if (INCIDENTS.test(said)) return "incidents";
  const [, ticket] = TICKET.exec(said) ?? [];
  if (ticket !== undefined) return `ticket ${Number(ticket)}`;
  const [, incident] = INCIDENT.exec(said) ?? [];
  return incident === undefined ? undefined : `incident ${Number(incident)}`;
}

/** Whether a command is about tickets. */
export function isTicketCommand(command: Command): command is TicketCommand {
  return /^(?:my tickets|queue|incidents|ticket \d+|incident \d+)$/.test(command);
}
