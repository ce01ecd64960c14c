import assert from "node:assert/strict";
import { openDatabase } from "../../src/database/database.js";
import type { Database } from "../../src/database/schema.js";
import { freshPostgres, hasPostgres } from "../database/postgres.js";
import { createClock } from "../tickets/samples.js";
import { bounce, createIncidentDesk, person, SETTINGS } from "./incident-desk.js";

const COPIES = 3;

describe("incidents of three copies on one PostgreSQL", () => {
  let remove: () => Promise<void> = () => Promise.resolve();
  let copies: Database[] = [];
  let desks: Awaited<ReturnType<typeof createIncidentDesk>>[] = [];

  beforeEach(async function () {
    if (!(await hasPostgres())) return this.skip();
    const place = await freshPostgres();
    remove = place.remove;
    const clock = createClock();
    copies = await Promise.all(Array.from({ length: COPIES }, () => openDatabase(place.url)));
    desks = await Promise.all(copies.map((db) => createIncidentDesk(db, SETTINGS, clock)));
  });

  afterEach(async () => {
    await Promise.all(copies.splice(0).map((db) => db.destroy()));
    await remove();
  });

  const desk = (index: number) => desks[index % COPIES]!;
  const meetAtOnce = (count: number, explanation = bounce(), from = 0) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        desk(index).meet(person(from + index), explanation),
      ),
    );

  it("fifteen people at once are exactly one", async () => {
    await meetAtOnce(15);
    assert.equal((await desk(0).rows()).length, 1);
    await desk(1).settle();
    assert.equal(desk(1).shown.at(-1)?.people, 15);
    assert.equal(desk(1).shown.at(-1)?.bounces, 15);
  });

  it("several problems at once are one each, without a gap in the numbers", async () => {
    await Promise.all([1, 2, 3].map((detail) => meetAtOnce(6, bounce({ detail }), 10 * detail)));
    const rows = await desk(0).rows();
    assert.deepEqual(
      rows.map(({ number }) => number),
      [1, 2, 3],
    );
    assert.equal(new Set(rows.map(({ problem }) => problem)).size, 3);
  });

  it("one person at three copies at once is none", async () => {
    await Promise.all(Array.from({ length: 15 }, (_, index) => desk(index).meet(person(0))));
    assert.deepEqual(await desk(0).rows(), []);
  });

  it("are resolved once, while people go on meeting, following and asking", async () => {
    const met = await meetAtOnce(6);
    for (const { id } of met) await desk(0).incidents.follow(id);
    const [first, ...others] = met;
    const [results] = await Promise.all([
      Promise.all(desks.map((one) => one.decide(1, { verb: "resolve" }))),
      meetAtOnce(9, bounce(), 6),
      desk(1).helpdesk.escalate(first!.id, person(0), {}),
      ...others.map(({ id }, index) => desk(index).incidents.follow(id)),
      ...others.map(({ id }, index) => desk(index).cases.replaceExplanation(id, bounce())),
    ]);
    assert.deepEqual(results.map(({ kind }) => kind).sort(), ["done", "refused", "refused"]);
    await desk(2).settle();
    const told = desk(2).lines.map(({ asker }) => asker.id);
    assert.equal(told.length, 6);
    assert.equal(new Set(told).size, 6);
  });

  it("are over once, whichever copies look", async () => {
    for (const { id } of await meetAtOnce(5)) await desk(0).incidents.follow(id);
    desk(0).clock.pass(25 * 60 * 60_000);
    const expired = await Promise.all(desks.map((one) => one.expire()));
    assert.equal(
      expired.reduce((sum, one) => sum + one, 0),
      1,
    );
  });

  it("wait for nobody for ever while tickets and answers change beside them", async () => {
    const details = [1, 2, 3];
    const steps = details.flatMap((detail) =>
      Array.from({ length: 8 }, async (_, index) => {
        const who = person(100 * detail + index);
        const met = await desk(index).meet(who, bounce({ detail }));
        if (index % 3 === 0) await desk(index + 1).helpdesk.escalate(met.id, who, {});
        else if (index % 3 === 1)
          await desk(index + 2).cases.replaceExplanation(met.id, bounce({ detail: detail + 1 }));
        else await desk(index).incidents.follow(met.id);
      }),
    );
    await Promise.all(steps);
    const open = await desk(0).rows();
    await Promise.all(open.map(({ number }) => desk(number).decide(number, { verb: "resolve" })));
    assert.deepEqual(
      new Set((await desk(0).rows()).map(({ state }) => state)),
      new Set(["resolved"]),
    );
  });
});
