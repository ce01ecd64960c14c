import assert from "node:assert/strict";
import { join } from "node:path";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { temporaryFolder } from "../database/databases.js";
import { run } from "../fakes/terminal.js";
import { createDesk, type Desk } from "../tickets/desk.js";
import { CHAT, HELPDESK } from "../tickets/samples.js";

describe("ndr-bot helpdesk release", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let db: Database;
  let desk: Desk;

  const release = (...args: string[]) =>
    run(["helpdesk", "release", ...args], {
      env: { DATABASE_URL: `sqlite:${join(place.folder, "ndr-bot.db")}` },
    });

  beforeEach(async () => {
    place = await temporaryFolder();
    db = await openDatabase(`sqlite:${join(place.folder, "ndr-bot.db")}`);
    desk = await createDesk(db);
  });

  afterEach(async () => {
    await db.destroy();
    await place.remove();
  });

  for (const isOff of [false, true])
    it(`forgets the helpdesk that is ${isOff ? "off" : "in use"}, and keeps its tickets`, async () => {
      await desk.openTicket();
      if (isOff) await desk.helpdesk.removeHelpdesk(CHAT.tenant);
      const { exitCode, stdout } = await release(CHAT.tenant);
      assert.equal(exitCode, 0);
      assert.ok(stdout.startsWith(`${HELPDESK.name} is the helpdesk no more.`), stdout);
      assert.equal(await desk.helpdesk.findLastHelpdesk(CHAT.tenant), undefined);
      assert.equal((await desk.helpdesk.findTicket(1))?.state, "new");
    });

  it("changes nothing for a tenant that has none, and says which have one", async () => {
    const { exitCode, stderr } = await release("somewhere-else");
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      `somewhere-else: No channel is the helpdesk of this tenant.\n  ${CHAT.tenant}  ${HELPDESK.name}\n`,
    );
    assert.notEqual(await desk.helpdesk.findHelpdesk(CHAT.tenant), undefined);
  });

  it("wants a tenant", async () => {
    assert.equal((await release()).exitCode, 2);
    assert.equal((await release("a", "b")).exitCode, 2);
  });
});
