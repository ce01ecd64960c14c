import assert from "node:assert/strict";
import { REASONS, TICKET_STATES, type TicketState } from "../../src/tickets/ticket.js";
import { type Role, TRANSITIONS, type Verb, VERBS } from "../../src/tickets/transitions.js";
import {
  type ActivityJson,
  ANA,
  BO,
  type Chat,
  chatOf,
  GUS,
  HELPDESK,
  KIM,
  OLA,
  press,
  type Someone,
  TENANT,
  threadOf,
} from "../fakes/teams.js";
import { answerTo, askHelpdesk, nameHelpdesk, pasteBounce } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const STRANGER: Someone = { id: "29:1sam", name: "Sam Stranger", aadObjectId: "entra-sam" };

interface Who {
  readonly person: Someone;
  readonly roles: readonly Role[];
  readonly tenant?: string;
}

/** Everybody who may hold a card, and what they are to ticket 1, which Kim opened and Ana works on. */
const PEOPLE: Readonly<Record<string, Who>> = {
  "the requester": { person: KIM, roles: ["requester"] },
  "an agent": { person: BO, roles: ["agent"] },
  "the agent who has it": { person: ANA, roles: ["agent"] },
  "a guest of the team": { person: GUS, roles: ["agent"] },
  "an owner": { person: OLA, roles: ["owner"] },
  "a stranger": { person: STRANGER, roles: [] },
  "an agent of another organisation": { person: BO, roles: [], tenant: "other-tenant" },
  "an owner of another organisation": { person: OLA, roles: [], tenant: "other-tenant" },
};

/** What is typed and chosen beside the button. */
const BESIDE: Readonly<Partial<Record<Verb, object>>> = {
  assign: { to: GUS.aadObjectId },
  ask: { "ask-text": "Since when?" },
  reply: { "reply-text": "We are on it." },
  note: { "note-text": "Odd." },
  add: { text: "Since Thursday." },
  merge: { into: "#2" },
  resolve: { reason: REASONS[0], "resolve-text": "Done." },
};

/** The outcome is told by the buttons of the case, which name no ticket. */
const OF_THE_CASE: Readonly<Partial<Record<Verb, string>>> = {
  "it-works": "worked",
  "still-bouncing": "still-bouncing",
};

