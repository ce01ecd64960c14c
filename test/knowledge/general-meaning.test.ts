import assert from "node:assert/strict";
import { generalMeaning } from "../../src/knowledge/general-meaning.js";

const CLASSES = [2, 4, 5] as const;
const SUBJECTS = [0, 1, 2, 3, 4, 5, 6, 7];

describe("generalMeaning", () => {
  it("says what class and subject mean", () => {
    assert.equal(
      generalMeaning({ class: 5, subject: 1, detail: 250 }),
      "The message was given up: something is wrong with the address. Check the address letter by letter.",
    );
  });

  it("does not say that somebody refused where nobody answered", () => {
    assert.equal(
      generalMeaning({ class: 5, subject: 4, detail: 7 }),
      "The message was given up: no way to the recipient's server was found in time. Send it again later.",
    );
  });

  for (const [subject, detail, advice] of [
    [1, 1, "Check the address letter by letter."],
    [1, 8, "Forward the bounce to your mail admin."],
    [2, 2, "Reach the recipient another way."],
    [3, 0, "Reach the recipient another way."],
    [3, 4, "Make the message smaller."],
  ] as const) {
    it(`ends in the first thing to do for x.${subject}.${detail}`, () => {
      for (const statusClass of [4, 5] as const) {
        const meaning = generalMeaning({ class: statusClass, subject, detail });
        assert.ok(meaning.endsWith(`. ${advice}`), meaning);
      }
    });
  }

  it("does not say that anything is wrong where the message went through", () => {
    assert.equal(
      generalMeaning({ class: 2, subject: 1, detail: 5 }),
      "The message went through. The note is about the address.",
    );
  });

  it("says that class 4 may pass", () => {
    assert.match(generalMeaning({ class: 4, subject: 4, detail: 7 }), /for now/);
  });

  it("tells every class and subject apart", () => {
    const meanings = CLASSES.flatMap((statusClass) =>
      SUBJECTS.map((subject) => generalMeaning({ class: statusClass, subject, detail: 0 })),
    );
    assert.equal(new Set(meanings).size, CLASSES.length * SUBJECTS.length);
  });

  for (const statusClass of CLASSES) {
    it(`says only what class ${statusClass} means where the subject is unknown`, () => {
      const meaning = generalMeaning({ class: statusClass, subject: 8, detail: 1 });
      assert.match(meaning, /^[^:.]+\.$/);
      for (const subject of SUBJECTS) {
        const known = generalMeaning({ class: statusClass, subject, detail: 1 });
        assert.ok(known.startsWith(meaning.slice(0, -1)), known);
      }
    });
  }
});
