import assert from "node:assert/strict";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../../src/knowledge/knowledge-base.js";
import { createArticleSearcher } from "../../src/bot/search-articles.js";
import { findAll, textOf } from "../cards/reading.js";
import type { Reply } from "../fakes/door.js";
import { type ActivityJson, chatOf, groupChat, KIM, searchFor } from "../fakes/teams.js";
import { CERTIFICATE, CERTIFICATE_TITLE } from "./bounces.js";
import { sentenceIn } from "./dialogs.js";
import { SEARCH } from "../../src/bot/extension-request.js";
import { wholeBot } from "./whole-bot.js";

interface Result {
  readonly contentType: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly preview: {
    readonly contentType: string;
    readonly content: { readonly title: string; readonly text: string };
  };
}

function resultsIn(reply: Reply): readonly Result[] {
  const { composeExtension } = reply.body as {
    readonly composeExtension: {
      readonly type: string;
      readonly attachmentLayout: string;
      readonly attachments: readonly Result[];
    };
  };
  assert.equal(composeExtension.type, "result", JSON.stringify(composeExtension));
  assert.equal(composeExtension.attachmentLayout, "list");
  return composeExtension.attachments;
}

const titles = (reply: Reply) => resultsIn(reply).map(({ preview }) => preview.content.title);

describe("the search in the compose box", () => {
  const bot = wholeBot();
  const search = (typed: string, changes: ActivityJson = {}) =>
    bot.receive(searchFor(KIM, groupChat(), typed, changes));

  for (const [typed, title] of [
    ["5.7.64", CERTIFICATE_TITLE],
    ["550 5.1.10", /There is no mailbox at this address/],
    ["relay denied", /The receiving server does not take mail for this domain/],
    ["mailbox full", /The recipient's mailbox is full/],
  ] as const)
    it(`finds ${typed}`, async () => {
      assert.match(
        titles(await search(typed))
          .slice(0, 2)
          .join("\n"),
        title,
      );
    });

  it("shows title, codes and who can fix it in the list", async () => {
    const [first] = resultsIn(await search("mailbox full"));
    assert.deepEqual(first?.preview, {
      contentType: "application/vnd.microsoft.card.thumbnail",
      content: {
        title: "The recipient's mailbox is full",
        text: "5.2.2, 4.2.2 · The recipient can fix this. You can help by telling them.",
      },
    });
  });

  it("inserts a card with the article's words, steps folded, and nothing to send back", async () => {
    const [first] = resultsIn(await search("mailbox full"));
    const card = first?.content ?? {};
    assert.match(textOf(card), /^The recipient's mailbox is full\n5\.2\.2, 4\.2\.2\n/);
    assert.match(textOf(card), /What the sender can do\n/);
    assert.match(textOf(card), /Source: learn\.microsoft\.com/);
    assert.deepEqual(findAll(card, "Action.Execute", "Action.Submit"), []);
  });

  it("reads a pasted bounce, and says nothing of whose it is", async () => {
    const reply = await search(CERTIFICATE.replace(/\s+/g, " "));
    assert.match(titles(reply)[0] ?? "", CERTIFICATE_TITLE);
    assert.doesNotMatch(JSON.stringify(reply.body), /okafor|fabrikam|contoso/);
  });

  it("keeps nothing and logs nothing", async () => {
    const lines = bot.log.length;
    await search(CERTIFICATE);
    await search("mailbox full");
    assert.deepEqual(await bot.db.selectFrom("cases").selectAll().execute(), []);
    assert.equal(bot.log.length, lines);
    assert.deepEqual(bot.calls, []);
  });

  it("works while the database is gone", async () => {
    await bot.db.destroy();
    assert.match(titles(await search("mailbox full"))[0] ?? "", /mailbox is full/);
  });

  for (const [what, changes] of Object.entries({
    "nothing is typed": { parameters: [{ name: "query", value: "  " }] },
    "Teams runs it by itself": { parameters: [{ name: "initialRun", value: "true" }] },
    "there are no parameters": { parameters: undefined },
    "the parameters are a text": { parameters: "5.1.1" },
    "a parameter is null": { parameters: [null] },
    "what is typed is a number": { parameters: [{ name: "query", value: 5 }] },
    "there are a thousand parameters": {
      parameters: Array.from({ length: 1000 }, () => ({ name: "query", value: "5.1.1" })),
    },
  }))
    it(`shows the commonest where ${what}`, async () => {
      const found = titles(await search("", changes));
      assert.equal(found.length, 10);
      assert.equal(found[0], "There is no mailbox at this address");
    });

  for (const [typed, says] of [
    ["550", /^550 alone says little\. Type the code behind it/],
    ["5.9.9", /^I have no article for this code\. In general: The message was given up/],
    ["zzzz", /^I have no article for this\. Type a code, such as 5\.1\.10, or words/],
    [
      "Dear all, the canteen is closed on Friday because of the holiday, and on Monday too. ".repeat(
        2,
      ),
      /^I found no bounce in this\./,
    ],
    ["x".repeat(50_000), /^I found no bounce in this\./],
    ["<script>${x}</script>", /^I have no article for this\./],
  ] as const)
    it(`gives a hint for ${JSON.stringify(typed.slice(0, 30))}`, async () => {
      assert.match(sentenceIn(await search(typed)), says);
    });

  it("refuses a command nobody knows", async () => {
    assert.match(sentenceIn(await search("5.1.1", { commandId: "explode" })), /^I don't know this/);
  });

  describe("gives ten at a time", () => {
    const page = async (skip: unknown, count: unknown) =>
      titles(await search("5.7", { queryOptions: { skip, count } }));

    it("and goes on in pages as Teams counts them", async () => {
      const pages = [await page(0, 25), await page(25, 25), await page(50, 25)];
      assert.deepEqual(
        pages.map(({ length }) => length),
        [10, 10, 10],
      );
      assert.equal(new Set(pages.flat()).size, 30);
    });

    it("and goes on from where somebody counts exactly", async () => {
      assert.deepEqual(await page(3, 2), (await page(0, 25)).slice(3, 5));
    });

    it("and then no more", async () => {
      assert.deepEqual(await page(10_000, 25), []);
    });

    for (const [skip, count] of [
      [-1, 25],
      [1e300, 25],
      [0.5, "x"],
      ["0", null],
    ])
      it(`and begins anew for ${String(skip)}, ${String(count)}`, async () => {
        assert.deepEqual(await page(skip, count), await page(0, 25));
      });
  });

  it("is the same in a personal chat", async () => {
    const reply = await bot.receive(searchFor(KIM, chatOf(KIM), "mailbox full"));
    assert.match(titles(reply)[0] ?? "", /mailbox is full/);
  });
});

describe("createArticleSearcher", () => {
  it("takes up changed articles, an organisation's own first", async () => {
    let articles = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
    const search = createArticleSearcher({
      articles: () => articles,
      explain: () => Promise.reject(new Error("nothing is pasted")),
    });
    const first = async () => {
      const answer = await search({ command: SEARCH, typed: "", skip: 0, count: 25 });
      return answer.kind === "results" ? answer.results[0]?.preview.content.title : answer.text;
    };
    assert.equal(await first(), "There is no mailbox at this address");
    const [model] = articles;
    assert.ok(model, "there are articles");
    articles = [...articles, { ...model, id: "x", title: "A <b>rule</b> of ours", origin: "ours" }];
    assert.equal(await first(), "A brule/b of ours");
    articles = [];
    assert.match((await first()) ?? "", /^Type a code/);
  });
});
