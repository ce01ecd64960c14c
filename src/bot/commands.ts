/** What can be said to the bot that is no bounce. */
export type Command = "help" | "knowledge" | HelpdeskCommand;

export type HelpdeskCommand = "helpdesk here" | "helpdesk where" | "helpdesk off" | "helpdesk";

const GREETING =
  /^(?:hi|hello|hey|hallo|hola|bonjour|ciao|good (?:morning|afternoon|evening)|help|hilfe|aide|ayuda|start|\?)\b[\s\w]{0,20}[!.?]*$/i;
const KNOWLEDGE = /^(?:knowledge|articles)[\s!.?]*$/i;
const HELPDESK = /^help ?desk(?:\s+(here|where|off)\b)?[\s!.?]*$/i;

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
  return GREETING.test(said) || said === "?" ? "help" : undefined;
}
