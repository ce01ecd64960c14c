import assert from "node:assert/strict";
import { createSightings } from "../../src/tickets/sightings.js";
import { onEachDatabase } from "../database/databases.js";
import { CHAT, createClock } from "./samples.js";

const HOUR = 60 * 60 * 1000;

describe("createSightings", () => {
  onEachDatabase((database) => {
    it("sees an activity for the first time once", async () => {
      const sightings = createSightings({ db: database(), now: createClock().now });
      assert.equal(await sightings.firstSight("chat", "1"), true);
      assert.equal(await sightings.firstSight("chat", "1"), false);
      assert.equal(await sightings.firstSight("chat", "2"), true);
      assert.equal(await sightings.firstSight("another chat", "1"), true);
    });

    it("lets one of many redeliveries through", async () => {
      const sightings = createSightings({ db: database(), now: createClock().now });
      const sights = await Promise.all(
        Array.from({ length: 20 }, () => sightings.firstSight("chat", "1")),
      );
      assert.equal(sights.filter(Boolean).length, 1);
    });

    it("forgets after a day, not before", async () => {
      const clock = createClock();
      const sightings = createSightings({ db: database(), now: clock.now });
      await sightings.firstSight("chat", "1");
      clock.pass(23 * HOUR);
      assert.equal(await sightings.firstSight("chat", "1"), false);
      clock.pass(2 * HOUR);
      await sightings.firstSight("chat", "2");
      const kept = await database().selectFrom("seen_activities").select("activity").execute();
      assert.deepEqual(kept, [{ activity: "2" }]);
    });

    it("greets each conversation once", async () => {
      const sightings = createSightings({ db: database(), now: createClock().now });
      assert.equal(await sightings.firstGreeting(CHAT), true);
      assert.equal(
        await sightings.firstGreeting({ ...CHAT, serviceUrl: "https://moved.example/" }),
        false,
      );
      assert.equal(await sightings.firstGreeting({ ...CHAT, conversation: "another" }), true);
    });
  });
});
