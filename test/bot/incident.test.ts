import assert from "node:assert/strict";
import type { Someone } from "../fakes/teams.js";
import {
  ANA,
  BO,
  chatOf,
  edited,
  explainMessage,
  groupChat,
  GUS,
  HELPDESK,
  KIM,
  mention,
  message,
  messagePayload,
  OLA,
  press,
  pressInDialog,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, executes, findAll, textOf } from "../cards/reading.js";
import { CERTIFICATE, RELAY } from "./bounces.js";
import { answerTo, caseOf, nameHelpdesk } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const FOLLOW = "Tell me when it's fixed";
const OTHER = "It's something else: ask the helpdesk";

const people: readonly Someone[] = Array.from({ length: 8 }, (_, index) => ({
  id: `29:1person-${index}`,
  name: `Person ${index}`,
  aadObjectId: `entra-person-${index}`,
}));
const [FIRST, , , , FIFTH, SIXTH] = people as [
  Someone,
  Someone,
  Someone,
  Someone,
  Someone,
  Someone,
];

describe("an incident, over HTTP", () => {
  const bot = wholeBot({ incidents: { people: 5, windowMinutes: 60, quietHours: 24 } });

  const paste = async (who: Someone, text = CERTIFICATE) => {
    await bot.receive(message(who, chatOf(who), text));
    return caseOf(bot.card(chatOf(who)));
  };
  /** So many people paste the same; their cases. */
  const pasteAll = async (count: number): Promise<readonly string[]> => {
    const cases: string[] = [];
    for (const who of people.slice(0, count)) cases.push(await paste(who));
    await later();
    return cases;
  };
  /** Cards on which only a number has changed are redrawn after some seconds. */
  const later = async () => {
    bot.clock.pass(5_000);
    await bot.settle();
  };
  const thread = () => {
    const [channel = "", root = ""] = (bot.threads.at(-1) ?? "").split(";messageid=");
    return threadOf(channel, root);
  };
  const incident = () => bot.card(thread());
  const data = () => executes(incident())[0]?.["data"] as { incident: number; version: number };
  const decides = async (who: Someone, verb: string, extra: object = {}) =>
    answerTo(await bot.receive(press(who, thread(), verb, { ...data(), ...extra })));
  const presses = async (who: Someone, verb: string, id: string) =>
    answerTo(await bot.receive(press(who, chatOf(who), verb, { case: id })));
  const lines = (who: Someone) => bot.shown(chatOf(who)).flatMap(({ text }) => text ?? []);
  const rows = () => bot.db.selectFrom("incidents").selectAll().execute();

  beforeEach(() => nameHelpdesk(bot));

  it("is one card in the helpdesk's channel, which counts on", async () => {
    await pasteAll(5);
    assert.equal(bot.threads.length, 1);
    assert.match(textOf(incident()), /Incident 1 · Open/);
    assert.match(textOf(incident()), /5 people · 5 bounces/);
    assert.match(textOf(incident()), /no longer recognises your organisation/);
    assert.deepEqual(buttonsOf(incident()), ["Resolve…", "Not an incident"]);
    await paste(SIXTH);
    await later();
    assert.match(textOf(incident()), /6 people · 6 bounces/);
    assert.match(textOf(incident()), /Person 0, Person 1, Person 2, Person 3, Person 4 and 1 more/);
    assert.equal(bot.shown(thread()).length, 1);
  });

  it("has a timeline, with a fallback for those who draw no charts", async () => {
    for (const who of people.slice(0, 5)) {
      await paste(who);
      bot.clock.pass(9 * 60_000);
    }
    await later();
    const [chart] = findAll(incident(), "Chart.VerticalBar");
    const bars = chart?.["data"] as readonly { readonly x: string; readonly y: number }[];
    assert.ok(bars.length > 1 && bars.length <= 12);
    assert.equal(
      bars.reduce((sum, { y }) => sum + y, 0),
      5,
    );
    assert.match(textOf(chart?.["fallback"]), /^08:00 {2}█+ 1$/m);
  });

  it("is known to whoever comes later, and soon to those who came before", async () => {
    await pasteAll(5);
    await paste(SIXTH);
    for (const who of [FIRST, FIFTH, SIXTH]) {
      assert.match(
        textOf(bot.card(chatOf(who))),
        /Known since 08:00 UTC\. The helpdesk is on it\./,
      );
      assert.deepEqual(buttonsOf(bot.card(chatOf(who))), [
        FOLLOW,
        "It worked",
        "Still bouncing",
        OTHER,
      ]);
      assert.equal(bot.shown(chatOf(who)).filter(({ attachments }) => attachments).length, 1);
    }
  });

  it("is named on the tickets in it, until it is called none", async () => {
    const id = await paste(FIRST);
    await presses(FIRST, "send", id);
    const ticket = bot.threads[0]!;
    assert.doesNotMatch(textOf(bot.card(ticket)), /incident/);
    await pasteAll(5);
    assert.match(textOf(bot.card(ticket)), /^Part of: incident 1$/m);
    await decides(ANA, "dismiss-incident");
    assert.doesNotMatch(textOf(bot.card(ticket)), /incident/);
  });

  describe("to the helpdesk's people alone", () => {
    const says = async (who: Someone, text: string, chat = chatOf(who)) => {
      await bot.receive(message(who, chat, text));
      const last = bot.shown(chat).at(-1);
      return last?.text ?? textOf(last?.attachments?.[0]?.content);
    };

    it("is in the list, and shown by its number", async () => {
      assert.equal(await says(ANA, "incidents"), "Open incidents\nNone is open.");
      await pasteAll(5);
      bot.clock.pass(60 * 60_000);
      assert.match(
        await says(ANA, "incidents"),
        /^Open incidents\nIncident 1 · Microsoft 365 no longer .* \(certain\)\n5 people, 5 bounces · first 1 hour ago, last 1 hour ago\n/,
      );
      assert.match(
        await says(ANA, "queue"),
        /Open incidents: 1\. Write “incidents” to see which\./,
      );
      assert.match(await says(GUS, "incident 1"), /^Incident 1 · Open\n/);
      assert.equal(await says(ANA, "incident 2"), "There is no such incident.");
    });

    for (const command of ["incidents", "incident 1"]) {
      it(`${command}: not to others, nor where others look on`, async () => {
        await pasteAll(5);
        assert.match(await says(FIRST, command), /^Only the members of the helpdesk's team/);
        const group = groupChat();
        await bot.receive(mention(ANA, group, command));
        assert.match(textOf(bot.card(group)), /^Not here\n/);
      });
    }

    it("is another organisation's to none of them", async () => {
      await pasteAll(5);
      const other = chatOf(OLA, "another-tenant");
      await bot.receive(
        mention(OLA, threadOf(HELPDESK, "200", { tenant: "another-tenant" }), "helpdesk here"),
      );
      assert.equal(await says(OLA, "incident 1", other), "There is no such incident.");
      assert.equal(await says(OLA, "incidents", other), "Open incidents\nNone is open.");
    });
  });

  it("is followed with a press", async () => {
    const cases = await pasteAll(5);
    const { card } = await presses(FIFTH, "follow", cases[4]!);
    assert.match(textOf(card), /You'll hear from me when it's fixed\./);
    assert.equal(buttonsOf(card!).includes(FOLLOW), false);
    await later();
    assert.match(textOf(incident()), /1 waiting to be told/);
    assert.match(textOf(bot.card(chatOf(FIFTH))), /You'll hear from me/);
  });

  it("is resolved: each who wanted it is told once, and every answer says so", async () => {
    const cases = await pasteAll(5);
    for (const [index, id] of cases.slice(1).entries()) {
      await presses(people[index + 1]!, "follow", id);
      await presses(people[index + 1]!, "follow", id);
    }
    const { card } = await decides(ANA, "resolve-incident", {
      text: "Renewed.",
      reason: "our-settings",
    });
    assert.match(textOf(card), /Incident 1 · Resolved by Ana Agent/);
    await later();
    assert.match(textOf(incident()), /Told everybody: Renewed\./);
    assert.match(textOf(incident()), /4 asked to be told/);
    assert.deepEqual(buttonsOf(incident()), []);
    assert.deepEqual(lines(FIRST), []);
    for (const who of people.slice(1, 5))
      assert.deepEqual(lines(who), [
        "The problem with your message to maria.okafor@fabrikam.example is fixed. Renewed. Please send your message again.",
      ]);
    for (const who of people.slice(0, 5)) {
      assert.match(textOf(bot.card(chatOf(who))), /Fixed at 08:00 UTC\. .*\nRenewed\./);
      assert.equal(buttonsOf(bot.card(chatOf(who))).includes("Ask the helpdesk"), true);
    }
  });

  it("resolves the tickets in it, whose requesters are told by their ticket alone", async () => {
    const first = await paste(FIRST);
    await bot.receive(press(FIRST, chatOf(FIRST), "send", { case: first }));
    for (const who of people.slice(1, 5)) await paste(who);
    await later();
    assert.match(textOf(incident()), /Tickets in it: #1/);
    await decides(BO, "resolve-incident", { text: "Renewed." });
    await later();
    assert.deepEqual(lines(FIRST), ["Ticket #1: Bo Agent resolved it: Renewed."]);
  });

  it("leaves a way to the helpdesk for something else, which is not linked", async () => {
    const cases = await pasteAll(5);
    // The button of the answer as it was before anybody knew of an incident.
    const { card: known } = await presses(FIRST, "escalate", cases[0]!);
    assert.match(textOf(known), /Known since/);
    const { card: review } = await presses(FIRST, "something-else", cases[0]!);
    assert.equal(
      executes(review!).some(({ verb }) => verb === "send"),
      true,
    );
    await bot.receive(press(FIRST, chatOf(FIRST), "send", { case: cases[0] }));
    assert.match(textOf(bot.card(chatOf(FIRST))), /Ticket #1/);
    await bot.receive(press(ANA, threadOf(HELPDESK, "1"), "resolve-incident", { incident: 1 }));
    const { state } = await bot.db.selectFrom("tickets").select("state").executeTakeFirstOrThrow();
    assert.equal(state, "new");
  });

  it("is called none: the answers are as they were, and who follows it is told so", async () => {
    const cases = await pasteAll(5);
    await presses(FIRST, "follow", cases[0]!);
    await decides(ANA, "dismiss-incident");
    await later();
    assert.match(textOf(incident()), /Called no incident by Ana Agent/);
    assert.deepEqual(lines(FIRST), [
      "About the problem with your message to maria.okafor@fabrikam.example: the helpdesk has looked, and found that it is not one problem that many people share. If it still bounces, press “Ask the helpdesk” on my answer to it.",
    ]);
    assert.deepEqual(lines(FIFTH), []);
    assert.doesNotMatch(textOf(bot.card(chatOf(FIRST))), /Known since|Fixed/);
    assert.equal(buttonsOf(bot.card(chatOf(FIRST)))[0], "Ask the helpdesk");
  });

  it("is left by a message that is edited into another problem", async () => {
    await pasteAll(4);
    const original = message(FIFTH, chatOf(FIFTH), CERTIFICATE);
    await bot.receive(original);
    assert.match(textOf(bot.card(chatOf(FIFTH))), /Known since/);
    await bot.receive(edited(original, RELAY));
    assert.doesNotMatch(textOf(bot.card(chatOf(FIFTH))), /Known since/);
  });

  it("is known and followed in the dialog of a message, too", async () => {
    await pasteAll(5);
    const payload = messagePayload(CERTIFICATE.replace(/\n/g, "<br>"));
    const opened = await bot.receive(explainMessage(KIM, chatOf(KIM), payload));
    const card = (opened.body as { task: { value: { card: { content: object } } } }).task.value.card
      .content;
    assert.match(textOf(card), /Known since/);
    const follow = findAll(card, "Action.Submit").find(({ title }) => title === FOLLOW);
    const reply = await bot.receive(pressInDialog(KIM, chatOf(KIM), payload, follow?.["data"]));
    assert.match(textOf(reply.body), /You'll hear from me/);
  });

  it("is shown when the helpdesk's channel is named, and known to nobody before", async () => {
    await bot.db.deleteFrom("helpdesks").execute();
    await pasteAll(5);
    assert.equal(bot.threads.length, 0);
    assert.doesNotMatch(textOf(bot.card(chatOf(FIFTH))), /helpdesk is on it/);
    await nameHelpdesk(bot);
    await later();
    assert.match(textOf(incident()), /5 people/);
  });

  describe("refuses, and changes nothing:", () => {
    const stays = async (step: () => Promise<{ readonly sentence?: string }>, says: RegExp) => {
      const before = await rows();
      const { sentence } = await step();
      assert.match(String(sentence), says);
      assert.deepEqual(await rows(), before);
    };
    const VERBS = ["resolve-incident", "dismiss-incident", "split-incident"];
    const NOT_YOURS = /^Only the members of the helpdesk's team can do this\.$/;

    for (const verb of VERBS) {
      it(`${verb} by who met it`, async () => {
        await pasteAll(5);
        await stays(() => decides(FIRST, verb, { part: "fabrikam.example" }), NOT_YOURS);
      });

      it(`${verb} by an agent of another organisation`, async () => {
        await pasteAll(5);
        const place = threadOf(HELPDESK, "9", { tenant: "other" });
        await stays(
          async () => answerTo(await bot.receive(press(ANA, place, verb, data()))),
          NOT_YOURS,
        );
      });

      it(`${verb} while Teams does not say who is an agent`, async () => {
        await pasteAll(5);
        bot.clock.pass(11 * 60_000);
        bot.trouble = ({ path }) =>
          path.endsWith("/pagedmembers") ? { kind: "status", status: 403, body: {} } : undefined;
        await stays(() => decides(ANA, verb, { part: "x.example" }), /does not tell me right now/);
      });

      it(`${verb} of an incident that there is not`, async () => {
        await pasteAll(5);
        for (const number of [2, 999_999_999])
          await stays(
            () => decides(ANA, verb, { incident: number, part: "x.example" }),
            /^There is no such incident\.$/,
          );
      });

      it(`${verb} of one that is resolved, by a colleague's name`, async () => {
        await pasteAll(5);
        const drawn = data();
        await decides(ANA, "resolve-incident");
        await stays(
          () => decides(BO, verb, { ...drawn, part: "x.example" }),
          /^Ana Agent has already resolved incident 1\.$/,
        );
      });

      it(`${verb} from a card that was never drawn`, async () => {
        await pasteAll(5);
        await stays(
          () => decides(ANA, verb, { version: 77, part: "x.example" }),
          /changed after this card was drawn/,
        );
      });
    }

    it("to split without a domain, or with one that is not in it", async () => {
      await pasteAll(5);
      await stays(() => decides(OLA, "split-incident"), /choose a domain/);
      await stays(() => decides(OLA, "split-incident", { part: "x.example" }), /no bounces to/);
    });

    it("to follow another person's answer, one of another chat, or a forged one", async () => {
      const cases = await pasteAll(5);
      const follows = async (who: Someone, place: ReturnType<typeof chatOf>, id: unknown) =>
        answerTo(await bot.receive(press(who, place, "follow", { case: id })));
      await stays(() => follows(SIXTH, chatOf(FIRST), cases[0]), /^Only the person whose mail/);
      await stays(() => follows(SIXTH, chatOf(SIXTH), cases[0]), /works only where/);
      await stays(() => follows(FIRST, chatOf(FIRST, "other"), cases[0]), /no longer have/);
      await stays(() => follows(FIRST, chatOf(FIRST), "forged"), /no longer have/);
      await stays(() => follows(FIRST, chatOf(FIRST), { $ne: 1 }), /don't know this button/);
      const people = await bot.db.selectFrom("incident_people").select("follows").execute();
      assert.deepEqual(new Set(people.map(({ follows }) => follows)), new Set([0]));
    });

    it("nothing to a guest who works at the helpdesk", async () => {
      await pasteAll(5);
      const { card } = await decides(GUS, "resolve-incident");
      assert.match(textOf(card), /Resolved by Gus Guest/);
    });
  });
});
