import assert from "node:assert/strict";
import { formatCodes } from "../../../src/knowledge/format-codes.js";
import { cleanPage } from "../../../src/knowledge/learn/clean-page.js";
import { codesIn, codesInName } from "../../../src/knowledge/learn/codes.js";
import { parseHeader } from "../../../src/knowledge/learn/header.js";
import { plainOf, readPiece } from "../../../src/knowledge/learn/inlines.js";
import { phrasesOf } from "../../../src/knowledge/learn/phrases.js";
import { isReply } from "../../../src/knowledge/learn/quotes.js";
import { isLearnPage } from "../../../src/knowledge/learn/recognise.js";

describe("isLearnPage", () => {
  const pages: Record<string, string> = {
    "a page with Learn's front matter": "---\ntitle: x\nms.date: 01/02/2024\n---\n# x",
    "a page without any": "# Fix 5.7.1",
    "a page with a byte order mark and CRLF": "\uFEFF---\r\ntitle: x\r\n---\r\n# x",
  };
  for (const [what, text] of Object.entries(pages)) {
    it(`is true of ${what}`, () => {
      assert.equal(isLearnPage(text), true);
    });
  }

  const ours: Record<string, string> = {
    "an article of ours": "---\ntitle: x\ncodes: [5.7.1]\nwho: sender\n---\n## What happened",
    "one with a mistake in its front matter": "---\nwho: sender\ntitle: [\n---\n",
    "one without front matter": "## What happened\n\nIt.",
    "one whose front matter is not closed": "---\ntitle: x\ncodes: [5.7.1]\n",
    "one whose front matter has no first line": "title: x\ncodes: [5.7.1]\n---\n\nIt.",
    "one that has phrases only": "---\nphrases: []\n---\n",
  };
  for (const [what, text] of Object.entries(ours)) {
    it(`is false of ${what}`, () => {
      assert.equal(isLearnPage(text), false);
    });
  }
});

describe("parseHeader", () => {
  const dates: Record<string, string | undefined> = {
    "01/24/2024": "2024-01-24",
    "9/3/2025": "2025-09-03",
    "2026-01-02": "2026-01-02",
    "24/01/2024": undefined,
    "02/30/2024": undefined,
    soon: undefined,
  };
  for (const [written, day] of Object.entries(dates)) {
    it(`reads the date ${written} as ${String(day)}`, () => {
      assert.equal(parseHeader(`ms.date: ${written}`).reviewed, day);
    });
  }

  it("says nothing of keys that are empty, lists or no YAML", () => {
    const nothing = { title: undefined, description: undefined, reviewed: undefined };
    for (const header of ["title:", "title: [a]", "title: [", ""])
      assert.deepEqual(parseHeader(header), nothing);
  });
});

describe("cleanPage", () => {
  const cases: Record<string, [string, string]> = {
    "an icon in mid-sentence": [
      'choose **Edit** :::image type="icon" source="a.png"::: now',
      "choose **Edit** now",
    ],
    "an icon before a full stop": ['Edit :::image type="icon":::.', "Edit."],
    "an include": ["[!INCLUDE [x](../x.md)]", ""],
    "the number in the old knowledge base": ["_Original KB number:_ &nbsp; 42\nx", "\nx"],
    "words not to translate": [':::no-loc text="Outlook":::', "Outlook"],
    "invisible characters": ["a\u200bb\u00a0c\u202fd&nbsp;e", "ab c d e"],
    "a note's mark": ["> [!NOTE]\r\n> x", "> **Note:**\n> x"],
  };
  for (const [what, [text, clean]] of Object.entries(cases)) {
    it(`mends ${what}`, () => {
      assert.equal(cleanPage(text), clean);
    });
  }

  it("is quick on an opening that never ends", () => {
    const start = performance.now();
    cleanPage(":::image ".repeat(20_000));
    assert.ok(performance.now() - start < 2000);
  });
});

