import assert from "node:assert/strict";
import { diagnosisCard } from "../../src/cards/diagnosis.js";
import { narrow, NONE_OF_THEM } from "../../src/narrow.js";
import { BARE_CODE, GROUP, LIKELY, NEW_TICKET, RELAY, diagnosed, seen, view } from "./examples.js";
import { bytesOf, executes, findAll, openTextOf } from "./reading.js";

if (GROUP.kind !== "diagnosed") throw new Error("the example must be diagnosed");
const [restricted, blocklisted] = GROUP.diagnoses;
const TELLABLE = {
  ...GROUP,
  diagnoses: [
    { ...restricted!, article: { ...restricted!.article, tell: "I wrote to a group" } },
    ...GROUP.diagnoses.slice(1),
  ],
};

/** The buttons that answer the question: their words, and what they send. */
const choicesOf = (card: ReturnType<typeof diagnosisCard>) =>
  executes(card)
    .filter(({ verb }) => verb === "tell")
    .map(({ title, data }) => [title, (data as { answer: string }).answer]);

describe("the question on the answer card", () => {
  it("has a button for each cause that can be told, and one for none", () => {
    const card = diagnosisCard(view({ explanation: TELLABLE }));
    assert.match(openTextOf(card), /Which of these is it\?/);
    assert.deepEqual(choicesOf(card), [
      ["I wrote to a group", restricted!.article.id],
      ["It says “blocked using Blocklist”", blocklisted!.article.id],
      ["None of these, or I can't tell", "_none"],
    ]);
  });

  it("is not the only way: the server's line would tell as well", () => {
    const text = openTextOf(diagnosisCard(view({ explanation: BARE_CODE })));
    assert.match(text, /What does the bounce say\?/);
    assert.match(text, /The line after “Remote Server returned” would tell as well\./);
  });

  it("comes before the steps", () => {
    const text = openTextOf(diagnosisCard(view({ explanation: TELLABLE })));
    assert.match(text, /Which of these is it\?[^]*What you can do/);
  });

  it("can be pressed on clients too old for Action.Execute", () => {
    const card = diagnosisCard(view({ explanation: TELLABLE, caseId: "c-1" }));
    const [submit] = findAll(card, "Action.Submit").filter(
      ({ data }) => (data as { verb: string }).verb === "tell",
    );
    assert.deepEqual(submit?.["data"], {
      verb: "tell",
      case: "c-1",
      answer: restricted!.article.id,
    });
  });

  for (const [what, rest] of [
    ["one cause is likelier than the others", { explanation: LIKELY }],
    ["there is but one cause", { explanation: diagnosed({ ...RELAY, confidence: "possible" }) }],
    ["nothing can be kept", { explanation: TELLABLE, caseId: undefined }],
    ["the helpdesk has it", { explanation: TELLABLE, ticket: seen(NEW_TICKET) }],
    ["it worked", { explanation: TELLABLE, outcome: "worked" }],
  ] as const) {
    it(`is not asked where ${what}`, () => {
      assert.deepEqual(choicesOf(diagnosisCard(view(rest))), []);
    });
  }

  it("gives way to the answer, which can be changed", () => {
    const explanation = narrow(TELLABLE, blocklisted!.article.id)!;
    const card = diagnosisCard(view({ explanation }));
    const text = openTextOf(card);
    assert.match(text, /You said: It says “blocked using Blocklist”\./);
    assert.match(text, /goes by your answer/);
    assert.match(text, new RegExp(blocklisted!.article.title));
    assert.deepEqual(choicesOf(card), [["Change my answer", "_again"]]);
  });

  it("says who can fix what the asker named", () => {
    const explanation = narrow(TELLABLE, blocklisted!.article.id)!;
    assert.match(
      openTextOf(diagnosisCard(view({ explanation }))),
      /^Your own mail admin can fix this/,
    );
  });

  it("lists the causes again where it is none of the choices", () => {
    const explanation = narrow(TELLABLE, NONE_OF_THEM)!;
    const text = openTextOf(diagnosisCard(view({ explanation })));
    assert.match(text, /You said: None of these\./);
    assert.match(text, /It could also be:/);
  });
});

describe("an article from somebody else's page", () => {
  const odd = (tell: string) => ({
    ...TELLABLE,
    diagnoses: TELLABLE.diagnoses.map((diagnosis, i) => ({
      ...diagnosis,
      article: { ...diagnosis.article, tell: `${tell} ${i}` },
    })),
  });

  it("cannot break the card with what looks like a template", () => {
    const card = diagnosisCard(view({ explanation: odd("Alpha ${gamma") }));
    assert.doesNotMatch(JSON.stringify(card), /\$\{/);
    assert.match(openTextOf(card), /Alpha/);
  });

  it("cannot turn a button's words around", () => {
    const titles = choicesOf(diagnosisCard(view({ explanation: odd("gpj.\u202Eexe") })));
    assert.doesNotMatch(JSON.stringify(titles), /\u202E/);
  });

  it("keeps to the size of a card, whatever its steps and title", () => {
    const step = { text: [{ kind: "words" as const, text: "Look again. ".repeat(20) }] };
    const long = {
      ...RELAY.article,
      title: "A title ".repeat(5000),
      senderSteps: Array.from({ length: 300 }, () => ({ ...step, commands: [], details: [] })),
    };
    const card = diagnosisCard(view({ explanation: diagnosed({ ...RELAY, article: long }) }));
    assert.ok(bytesOf(card) <= 25_000, `${bytesOf(card)} bytes`);
    assert.match(openTextOf(card), /Look again/);
  });
});
