import assert from "node:assert/strict";
import {
  type Action,
  type Actor,
  isCurrent,
  saysRefusal,
  takeStep,
} from "../../src/tickets/step.js";
import { SOMEBODY } from "../../src/tickets/forgotten.js";
import { OPEN_STATES, TICKET_STATES, type Ticket } from "../../src/tickets/ticket.js";
import { VERBS, type Verb } from "../../src/tickets/transitions.js";
import { ANA, BO, CHAT, RIA, sampleTicket } from "./samples.js";

const NOW = new Date("2026-05-04T10:00:00.000Z");
const { tenant } = CHAT;
const ACTORS: Readonly<Record<string, Actor>> = {
  requester: { person: RIA, tenant, standing: "none" },
  agent: { person: ANA, tenant, standing: "agent" },
  owner: { person: BO, tenant, standing: "owner" },
  "requester who is an agent": { person: RIA, tenant, standing: "agent" },
  anybody: { person: { id: "max", name: "Max" }, tenant, standing: "none" },
};

const action = (verb: Verb): Action => {
  switch (verb) {
    case "assign":
      return { verb, to: { id: "cy", name: "Cy" } };
    case "merge":
      return { verb, into: 8 };
    case "ask":
    case "reply":
    case "note":
    case "add":
      return { verb, text: "Words." };
    default:
      return { verb };
  }
};

/** Each state as it comes about, held by an agent who is nobody of those who act. */
const inState = (state: Ticket["state"]): Ticket =>
  sampleTicket({
    state,
    version: 5,
    decidedIn: 3,
    agent: state === "new" ? undefined : { id: "dee", name: "Dee" },
    mergedInto: state === "merged" ? 8 : undefined,
  });

/**
 * Written out by hand, for every role in every state, where each verb leads: the check on the rules.
 * Columns: new, claimed, waiting for requester / other side / Microsoft, resolved, withdrawn, merged.
 * n c q o m r w x: the state it leads to; "-": refused.
 */
const TABLE: Readonly<Record<Verb, { readonly agents: string; readonly requester: string }>> = {
  claim: { agents: "c - c c c - - -", requester: "- - - - - - - -" },
  assign: { agents: "c c q o m - - -", requester: "- - - - - - - -" },
  ask: { agents: "q q q q q - - -", requester: "- - - - - - - -" },
  reply: { agents: "n c q o m r - -", requester: "- - - - - - - -" },
  note: { agents: "n c q o m r w x", requester: "- - - - - - - -" },
  "wait-for-other-side": { agents: "o o o o o - - -", requester: "- - - - - - - -" },
  "wait-for-microsoft": { agents: "m m m m m - - -", requester: "- - - - - - - -" },
  merge: { agents: "x x x x x - - -", requester: "- - - - - - - -" },
  resolve: { agents: "r r r r r - - -", requester: "- - - - - - - -" },
  reopen: { agents: "- - - - - c c C", requester: "- - - - - - - -" },
  add: { agents: "- - - - - - - -", requester: "n c c o m r - -" },
  withdraw: { agents: "- - - - - - - -", requester: "w w w w w - - -" },
  "it-works": { agents: "- - - - - - - -", requester: "n c q o m r - -" },
  "still-bouncing": { agents: "- - - - - - - -", requester: "n c q o m c - -" },
};
/** A capital is for owners only. */
const LETTERS = ["n", "c", "q", "o", "m", "r", "w", "x"];

function expected(verb: Verb, state: Ticket["state"], actor: Actor): Ticket["state"] | undefined {
  const column = TICKET_STATES.indexOf(state);
  const mine = actor.person.id === RIA.id ? TABLE[verb].requester.split(" ")[column] : "-";
  const theirs = actor.standing === "none" ? "-" : TABLE[verb].agents.split(" ")[column];
  const letter = [mine, theirs].find((one) => one !== "-") ?? "-";
  if (/[A-Z]/.test(letter) && actor.standing !== "owner") return undefined;
  return TICKET_STATES[LETTERS.indexOf(letter.toLowerCase())];
}