describe("codesIn", () => {
  const cases: Record<string, readonly string[]> = {
    "error code 550 5.7.64": ["5.7.64"],
    "5.7.703, 5.7.705 and 5.7.708": ["5.7.703", "5.7.705", "5.7.708"],
    "5.7.0 through 5.7.999": ["5.7.0-5.7.999"],
    "5.7.1 (and also 5.7.0 to 5.7.999)": ["5.7.1", "5.7.0-5.7.999"],
    "451 4.7.500-699 (ASxxx)": ["4.7.500-4.7.699"],
    "5.7.13 or 135": ["5.7.13", "5.7.135"],
    "5.4.6 or 5.4.14": ["5.4.6", "5.4.14"],
    "5.7.1 or 192.0.2.1": ["5.7.1"],
    "5.1.20-5.1.1": ["5.1.20", "5.1.1"],
    "Exchange 15.20.5.1 on 192.0.2.1": [],
  };
  for (const [text, codes] of Object.entries(cases)) {
    it(`finds ${codes.join(", ") || "none"} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(codesIn(text).map(formatCodes).toSorted(), [...codes].toSorted());
    });
  }

  it("finds the code of a file's name", () => {
    const found = (name: string) => codesInName(name).map(formatCodes);
    assert.deepEqual(found("fix-error-code-550-5-1-10-in-exchange-online"), ["5.1.10"]);
    assert.deepEqual(found("fix-ndr-5.4.1"), ["5.4.1"]);
    assert.deepEqual(found("relay-access-denied-attr36"), []);
  });
});

describe("phrasesOf", () => {
  const cases: Record<string, [string, readonly string[]]> = {
    "drops reply code, code and marks": ["#550 5.4.1 Room is closed ##", ["Room is closed"]],
    "drops what another server wraps around it": [
      "Remote Server returned '<xxxxxxxx> #5.7.1 smtp;550 5.7.1 ROOMS.Closed; no [Stage: Create]'",
      ["ROOMS.Closed; no [Stage: Create]"],
    ],
    "parts at places for what differs": [
      "550 5.7.9 The room <name> is closed by {0} until further notice",
      ["The room", "is closed by", "until further notice"],
    ],
    "closes the gap of an IP address, as the matcher does": [
      "5.7.1 Client host [xxx.xxx.xxx.xxx] is on the list",
      ["Client host is on the list"],
    ],
    "parts sentences and drops those that only lead on": [
      "550 5.7.9 The room is closed. For more information, see this page.",
      ["The room is closed"],
    ],
    "keeps no single word": ["550 5.7.9 Refused", []],
  };
  for (const [what, [quote, phrases]] of Object.entries(cases)) {
    it(what, () => {
      assert.deepEqual(phrasesOf(quote), phrases);
    });
  }

  it("cuts none longer than the matcher sees at once", () => {
    const phrases = phrasesOf(`550 5.7.9 ${"the room is closed and ".repeat(20)}`);
    assert.ok(phrases.length > 2 && phrases.every(({ length }) => length <= 120));
  });
});

describe("isReply", () => {
  for (const text of ["550 5.7.1 Room closed today", "ROOMS.RST.Closed; room closed"]) {
    it(`is true of ${text}`, () => {
      assert.equal(isReply(text), true);
    });
  }
  for (const text of ["5.7.1", "Admin center", "outbound to Office 365", "Domain Type"]) {
    it(`is false of ${text}`, () => {
      assert.equal(isReply(text), false);
    });
  }
});

describe("readPiece", () => {
  const links: Record<string, [string, string | undefined]> = {
    "[x](/exchange/a)": ["x", "https://learn.microsoft.com/exchange/a"],
    "[x](https://aka.ms/a)": ["x", "https://aka.ms/a"],
    "[x](a.md)": ["x", undefined],
    "[x](#a)": ["x", undefined],
    "[x](//evil.example/a)": ["x", undefined],
    "[x](javascript:a)": ["x", undefined],
    "[x](http://a.example/b)": ["x (http://a.example/b)", undefined],
    "[![x](a.png)](https://aka.ms/a)": ["", undefined],
  };
  for (const [markdown, [words, link]] of Object.entries(links)) {
    it(`reads ${markdown}`, () => {
      const text = readPiece(markdown);
      assert.equal(plainOf(text), words);
      const [first] = text;
      assert.equal(first?.kind === "words" ? first.link : undefined, link);
    });
  }

  it("drops stars that are left over", () => {
    assert.equal(plainOf(readPiece("the **Name **value, Edit**")), "the Name value, Edit");
  });
});
