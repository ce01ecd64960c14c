import type { Line } from "../advice/advice.js";
import { traceCommands } from "../advice/trace-commands.js";
import type { Ndr } from "../ndr/ndr.js";
import { section, type SectionView } from "./steps.js";

/** How the message is looked up; nothing where the bounce names neither side. */
export function trace(id: string, title: string, ndr: Ndr): readonly SectionView[] {
  const commands = traceCommands(ndr);
  if (commands.length === 0) return [];
  return section(id, title, [], [{ text: WHERE, commands, details: [] }]);
}

const WHERE: Line = [
  { text: "In Exchange Online PowerShell, or in the " },
  { text: "message trace", link: "https://admin.exchange.microsoft.com/#/messagetrace" },
  { text: " of the Exchange admin center:" },
];
