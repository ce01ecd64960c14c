import assert from "node:assert/strict";
import { advise, plainText } from "../../src/advice/advise.js";
import { dayInWords } from "../../src/advice/dates.js";
import type { Article } from "../../src/knowledge/article.js";
import { blank, TENANT_ATTRIBUTION, words } from "../cards/example-articles.js";
import { NDR } from "../cards/examples.js";

describe("advise", () => {
  const advice = advise(TENANT_ATTRIBUTION, NDR);

  it("fills the blanks of a sentence with this bounce's values", () => {
    assert.match(
      plainText(advice.happened[0]!),
      /contoso-example\.mail\.protection\.outlook\.com no longer knows .* that mail\.northwind\.example came with/,
    );
  });

  it("marks what came from the mail, and nothing else", () => {
    assert.deepEqual(
      advice.happened[0]!.filter((run) => run.foreign).map((run) => run.text),
      ["contoso-example.mail.protection.outlook.com", "mail.northwind.example"],
    );
  });

  it("writes the author's words where the bounce does not say", () => {
    const ndr = { ...NDR, reportingMta: "<b>mx</b>" };
    const line = advise(TENANT_ATTRIBUTION, ndr).happened[0]!;
    assert.match(plainText(line), /your server came with/);
    assert.equal(line.find((run) => run.text === "your server")?.foreign, undefined);
  });

  it("keeps the looks of words, links and blanks", () => {
    const article: Article = {
      ...TENANT_ATTRIBUTION,
      happened: [
        [
          words("a", { bold: true }),
          { kind: "words", text: "b", link: "https://learn.microsoft.com/" },
          blank("status", "the code", { code: true }),
        ],
      ],
    };
    assert.deepEqual(advise(article, NDR).happened, [
      [
        { text: "a", bold: true },
        { text: "b", link: "https://learn.microsoft.com/" },
        { text: "5.7.64", code: true, foreign: true },
      ],
    ]);
  });

  it("fills commands with quoted values", () => {
    const ndr = { ...NDR, sender: "o'brien@northwind.example" };
    assert.match(
      advise(TENANT_ATTRIBUTION, ndr).adminSteps[1]!.commands[1]!,
      /-SenderAddress 'o''brien@northwind\.example' -RecipientAddress 'accounts\.payable@contoso\.example'/,
    );
  });

  it("says the day of review in words", () => {
    assert.equal(advice.reviewed, "2 November 2026");
  });
});

describe("dayInWords", () => {
  it("takes the day in UTC", () => {
    assert.equal(dayInWords("2026-11-21T23:30:00-05:00"), "22 November 2026");
  });

  it("refuses what is no date", () => {
    assert.equal(dayInWords("21.11.2026"), undefined);
  });
});
