import assert from "node:assert/strict";
import { BARE_CODE, diagnosed, UNDIAGNOSED } from "../cards/examples.js";
import { chooseRoute, readRule, type Route, type Rule } from "../../src/tickets/route.js";
import {
  channelFor,
  listRoutes,
  MOST_ROUTES,
  removeRoute,
  saveRoute,
} from "../../src/tickets/route-store.js";
import type { Explanation } from "../../src/explain.js";
import { onEachDatabase } from "../database/databases.js";
import { ANA, createClock, HELPDESK, sampleTicket } from "./samples.js";

const TENANT = HELPDESK.place.tenant;
const DESK = { ...HELPDESK, setAt: "2026-05-04T09:00:00.000Z" };

function routeOf(rule: Rule, channel = `${rule.kind} ${rule.value}`): Route {
  const { team } = HELPDESK;
  return { ...rule, tenant: TENANT, team, conversation: channel, name: channel, setBy: ANA };
}

const codes = (value: string): Rule => ({ kind: "codes", value });
const article = (value: string): Rule => ({ kind: "article", value });
const verdict = (value: string): Rule => ({ kind: "verdict", value });

/** The rule of the route that is chosen. */
function chosen(explanation: Explanation, ...rules: readonly Rule[]): string | undefined {
  return chooseRoute(
    rules.map((rule) => routeOf(rule)),
    explanation,
  )?.name;
}

describe("chooseRoute", () => {
  const bounce = diagnosed();
  const [{ article: known } = { article: undefined }] =
    bounce.kind === "diagnosed" ? bounce.diagnoses : [];
  const { status } = bounce.ndr.recipients[0]!;
  const code = `${status!.class}.${status!.subject}.${status!.detail}`;
  const family = `${status!.class}.${status!.subject}`;
  const wide = codes(`${family}.0-${family}.999`);
  const narrow = codes(`${family}.0-${family}.${status!.detail + 5}`);
  const exact = codes(code);
  const best = article(known!.id);
  const fixer = verdict("sender-admin");

  it("takes the rule that says most, in whatever order they stand", () => {
    const all = [fixer, wide, narrow, exact, best];
    for (const count of [5, 4, 3, 2]) {
      const rules = all.slice(0, count);
      const most = `${rules.at(-1)!.kind} ${rules.at(-1)!.value}`;
      assert.equal(chosen(bounce, ...rules), most);
      assert.equal(chosen(bounce, ...rules.toReversed()), most);
    }
  });

  it("takes none where none fits", () => {
    assert.equal(
      chosen(bounce, codes("4.2.2"), article("another"), verdict("microsoft")),
      undefined,
    );
    assert.equal(chosen(bounce), undefined);
  });

  it("sends what no article explains by its code or its verdict", () => {
    assert.equal(chosen(UNDIAGNOSED, verdict("unknown"), best), "verdict unknown");
    assert.equal(chosen(BARE_CODE, verdict("microsoft"), codes("5.0.0-5.0.999")), undefined);
  });
});

describe("readRule", () => {
  const read = (text: string) => readRule(text, ["spf-record-incomplete"]);
  const accepted: readonly (readonly [string, Rule])[] = [
    ["article spf-record-incomplete", article("spf-record-incomplete")],
    ["5.7.1", codes("5.7.1")],
    [" 5.7.1 - 5.7.999 ", codes("5.7.1-5.7.999")],
    ["verdict microsoft", verdict("microsoft")],
    ["Verdict Sender admin", verdict("sender-admin")],
  ];
  for (const [text, rule] of accepted)
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(read(text), rule);
    });

  for (const text of [
    "article nothing",
    "article",
    "verdict",
    "verdict toString",
    "verdict nobody",
    "5.7",
    "5.7.9-5.7.1",
    "5.1.1-5.7.1",
    "everything",
    "550",
  ])
    it(`refuses ${JSON.stringify(text)} with a sentence`, () => {
      const says = read(text);
      assert.equal(typeof says, "string");
      assert.match(says as string, /^(?:There is no|I don't understand this:) .*\.$/s);
    });
});

describe("the routes", () => {
  onEachDatabase((database) => {
    const { now } = createClock();
    const list = async () =>
      (await listRoutes(database(), TENANT, HELPDESK.team)).map(
        ({ kind, value, name }) => `${kind} ${value} → ${name}`,
      );

    it("have one channel for each rule, the last one named", async () => {
      assert.equal(await saveRoute(database(), routeOf(codes("5.7.1"), "one"), now()), true);
      assert.equal(await saveRoute(database(), routeOf(codes("5.7.1"), "two"), now()), true);
      assert.deepEqual(await list(), ["codes 5.7.1 → two"]);
    });

    it("are taken away by their rule", async () => {
      await saveRoute(database(), routeOf(codes("5.7.1")), now());
      const remove = (rule: Rule) => removeRoute(database(), TENANT, HELPDESK.team, rule);
      assert.equal(await remove(codes("5.7.2")), false);
      assert.equal(await remove(codes("5.7.1")), true);
      assert.deepEqual(await list(), []);
    });

    it("are so many at most", async () => {
      for (let detail = 0; detail < MOST_ROUTES; detail++)
        await saveRoute(database(), routeOf(codes(`5.7.${detail}`)), now());
      assert.equal(await saveRoute(database(), routeOf(codes("4.1.1")), now()), false);
      assert.equal(await saveRoute(database(), routeOf(codes("5.7.0"), "moved"), now()), true);
    });

    it("name the channel of a ticket in place of the helpdesk's own", async () => {
      const ticket = sampleTicket();
      assert.equal(await channelFor(database(), DESK, ticket), DESK);
      await saveRoute(database(), routeOf(codes("5.1.1-5.1.99"), "19:addresses"), now());
      const routed = await channelFor(database(), DESK, ticket);
      assert.equal(routed.place.conversation, "19:addresses");
      assert.equal(routed.team, DESK.team);
      // Its helpdesk is in another team now.
      const moved = { ...DESK, team: "19:other@thread.tacv2" };
      assert.equal(await channelFor(database(), moved, ticket), moved);
      const elsewhere = { ...DESK, place: { ...DESK.place, tenant: "tenant-2" } };
      assert.equal(await channelFor(database(), elsewhere, ticket), elsewhere);
    });
  });
});
