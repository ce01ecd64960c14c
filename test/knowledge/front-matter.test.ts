import assert from "node:assert/strict";
import { formatCodes } from "../../src/knowledge/format-codes.js";
import { assertProblems, BODY, FRONT, read, withLines } from "./small-article.js";

describe("readArticle refuses in the front matter", () => {
  const cases: Record<string, [string[], string, string]> = {
    "a file without one": [BODY, "1:1", "does not begin with a line of ---"],
    "one below an empty line, once": [["", ...FRONT, ...BODY], "1:1", "does not begin with"],
    "one that is not closed": [withLines({ 10: "" }), "1:1", "is not closed"],
    "one that is empty": [["---", "---", ...BODY], "1:1", "has no keys"],
    "broken YAML": [withLines({ 2: "title: The: address" }), "2:8", "in quotes"],
    "a key twice": [withLines({ 7: ["who: sender", "who: wait"] }), "8:1", "drop one"],
    "a tab before a phrase": [withLines({ 5: "\t- Access denied", 6: [] }), "5:1", "not with tabs"],
    "a quotation mark without its pair": [
      withLines({ 2: 'title: "The' }),
      "2:12",
      "before this place",
    ],
    "a key written twice": [withLines({ 2: ["title: a", "title: b"] }), "3:1", "must be unique"],
    "an unknown key": [withLines({ 7: ["who: sender", "whom: me"] }), "8:1", '"whom" is unknown'],
    "a missing title": [withLines({ 2: [] }), "1:1", "title is missing"],
    "an empty title": [withLines({ 2: "title:" }), "2:7", "title is empty"],
    "a title that is a list": [withLines({ 2: "title: [a]" }), "2:8", "title is not text"],
    "a placeholder in the title": [
      withLines({ 2: "title: No {recipient|x}" }),
      "2:8",
      "plain text",
    ],
    "codes that are no list": [withLines({ 3: "codes: 5.1.1" }), "3:8", "write codes: [5.1.1]"],
    "a code of two numbers": [withLines({ 3: "codes: [5.1]" }), "3:9", '"5.1" is no status code'],
    "a code of class 3": [withLines({ 3: "codes: [3.1.1]" }), "3:9", "no status code"],
    "a code with a leading zero": [withLines({ 3: "codes: [5.01.1]" }), "3:9", "no status code"],
    "a code with text": [withLines({ 3: "codes: [5.1.1, 550 5.1.1]" }), "3:16", "no status code"],
    "half a range": [withLines({ 3: "codes: [5.1.1-]" }), "3:9", "no status code"],
    "a range of three": [withLines({ 3: "codes: [5.1.1-5.1.2-5.1.3]" }), "3:9", "no status code"],
    "a reversed range": [withLines({ 3: "codes: [5.7.9-5.7.1]" }), "3:9", "write 5.7.1-5.7.9"],
    "a range of one code": [withLines({ 3: "codes: [5.7.1-5.7.1]" }), "3:9", "write 5.7.1"],
    "a range over subjects": [withLines({ 3: "codes: [5.1.1-5.7.1]" }), "3:9", "crosses"],
    "a code twice": [withLines({ 3: "codes: [5.1.1, 5.1.1]" }), "3:16", "twice"],
    "a phrase under 6 characters": [withLines({ 5: "  - relay" }), "5:5", "has 5 characters"],
    "a phrase twice but for case": [
      withLines({ 6: "  - resolver.adr recipientnotfound" }),
      "6:5",
      "stands here twice",
    ],
    "a phrase that YAML takes for a mapping": [
      withLines({ 5: "  - rejected: Access denied" }),
      "5:5",
      "put it in quotes",
    ],
    "a phrase that YAML takes for a comment": [
      withLines({ 5: "  - #550 5.4.1 Relay Access Denied" }),
      "5:5",
      "begins with a #",
    ],
    "neither codes nor phrases": [
      withLines({ 3: "codes: []", 4: [], 5: [], 6: [] }),
      "3:8",
      "both empty",
    ],
    "somebody unknown": [withLines({ 7: "who: admin" }), "7:6", "sender-admin"],
    "a missing who": [withLines({ 7: [] }), "1:1", "who is missing"],
    "a source without https": [
      withLines({ 8: "source: http://learn.microsoft.com" }),
      "8:9",
      "begins with https://",
    ],
    "a source that is no address": [withLines({ 8: "source: a book" }), "8:9", "a whole address"],
    "a missing source": [withLines({ 8: [] }), "1:1", "source is missing"],
    "a date in another order": [withLines({ 9: "reviewed: 21.11.2026" }), "9:11", "YYYY-MM-DD"],
    "a day that does not exist": [withLines({ 9: "reviewed: 2026-02-30" }), "9:11", "exists"],
    "a month that does not exist": [withLines({ 9: "reviewed: 2026-13-01" }), "9:11", "exists"],
    "a missing date": [withLines({ 9: [] }), "1:1", "reviewed is missing"],
  };
  for (const [what, [lines, place, words]] of Object.entries(cases)) {
    it(what, () => {
      assertProblems(lines, [place, words]);
    });
  }
});

describe("readArticle on codes", () => {
  const codesOf = (line: string) => {
    const { codes, withoutCode = false } = read(withLines({ 3: line }));
    return [...codes.map(formatCodes), withoutCode];
  };

  it("knows that servers also say it without one", () => {
    assert.deepEqual(codesOf("codes: [5.1.1, none]"), ["5.1.1", true]);
    assert.deepEqual(codesOf("codes: [none]"), [true]);
    assert.deepEqual(codesOf("codes: []"), [true]);
  });

  it("takes it for said with a code otherwise", () => {
    assert.deepEqual(codesOf("codes: [5.1.1]"), ["5.1.1", false]);
  });
});
