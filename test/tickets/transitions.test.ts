import assert from "node:assert/strict";
import { claim, resolve, saysRefusal, TRANSITIONS } from "../../src/tickets/transitions.js";
import { ANA, BO, sampleTicket } from "./samples.js";

const NOW = new Date("2026-05-04T10:00:00.000Z");
const fresh = sampleTicket();
const claimed = sampleTicket({ state: "claimed", version: 2, agent: ANA });
const resolved = sampleTicket({ state: "resolved", version: 3, agent: ANA, resolution: "Done." });

describe("TRANSITIONS", () => {
  it("allows three steps and no more", () => {
    assert.deepEqual(TRANSITIONS, {
      claim: { new: "claimed" },
      resolve: { new: "resolved", claimed: "resolved" },
    });
  });
});

describe("claim", () => {
  it("takes a new ticket and changes nothing else", () => {
    assert.deepEqual(claim(fresh, ANA, NOW), {
      kind: "stepped",
      ticket: {
        ...fresh,
        state: "claimed",
        agent: ANA,
        version: 2,
        changedAt: "2026-05-04T10:00:00.000Z",
      },
    });
  });

  it("leaves a ticket alone that one already holds", () => {
    assert.deepEqual(claim(claimed, { ...ANA, name: "A. Agent" }, NOW), {
      kind: "unchanged",
      ticket: claimed,
    });
  });

  it("refuses a ticket that somebody else holds, and says who", () => {
    assert.deepEqual(claim(claimed, BO, NOW), {
      kind: "refused",
      why: { kind: "already-claimed", by: ANA },
    });
  });

  for (const agent of [ANA, BO]) {
    it(`refuses a resolved ticket to ${agent.name}`, () => {
      assert.deepEqual(claim(resolved, agent, NOW), {
        kind: "refused",
        why: { kind: "already-resolved", by: ANA },
      });
    });
  }
});

describe("resolve", () => {
  it("claims and resolves a new ticket in one step", () => {
    assert.deepEqual(resolve(fresh, ANA, "Send it again.", NOW), {
      kind: "stepped",
      ticket: {
        ...fresh,
        state: "resolved",
        agent: ANA,
        resolution: "Send it again.",
        version: 2,
        changedAt: "2026-05-04T10:00:00.000Z",
      },
    });
  });

  it("resolves a claimed ticket for a colleague, who is its agent then", () => {
    const step = resolve(claimed, BO, undefined, NOW);
    assert.equal(step.kind, "stepped");
    assert.deepEqual(step.ticket.agent, BO);
    assert.equal(step.ticket.version, 3);
  });

  it("refuses a resolved ticket and keeps its resolution", () => {
    assert.deepEqual(resolve(resolved, BO, "Other words.", NOW), {
      kind: "refused",
      why: { kind: "already-resolved", by: ANA },
    });
  });
});

describe("saysRefusal", () => {
  it("names who was faster", () => {
    const says = saysRefusal({ kind: "already-claimed", by: ANA }, claimed);
    assert.equal(says, "Ana Agent has already claimed ticket 7.");
  });

  it("does without a name", () => {
    const says = saysRefusal({ kind: "already-resolved", by: undefined }, resolved);
    assert.equal(says, "Somebody else has already resolved ticket 7.");
  });
});
