// A process of its own, started by processes.test.ts: opens tickets in the database at argv[2], argv[3] of
// them at once, and writes each number on a line as soon as it is acknowledged.
import { createCaseStore } from "../../src/tickets/case-store.js";
import { openDatabase } from "../../src/database/database.js";
import { createHelpdesk } from "../../src/tickets/helpdesk.js";
import { HELPDESK, RIA, sampleCase } from "../tickets/samples.js";

const [, , url = "", count = "0"] = process.argv;
const now = () => new Date();
const db = await openDatabase(url);
const cases = createCaseStore({ db, now });
const helpdesk = createHelpdesk({ db, now });
await helpdesk.setHelpdesk(HELPDESK);
await Promise.all(
  Array.from({ length: Number(count) }, async (_, index) => {
    const { id } = await cases.openCase(sampleCase(`message-${index}`));
    const result = await helpdesk.escalate(id, RIA, {});
    if (result.kind === "opened") process.stdout.write(`${result.ticket.number}\n`);
  }),
);
await db.destroy();
