import assert from "node:assert/strict";
import type { PictureLine } from "../../../src/intake/picture/picture-line.js";
import { textOfPicture } from "../../../src/intake/picture/picture-text.js";
import { linesOfTable } from "../../../src/intake/picture/words-of-table.js";

/** Words ten pixels high and ten wide a letter, each at a place of its own. */
function line(top: number, words: Readonly<Record<string, number>>, confidence = 90): PictureLine {
  return Object.entries(words).map(([text, left]) => ({
    text,
    confidence,
    left,
    top,
    width: text.length * 10,
    height: 10,
  }));
}

describe("textOfPicture", () => {
  it("keeps lines apart", () => {
    const lines = [line(0, { Error: 0 }), line(14, { Details: 0, below: 80, it: 140 })];
    assert.equal(textOfPicture(lines), "Error\nDetails below it");
  });

  it("keeps paragraphs apart", () => {
    assert.equal(textOfPicture([line(0, { One: 0 }), line(40, { Two: 0 })]), "One\n\nTwo");
  });

  it("keeps the columns of a table apart", () => {
    assert.equal(textOfPicture([line(0, { "Error:": 0, "#550": 120 })]), "Error:\t#550");
  });

  it("goes on in a table's cell", () => {
    const lines = [line(0, { "Error:": 0, not: 120 }), line(14, { found: 121 })];
    assert.equal(textOfPicture(lines), "Error:\tnot found");
  });

  it("joins a line that was wrapped", () => {
    const lines = [line(0, { mailbox: 0, is: 80 }), line(14, { unavailable: 0 })];
    assert.equal(textOfPicture(lines), "mailbox is unavailable");
  });

  it("does not join what comes after a sentence", () => {
    const lines = [line(0, { mailbox: 0, "full.": 80 }), line(14, { Unavailable: 0 })];
    assert.equal(textOfPicture(lines), "mailbox full.\nUnavailable");
  });

  it("leaves out bars and frames", () => {
    const lines = [line(0, { EE: 0 }, 20), line(14, { "—": 0, "|": 30 }), line(28, { Mail: 0 })];
    assert.equal(textOfPicture(lines), "Mail");
  });

  it("says nothing where there are no words", () => {
    assert.equal(textOfPicture([]), "");
  });
});

describe("linesOfTable", () => {
  const table = [
    "4\t1\t1\t1\t1\t0\t0\t0\t90\t12\t-1\t",
    "5\t1\t1\t1\t1\t1\t0\t0\t40\t12\t96.5\tMail",
    "5\t1\t1\t1\t1\t2\t50\t0\t40\t12\t91\tbox",
    "5\t1\t1\t1\t2\t1\t0\t20\t40\t12\t91\t ",
    "5\t1\t1\t1\t3\t1\t0\t40\t40\t12\t91\tfull",
    "",
  ].join("\n");

  it("puts words into lines", () => {
    const lines = linesOfTable(table).map((words) => words.map(({ text }) => text));
    assert.deepEqual(lines, [["Mail", "box"], ["full"]]);
  });

  it("keeps the place of a word, and how sure it is", () => {
    assert.deepEqual(linesOfTable(table)[0]?.[0], {
      text: "Mail",
      confidence: 96.5,
      left: 0,
      top: 0,
      width: 40,
      height: 12,
    });
  });
});
