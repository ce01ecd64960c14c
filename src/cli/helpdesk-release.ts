import { deleteHelpdesk, listHelpdesks } from "../tickets/helpdesk-store.js";
import type { Helpdesk } from "../tickets/helpdesk.js";
import type { Command } from "./command.js";
import { colorsFor, inert } from "./terminal.js";
import type { Terminal } from "./terminal.js";
import { withDatabase } from "./with-database.js";

/** `helpdesk release`: any team's owner may name a tenant's next helpdesk, whose team then sees its tickets. */
export async function releaseHelpdesk(
  { tenant }: Extract<Command, { kind: "helpdesk-release" }>,
  terminal: Terminal,
): Promise<number> {
  const { stdout, stderr } = terminal;
  const say = (stream: typeof stdout, text: string) =>
    stream.write(inert(`${text}\n`, colorsFor(terminal)));
  return withDatabase(terminal, async (db) => {
    const all = await listHelpdesks(db);
    const helpdesk = all.find(({ place }) => place.tenant === tenant);
    if (helpdesk) {
      await deleteHelpdesk(db, helpdesk.place.tenant);
      say(
        stdout,
        `${helpdesk.name} is the helpdesk no more. The next “helpdesk here” of a team's owner names one, and its team sees all tickets.`,
      );
      return 0;
    }
    const known = all.map(({ place, name }: Helpdesk) => `  ${place.tenant}  ${name}`);
    say(stderr, [`${tenant}: No channel is the helpdesk of this tenant.`, ...known].join("\n"));
    return 1;
  });
}
