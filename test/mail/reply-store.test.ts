import assert from "node:assert/strict";
import { sql } from "kysely";
import type { Reply } from "../../src/mail/reply.js";
import { createReplyStore } from "../../src/mail/reply-store.js";
import type { Database } from "../../src/database/schema.js";
import { onEachDatabase } from "../database/databases.js";
import { createClock } from "../tickets/samples.js";

const HOUR = 60 * 60_000;
const REPLY: Reply = {
  to: "lena.novak@contoso.example",
  subject: "Re: Undeliverable",
  text: "words",
  html: "<p>words</p>",
  references: [],
};

describe("createReplyStore", () => {
  onEachDatabase((database) => {
    let clock: ReturnType<typeof createClock>;
    let store: ReturnType<typeof createReplyStore>;

    beforeEach(() => {
      clock = createClock();
      store = createReplyStore({ db: database(), now: clock.now, perHour: 2 });
    });

    const ask = (question: string, asker = "lena") =>
      store.enqueue({ question, asker }, () => REPLY);
    /** Without a lease, so that it can be asked again. */
    const due = () => store.queue.claim(clock.now(), 10, [], 0);

    it("hands over what was queued", async () => {
      const queued = await ask("1");
      assert.equal(queued.kind, "queued");
      const [entry] = await due();
      assert.deepEqual(entry?.reply, REPLY);
      assert.equal(entry.reference, queued.reference);
      assert.equal(entry.queuedAt, clock.now().toISOString());
    });

    it("names each answer with a reference of its own", async () => {
      await ask("1");
      await ask("2");
      const references = (await due()).map(({ reference }) => reference);
      assert.equal(new Set(references).size, 2);
      for (const reference of references) assert.match(reference, /^ndr-bot\.[\da-f]{32}$/);
    });

    it("answers one mail once, delivered or not", async () => {
      await ask("1");
      assert.equal((await ask("1")).kind, "answered-before");
      for (const entry of await due()) await store.queue.settle(entry, undefined);
      assert.equal((await ask("1")).kind, "answered-before");
      assert.equal(await store.isAnswered("1"), true);
      assert.equal(await store.isAnswered("2"), false);
    });

    it("gives one sender so many answers an hour, and says which is the last", async () => {
      const lasts: boolean[] = [];
      const tell = (question: string) =>
        store.enqueue({ question, asker: "lena" }, ({ isLast }) => {
          lasts.push(isLast);
          return REPLY;
        });
      await tell("1");
      await tell("2");
      assert.equal((await tell("3")).kind, "answered-too-often");
      assert.deepEqual(lasts, [false, true]);
      assert.equal((await ask("4", "jo")).kind, "queued");
      clock.pass(HOUR);
      assert.equal((await tell("3")).kind, "queued");
    });

    it("counts right when many ask at once", async () => {
      const asked = await Promise.all(["1", "2", "3", "4", "5"].map((question) => ask(question)));
      assert.equal(asked.filter(({ kind }) => kind === "queued").length, 2);
    });

    it("keeps no word of an answer that was delivered or given up", async () => {
      await ask("1");
      await ask("2");
      const [first, second] = await due();
      assert.ok(first && second, "both are due");
      await store.queue.settle(first, undefined);
      await store.queue.bury(second, clock.now(), "DeliveryError");
      assert.deepEqual(await due(), []);
      assert.deepEqual(await allOf(database()), [
        { mail: null, last_error: null },
        { mail: null, last_error: "DeliveryError" },
      ]);
    });

    it("forgets after a day, but nothing that is still to be delivered", async () => {
      await ask("1");
      await ask("2");
      const [first] = await due();
      assert.ok(first, "it is due");
      await store.queue.settle(first, undefined);
      clock.pass(25 * HOUR);
      await ask("3");
      assert.equal(await store.isAnswered("1"), false);
      assert.equal(await store.isAnswered("2"), true);
    });

    it("waits until an entry is due again", async () => {
      await ask("1");
      const [entry] = await due();
      assert.ok(entry, "it is due");
      await store.queue.postpone(entry, new Date(clock.now().getTime() + HOUR), "DeliveryError");
      assert.deepEqual(await due(), []);
      clock.pass(HOUR);
      assert.equal((await due()).length, 1);
    });

    it("is one program's alone until the lease ends, then another's", async () => {
      await ask("1");
      const claim = () => store.queue.claim(clock.now(), 10, [], 30_000);
      const claims = await Promise.all([claim(), claim(), claim()]);
      const [first] = claims.flat();
      assert.equal(claims.flat().length, 1);
      assert.equal(first?.attempts, 1);
      clock.pass(29_999);
      assert.deepEqual(await claim(), []);
      clock.pass(1);
      const [again] = await claim();
      assert.equal(again?.attempts, 2);
      await store.queue.bury(first, clock.now(), "TooLate");
      await store.queue.putBack(again, clock.now());
      assert.equal((await due())[0]?.attempts, 2);
    });

    it("leaves out what is being delivered", async () => {
      await ask("1");
      await ask("2");
      const [first, second] = await due();
      assert.ok(first && second, "both are due");
      const others = await store.queue.claim(clock.now(), 10, [store.queue.laneOf(first)], 0);
      assert.deepEqual(
        others.map(({ id }) => id),
        [second.id],
      );
    });
  });
});

async function allOf(db: Database) {
  const { rows } = await sql<{ mail: string | null; last_error: string | null }>`
    select mail, last_error from mail_replies order by id`.execute(db);
  return rows.map(({ mail, last_error }) => ({ mail, last_error }));
}