describe("every action by everybody in every state", function () {
  this.timeout(60_000);
  const bot = wholeBot();
  let caseId = "";

  /** Everything that a refused action must leave as it is. */
  async function everything() {
    const { db } = bot;
    const [tickets, entries, cases, outbox] = await Promise.all([
      db.selectFrom("tickets").selectAll().orderBy("number").execute(),
      db.selectFrom("ticket_entries").selectAll().orderBy("id").execute(),
      db.selectFrom("cases").selectAll().orderBy("id").execute(),
      db.selectFrom("outbox").selectAll().orderBy("id").execute(),
    ]);
    return { tickets, entries, cases, outbox, said: said() };
  }

  const said = () => bot.calls.filter(({ method }) => method !== "GET").length;

  /** Puts ticket 1 into a state as a long life would have left it; its version is 5. */
  async function putInto(state: TicketState): Promise<void> {
    const isNew = state === "new";
    await bot.db
      .updateTable("tickets")
      .set({
        state,
        version: 5,
        decided_in: 5,
        agent_id: isNew ? null : ANA.aadObjectId,
        agent_name: isNew ? null : ANA.name,
        reason: state === "resolved" ? "microsoft" : null,
        resolution: null,
        resolved_at: state === "resolved" ? "2026-11-21T08:00:00.000Z" : null,
        merged_into: state === "merged" ? 2 : null,
      })
      .where("number", "=", 1)
      .execute();
    await bot.db.updateTable("cases").set({ outcome: null }).execute();
    await bot.db
      .updateTable("tickets")
      .set({ state: "new", version: 1 })
      .where("number", "=", 2)
      .execute();
  }

  const stateOf = async (number: number) =>
    bot.db
      .selectFrom("tickets")
      .select(["state", "version"])
      .where("number", "=", number)
      .executeTakeFirstOrThrow();

  function pressOf({ person, tenant = TENANT }: Who, verb: Verb, data: object = {}): ActivityJson {
    const button = OF_THE_CASE[verb];
    if (button) return press(person, chatOf(KIM, tenant), button, { case: caseId });
    const place: Chat = person === KIM ? chatOf(KIM, tenant) : threadOf(HELPDESK, "9", { tenant });
    return press(person, place, verb, { ticket: 1, version: 5, ...BESIDE[verb], ...data });
  }

  /** A press that is refused: a sentence, and not a row or message more than before. */
  async function refuses(activity: ActivityJson, what: string): Promise<string> {
    const before = await everything();
    const { sentence, card } = answerTo(await bot.receive(activity));
    assert.equal(card, undefined, `${what}: a card instead of a sentence`);
    assert.match(String(sentence), /^[A-Z“].*\.$/, what);
    assert.deepEqual(await everything(), before, what);
    return sentence ?? "";
  }

  beforeEach(async () => {
    ({ caseId } = await askHelpdesk(bot));
    // Somebody to merge with: another ticket of the same requester.
    const other = await pasteBounce(bot);
    await bot.receive(press(KIM, chatOf(KIM), "send", { case: other.caseId }));
    // The same people work at the other organisation's helpdesk.
    await bot.db
      .insertInto("helpdesks")
      .values({
        ...{ tenant: "other-tenant", service_url: bot.serviceUrl, conversation: "19:h2@thread" },
        ...{ team: "19:mail@thread.tacv2", name: "Theirs", removed_at: null },
        ...{ set_by_id: "x", set_by_name: "X", set_at: "2026-11-21T08:00:00.000Z" },
      })
      .execute();
  });

  for (const [who, someone] of Object.entries(PEOPLE))
    it(`by ${who} comes to what the transitions say`, async () => {
      const wrong: string[] = [];
      let allowed = 0;
      for (const state of TICKET_STATES)
        for (const verb of VERBS) {
          const what = `${verb} when ${state}, by ${who}`;
          const transition = TRANSITIONS[verb][state];
          const isAllowed = transition?.by.some((role) => someone.roles.includes(role)) ?? false;
          // What is there already is no refusal, and changes nothing.
          const isThereAlready =
            verb === "claim" && state === "claimed" && someone.person === ANA && !someone.tenant;
          // A case keeps what its asker says of it whether or not there is a ticket that can hear it.
          if (OF_THE_CASE[verb] && !isAllowed && someone.person === KIM) continue;
          await putInto(state);
          if (isThereAlready) {
            const before = await everything();
            const { card } = answerTo(await bot.receive(pressOf(someone, verb)));
            assert.equal(typeof card, "object", what);
            assert.deepEqual(await everything(), before, what);
          } else if (isAllowed && transition) {
            allowed++;
            const { card } = answerTo(await bot.receive(pressOf(someone, verb)));
            const now = await stateOf(1);
            if (!card || now.state !== transition.to || now.version !== 6)
              wrong.push(`${what}: ${now.state} ${now.version}`);
          } else {
            await refuses(pressOf(someone, verb), what);
          }
        }
      assert.deepEqual(wrong, []);
      assert.equal(allowed > 0, someone.roles.length > 0);
    });

  it("is refused on a version that the ticket has left behind, or has never had", async () => {
    const ANY_VERSION: readonly Verb[] = ["reply", "note", "add", "it-works", "still-bouncing"];
    for (const verb of VERBS) {
      if (ANY_VERSION.includes(verb)) continue;
      const state = verb === "reopen" ? "resolved" : "waiting-for-other-side";
      const someone = PEOPLE[verb === "withdraw" ? "the requester" : "an owner"]!;
      await putInto(state);
      for (const version of [1, 4, 6, 999_999_999])
        assert.match(
          await refuses(pressOf(someone, verb, { version }), `${verb} on version ${version}`),
          /changed after this card was drawn/,
        );
      for (const version of [0, -1, 1.5, "x", {}, [5], null, true, 1e300])
        await refuses(
          pressOf(someone, verb, { version }),
          `${verb} on version ${JSON.stringify(version)}`,
        );
    }
  });

  it("is refused on a ticket there is not, or with data of another type", async () => {
    await putInto("claimed");
    const agent = PEOPLE["an agent"]!;
    for (const verb of VERBS) {
      if (OF_THE_CASE[verb]) continue;
      const someone = verb === "add" || verb === "withdraw" ? PEOPLE["the requester"]! : agent;
      for (const ticket of [3, 999_999_999, 0, -1, 1.5, "one", [1], {}, null, true])
        await refuses(pressOf(someone, verb, { ticket }), `${verb} of ${JSON.stringify(ticket)}`);
    }
    for (const text of [undefined, "", "   ", 5, {}, ["x"], null, true])
      for (const verb of ["ask", "reply", "note"] as const)
        await refuses(
          pressOf(agent, verb, { [`${verb}-text`]: text }),
          `${verb} ${JSON.stringify(text)}`,
        );
    for (const into of [1, 3, 0, "x", "", {}, [2], null, 1e300])
      await refuses(pressOf(agent, "merge", { into }), `merge into ${JSON.stringify(into)}`);
    for (const to of [KIM.aadObjectId, "", "x", {}, [GUS.aadObjectId], null, 1, "__proto__"])
      await refuses(pressOf(agent, "assign", { to }), `assign to ${JSON.stringify(to)}`);
  });

  it("is refused to a requester on somebody else's ticket", async () => {
    await nameHelpdesk(bot);
    await putInto("claimed");
    const sam: Who = { person: STRANGER, roles: [] };
    for (const verb of ["add", "withdraw"] as const)
      for (const place of [chatOf(STRANGER), chatOf(KIM), threadOf(HELPDESK, "9")])
        await refuses(
          press(STRANGER, place, verb, { ticket: 1, version: 5, text: "Mine." }),
          `${verb} by ${sam.person.name}`,
        );
  });

  it("gives a ticket to whoever a people picker names, by either of their ids", async () => {
    for (const to of [GUS.aadObjectId, GUS.id, `8:orgid:${GUS.aadObjectId}`]) {
      await putInto("claimed");
      answerTo(await bot.receive(pressOf(PEOPLE["an agent"]!, "assign", { to })));
      const { agent_id } = await bot.db
        .selectFrom("tickets")
        .select("agent_id")
        .where("number", "=", 1)
        .executeTakeFirstOrThrow();
      assert.equal(agent_id, GUS.aadObjectId);
    }
  });
});
