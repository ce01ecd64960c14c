import { assertProblems, BODY, FRONT, withLines } from "./small-article.js";

describe("readArticle refuses in the order of headings", () => {
  const cases: Record<string, [string[], string, string]> = {
    "text before the first": [withLines({ 11: ["", "Hello.", ""] }), "12:1", "a paragraph before"],
    "an unknown one": [withLines({ 19: ["", "## Notes", ""] }), "20:1", '"## Notes" is not one of'],
    "one of another level": [
      withLines({ 15: ["", "### What you can do", ""] }),
      "16:1",
      '"### What you can do" is not one of',
    ],
    "one in other words": [
      withLines({ 15: ["", "## what happened", ""] }),
      "16:1",
      '"## what happened" is not one of',
    ],
    "one without a blank after its #": [
      withLines({ 19: ["", "##What an admin can do", ""] }),
      "20:1",
      "without a blank",
    ],
    "one that stands where another is missing, without calling that missing": [
      withLines({ 16: "## Was Sie tun können" }),
      "16:1",
      '"## Was Sie tun können" is not one of',
    ],
    "a second of the same": [
      withLines({ 19: ["", "## What you can do", "", "1. Go.", ""] }),
      "20:1",
      "a second",
    ],
    "no admin's steps": [withLines({ 20: [], 21: [], 22: [] }), "20:1", 'admin can do" is missing'],
    "no sender's steps": [withLines({ 16: [], 17: [], 18: [] }), "17:1", 'you can do" is missing'],
  };
  for (const [what, [lines, place, words]] of Object.entries(cases)) {
    it(what, () => {
      assertProblems(lines, [place, words]);
    });
  }

  it("a wrong order", () => {
    const [, ...rest] = BODY;
    const happened = rest.slice(0, 4);
    assertProblems(
      [...FRONT, ...rest.slice(4, 8), ...happened, ...rest.slice(8)],
      ["15:1", '"## What happened" must come before "## What you can do"'],
    );
  });
});

describe("readArticle refuses as steps", () => {
  const cases: Record<string, [string | string[], string, string]> = {
    none: ["", "16:1", "has no steps"],
    "a paragraph": ["Check it.", "18:1", "make it a step"],
    bullets: ["- Check it.", "18:1", "steps are numbered"],
    "text beside them": [["Do this:", "", "1. Check it."], "18:1", "a paragraph beside the steps"],
    "a second list": [["1. Check it.", "", "1) Again."], "20:1", "a second list"],
    "an empty one": [["1. Check it.", "2."], "19:1", "a step without words"],
    "one that begins with code": [["1. ```", "   x", "   ```"], "18:4", "a step without words"],
    "a second paragraph": [["1. Check it.", "", "   Again."], "20:4", "a paragraph in a step"],
    "a second code block": [
      ["1. Run", "   ```", "   a", "   ```", "   ```", "   b", "   ```"],
      "22:4",
      "one more of the same: a code block",
    ],
    "numbers inside one": [["1. Check", "   1. this"], "19:4", "use bullets"],
    "a list inside a bullet": [["1. Check", "   - this", "     - and"], "20:6", "inside a bullet"],
    "a quote inside one": [["1. Check", "   > this"], "19:4", "a block quote in a step"],
    "code made by indenting": [["1. Run", "", "       a"], "20:4", "indent it less"],
    "code that is not closed": [["1. Run", "   ```", "   a"], "19:4", "is not closed"],
    "code without commands": [["1. Run", "   ```", "   ```"], "19:4", "an empty code block"],
  };
  for (const [what, [steps, place, words]] of Object.entries(cases)) {
    it(what, () => {
      assertProblems(withLines({ 18: steps }), [place, words]);
    });
  }
});

describe("readArticle on What happened", () => {
  it("refuses a list where paragraphs are expected", () => {
    assertProblems(withLines({ 15: ["", "- one", ""] }), ["16:1", "a list under"]);
  });

  it("refuses an empty What happened", () => {
    assertProblems(withLines({ 14: "" }), ["12:1", "has 0 paragraphs"]);
  });

  it("refuses four paragraphs under What happened", () => {
    const more = ["", "Two.", "", "Three.", "", "Four.", ""];
    assertProblems(withLines({ 15: more }), ["12:1", "has 4 paragraphs"]);
  });
});
