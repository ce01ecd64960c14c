import assert from "node:assert/strict";
import {
  ANA,
  BO,
  chatOf,
  groupChat,
  GUS,
  HELPDESK,
  KIM,
  MAIL_TEAM,
  mention,
  message,
  OLA,
  OUTAGES,
  SALES_TEAM,
  type Someone,
  threadOf,
} from "../fakes/teams.js";
import { buttonsOf, textOf } from "../cards/reading.js";
import { nameHelpdesk, pasteBounce } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

describe("the helpdesk commands", () => {
  const bot = wholeBot();
  const thread = threadOf(HELPDESK, "100");
  const NAMED = /This channel is the helpdesk now\b/;

  /** Says something in a chat; what the bot answers. */
  async function say(from: Someone, text: string, chat = thread): Promise<string> {
    await bot.receive(mention(from, chat, text));
    return textOf(bot.card(chat));
  }

  const hasHelpdesk = async () => {
    await pasteBounce(bot);
    return buttonsOf(bot.card(chatOf(KIM))).includes("Ask the helpdesk");
  };

  it("answer in the thread they were said in", async () => {
    await say(OLA, "helpdesk here");
    const post = bot.calls.find(({ method }) => method === "POST");
    assert.equal(post?.conversation, thread.conversation.id);
  });

  describe("helpdesk here", () => {
    it("makes the channel the helpdesk for an owner of the team", async () => {
      assert.match(await say(OLA, "helpdesk here"), NAMED);
      assert.equal(await hasHelpdesk(), true);
    });

    it("says by name which channel it is", async () => {
      assert.match(await say(OLA, "helpdesk here"), /posted in Helpdesk \(Mail team\)/);
    });

    it("is refused to a member where the team has owners", async () => {
      assert.match(await say(ANA, "helpdesk here"), /Only an owner of this team/);
      assert.equal(await hasHelpdesk(), false);
    });

    it("is allowed to any member where Teams names no owner", async () => {
      bot.roster = [{ ...ANA, userRole: "user" }, BO];
      assert.match(await say(ANA, "helpdesk here"), NAMED);
    });

    it("is allowed to any member where Teams tells no roles", async () => {
      bot.roster = [ANA, BO];
      assert.match(await say(BO, "helpdesk here"), NAMED);
    });

    for (const userRole of ["guest", "Guest", "anonymous"])
      it(`is refused to a ${userRole}, also where Teams names no owner`, async () => {
        bot.roster = [{ ...GUS, userRole }, ANA];
        assert.match(await say(GUS, "helpdesk here"), /Only an owner of this team/);
        assert.equal(await hasHelpdesk(), false);
      });

    it("is refused to somebody who is not in the team", async () => {
      bot.roster = [{ ...OLA, userRole: "owner" }];
      assert.match(await say(BO, "helpdesk here"), /Only an owner of this team/);
      assert.equal(await hasHelpdesk(), false);
    });

    for (const [where, chat] of Object.entries({
      "a personal chat": chatOf(OLA),
      "a group chat": groupChat(),
    }))
      it(`is refused in ${where}`, async () => {
        assert.match(await say(OLA, "helpdesk here", chat), /A helpdesk is a channel of a team/);
        assert.equal(await hasHelpdesk(), false);
      });

    it("moves the helpdesk to another channel of its team", async () => {
      await say(OLA, "helpdesk here");
      const other = threadOf(OUTAGES, "7");
      assert.match(await say(OLA, "helpdesk here", other), NAMED);
      assert.match(await say(OLA, "helpdesk where"), /Tickets go to Outages \(Mail team\)/);
    });

    it("calls the General channel General, for which Teams has no name", async () => {
      const general = threadOf(MAIL_TEAM.id, "7");
      assert.match(await say(OLA, "helpdesk here", general), /posted in General \(Mail team\)/);
    });

    it("does not let a second team take the helpdesk over", async () => {
      await say(OLA, "helpdesk here");
      const sales = threadOf("19:sales@thread.tacv2", "7", { team: SALES_TEAM });
      assert.match(await say(OLA, "helpdesk here", sales), /There is a helpdesk already/);
      assert.match(await say(OLA, "helpdesk where"), /Tickets go to Helpdesk \(Mail team\)/);
    });

    describe("once it is off, by the owner of another team", () => {
      const sales = threadOf("19:sales@thread.tacv2", "7", { team: SALES_TEAM });

      beforeEach(async () => {
        await say(OLA, "helpdesk here");
        // Now the bot knows who is in the helpdesk's team.
        await say(ANA, "queue");
        await say(OLA, "helpdesk off");
      });

      it("is allowed to who owns the helpdesk's former team, too", async () => {
        assert.match(await say(OLA, "helpdesk here", sales), NAMED);
      });

      for (const person of [KIM, ANA])
        it(`is refused to ${person.name}, who would see all its tickets`, async () => {
          bot.roster = [{ ...person, userRole: "owner" }];
          assert.match(
            await say(person, "helpdesk here", sales),
            /^Ask an owner of both teams\nThe helpdesk was Helpdesk \(Mail team\)\./,
          );
          assert.equal(await hasHelpdesk(), false);
        });

      it("waits while Teams does not say who owned it", async () => {
        bot.clock.pass(11 * 60_000);
        bot.trouble = ({ path }) =>
          path.endsWith("/pagedmembers") ? { kind: "status", status: 403 } : undefined;
        assert.match(await say(OLA, "helpdesk here", sales), /^Please try again in a minute/);
        assert.equal(await hasHelpdesk(), false);
      });
    });

    it("is for one organisation: another one's helpdesk stays its own", async () => {
      await say(OLA, "helpdesk here");
      const elsewhere = threadOf(HELPDESK, "100", { tenant: "another-tenant" });
      assert.match(await say(OLA, "helpdesk where", elsewhere), /No helpdesk is named yet/);
    });
  });

  describe("helpdesk where", () => {
    for (const [where, chat] of Object.entries({
      "the channel": thread,
      "a personal chat": chatOf(KIM),
      "a group chat": groupChat(),
    }))
      it(`says in ${where} which channel it is, and who chose it when`, async () => {
        await say(OLA, "helpdesk here");
        assert.match(
          await say(KIM, "helpdesk where", chat),
          /Tickets go to Helpdesk \(Mail team\)\. Ola Owner chose it on 21 November 2026\./,
        );
      });

    it("says how to name one where there is none", async () => {
      assert.match(await say(KIM, "helpdesk where"), /No helpdesk is named yet.*“helpdesk here”/);
    });
  });

  describe("helpdesk off", () => {
    it("takes the button away, and leaves a line that says what to do", async () => {
      await say(OLA, "helpdesk here");
      assert.match(await say(OLA, "helpdesk off"), /The helpdesk is off/);
      assert.equal(await hasHelpdesk(), false);
      assert.match(textOf(bot.card(chatOf(KIM))), /No helpdesk is connected.*your mail admin/);
    });

    it("is allowed in any channel of the team", async () => {
      await say(OLA, "helpdesk here");
      assert.match(await say(OLA, "helpdesk off", threadOf(OUTAGES, "7")), /The helpdesk is off/);
    });

    const elsewhere = {
      "a personal chat": chatOf(OLA),
      "another team": threadOf("19:sales@thread.tacv2", "7", { team: SALES_TEAM }),
    };
    for (const [where, chat] of Object.entries(elsewhere))
      it(`is refused in ${where}`, async () => {
        await say(OLA, "helpdesk here");
        assert.match(await say(OLA, "helpdesk off", chat), /^Not here/);
        assert.equal(await hasHelpdesk(), true);
      });

    for (const person of [ANA, GUS])
      it(`is refused to ${person.name}, who is no owner`, async () => {
        await say(OLA, "helpdesk here");
        assert.match(await say(person, "helpdesk off"), /Only an owner of this team/);
        assert.equal(await hasHelpdesk(), true);
      });

    it("says that there is none", async () => {
      assert.match(await say(OLA, "helpdesk off"), /No helpdesk is named yet/);
    });
  });

  for (const text of ["helpdesk", "Help desk", "helpdesk?", "HELPDESK"])
    it(`are explained on ${JSON.stringify(text)}`, async () => {
      assert.match(await say(KIM, text), /“helpdesk where” says .* “helpdesk off”/);
    });

  for (const text of ["helpdesk there", "the helpdesk here is great", "helpdesk here and now"])
    it(`are not taken from ${JSON.stringify(text)}`, async () => {
      assert.match(await say(OLA, text), /I found no bounce in this/);
      assert.equal(await hasHelpdesk(), false);
    });

  it("work without a mention in a personal chat", async () => {
    await nameHelpdesk(bot);
    const chat = chatOf(KIM);
    await bot.receive(message(KIM, chat, "Helpdesk where?"));
    assert.match(textOf(bot.card(chat)), /Tickets go to Helpdesk/);
  });
});
