import assert from "node:assert/strict";
import { problemsOf, withLines } from "./small-article.js";

describe("readArticle refuses in a text", () => {
  const cases: Record<string, [string | string[], string, string]> = {
    HTML: ["A <b>no</b>", "14:3", "HTML inside a paragraph"],
    "an image": ["See ![x](https://a.bc/x.png)", "14:5", "an image inside"],
    "a forced line break": [["One\\", "two"], "14:4", "forced line break"],
    "a reference": [["See [x].", "", "[x]: https://a.bc"], "14:5", "a link by reference"],
    "a table": [["| a | b |", "| - | - |"], "14:1", "a table"],
    "a table without outer bars": [["a | b", "--- | ---"], "15:1", "a table"],
    "a link without https": ["[x](http://a.bc)", "14:1", "begins with https://"],
    "a link to mail": ["Hi <a@b.cd>", "14:4", "begins with https://"],
    "a link within the site": ["[x](/exchange/a)", "14:1", "a whole address"],
    "a link that names another place": [
      "[x](https://microsoft.com@a.bc)",
      "14:1",
      "does not show where it leads",
    ],
    "a link to a look-alike": ["[x](https://micros\u043Eft.com)", "14:1", "does not show where"],
    "a link without end": [`[x](https://a.bc/${"x".repeat(500)})`, "14:1", "a card holds 500"],
    "a link with a title": ['[x](https://a.bc "t")', "14:1", "has a title"],
    "a placeholder in a link's text": ["[to {recipient|x}](https://a.bc)", "14:5", "inside a link"],
    "a placeholder in an address": [
      "[x](https://a.bc/{recipient})",
      "14:1",
      "write a fixed address",
    ],
    "an unknown placeholder": ["To {mailbox|them}", "14:4", "{mailbox|…} is no placeholder"],
    "a second unknown one": ["A {status|x} {b|y}", "14:14", "{b|…} is no placeholder"],
    "one on the second line": [["A", "  and {b|y}"], "15:7", "{b|…} is no placeholder"],
    "one behind an escape": ["A\\* {b|y}", "14:5", "{b|…} is no placeholder"],
    "an unknown one in code": ["Run `a {b|y}`", "14:8", "{b|…} is no placeholder"],
    "one without fallback": ["To {recipient|}", "14:4", "has no fallback"],
    "one with a blank fallback": ["To {recipient|  }", "14:4", "has no fallback"],
    "one without bar": ["To {recipient}", "14:4", "not a whole placeholder"],
    "one that is not closed": ["To {recipient|them", "14:4", "is not closed"],
    "one inside another": ["To {recipient|{sender|x}}", "14:4", "is not closed"],
    "one broken by bold": ["To {recipient|**x**}", "14:4", "is not closed"],
    "a template's opening": ["For ${recipient|x}", "14:5", "card's templates"],
    "an escaped one": ["For $\\{x}", "14:1", "card's templates"],
    "a character that nobody sees": ["Gr\u200Bn", "14:3", "an invisible character (U+200B)"],
    "a character that is not UTF-8": ["Gr\uFFFDn", "14:3", "save the file as UTF-8"],
  };
  for (const [what, [text, place, words]] of Object.entries(cases)) {
    it(what, () => {
      const [first = "no problem"] = problemsOf(withLines({ 14: text }));
      assert.ok(first.startsWith(`kb/no-such-address.md:${place}: `), first);
      assert.ok(first.includes(words), first);
    });
  }
});