describe("takeStep", () => {
  for (const [verb, state] of [
    ["ask", "claimed"],
    ["reply", "resolved"],
    ["reopen", "withdrawn"],
  ] as const)
    it(`refuses ${verb} where whoever asked is forgotten`, () => {
      const ticket: Ticket = { ...inState(state), requester: SOMEBODY };
      const step = takeStep(ticket, action(verb), ACTORS["owner"]!, NOW);
      assert.ok(step.kind === "refused");
      assert.equal(
        saysRefusal(step.why, ticket),
        "Whoever opened ticket 7 asked me to forget them. Nobody would hear this.",
      );
    });

  it("takes a note on a ticket of somebody who is forgotten", () => {
    const ticket: Ticket = { ...inState("withdrawn"), requester: SOMEBODY };
    assert.equal(takeStep(ticket, action("note"), ACTORS["agent"]!, NOW).kind, "stepped");
  });

  for (const [role, actor] of Object.entries(ACTORS))
    for (const verb of VERBS)
      for (const state of TICKET_STATES) {
        const to = expected(verb, state, actor);
        it(
          to
            ? `leads ${role} with ${verb} from ${state} to ${to}`
            : `refuses ${verb} to ${role} in ${state}`,
          () => {
            const ticket = inState(state);
            const step = takeStep(ticket, action(verb), actor, NOW);
            if (!to) {
              assert.equal(step.kind, "refused");
              assert.match(saysRefusal(step.why, ticket), /ticket 7\b.*\.$/i);
            } else {
              assert.equal(step.kind, "stepped");
              assert.equal(step.ticket.state, to);
              assert.equal(step.ticket.version, 6);
              assert.equal(step.ticket.changedAt, NOW.toISOString());
            }
          },
        );
      }

  it("leaves a ticket alone that one already holds", () => {
    const ticket = sampleTicket({ state: "claimed", agent: ANA });
    const again = { ...ACTORS["agent"]!, person: { ...ANA, name: "A. Agent" } };
    assert.deepEqual(takeStep(ticket, { verb: "claim" }, again, NOW), {
      kind: "unchanged",
      ticket,
    });
  });

  it("says who was faster", () => {
    const ticket = sampleTicket({ state: "claimed", agent: BO });
    const step = takeStep(ticket, { verb: "claim" }, ACTORS["agent"]!, NOW);
    assert.equal(step.kind, "refused");
    assert.deepEqual(step.why, { kind: "already-claimed", by: BO });
    assert.equal(saysRefusal(step.why, ticket), "Bo Agent has already claimed ticket 7.");
  });

  it("says who can reopen what was merged", () => {
    const ticket = inState("merged");
    const step = takeStep(ticket, { verb: "reopen" }, ACTORS["agent"]!, NOW);
    assert.equal(step.kind, "refused");
    assert.equal(
      saysRefusal(step.why, ticket),
      "Only an owner of the helpdesk's team can do this with ticket 7.",
    );
  });

  it("keeps who waits, and what the requester is told", () => {
    const claimed = sampleTicket({ state: "claimed", agent: BO });
    const asked = takeStep(claimed, action("ask"), ACTORS["agent"]!, NOW);
    assert.equal(asked.kind, "stepped");
    assert.deepEqual(asked.ticket.agent, BO, "the question is asked for who holds it");
    const resolved = takeStep(
      sampleTicket({ case: { ...claimed.case, outcome: "still-bouncing" } }),
      { verb: "resolve", reason: "block-list", text: "Delisted." },
      ACTORS["agent"]!,
      NOW,
    );
    assert.equal(resolved.kind, "stepped");
    assert.deepEqual(resolved.ticket.agent, ANA);
    assert.equal(resolved.ticket.reason, "block-list");
    assert.equal(resolved.ticket.resolution, "Delisted.");
    assert.equal(resolved.ticket.resolvedAt, NOW.toISOString());
    assert.equal(resolved.ticket.case.outcome, undefined, "it is asked anew");
  });

  for (const [role, verb] of [
    ["agent", "reopen"],
    ["requester", "still-bouncing"],
  ] as const)
    it(`forgets with ${verb} how it was resolved`, () => {
      const ticket = sampleTicket({
        state: "resolved",
        agent: BO,
        reason: "microsoft",
        resolution: "Done.",
        resolvedAt: "2026-05-04T09:00:00.000Z",
      });
      const step = takeStep(ticket, { verb }, ACTORS[role]!, NOW);
      assert.equal(step.kind, "stepped");
      const { state, reason, resolution, resolvedAt } = step.ticket;
      assert.deepEqual(
        [state, reason, resolution, resolvedAt],
        ["claimed", undefined, undefined, undefined],
      );
    });
});

describe("isCurrent", () => {
  const ticket = sampleTicket({ state: "claimed", version: 5, decidedIn: 3 });

  for (const [version, isIt] of [
    [2, false],
    [3, true],
    [5, true],
    [6, false],
  ] as const)
    it(`${isIt ? "takes" : "refuses"} a button of version ${version}`, () => {
      assert.equal(isCurrent(version, ticket), isIt);
    });

  it("is lost with a state or an agent, and kept with mere words", () => {
    const decided = (verb: Verb, role: string) => {
      const step = takeStep(ticket, action(verb), ACTORS[role]!, NOW);
      assert.equal(step.kind, "stepped");
      return step.ticket.decidedIn;
    };
    assert.equal(decided("note", "agent"), 3);
    assert.equal(decided("add", "requester"), 3);
    assert.equal(decided("assign", "agent"), 6);
    assert.equal(decided("ask", "agent"), 6);
  });
});

describe("OPEN_STATES", () => {
  it("are those in which there is something to do", () => {
    assert.deepEqual(OPEN_STATES, [
      "new",
      "claimed",
      "waiting-for-requester",
      "waiting-for-other-side",
      "waiting-for-microsoft",
    ]);
  });
});
