import assert from "node:assert/strict";
import { fillCommand, quote } from "../../src/advice/command-line.js";
import { traceCommands } from "../../src/advice/trace-commands.js";
import { blank, words } from "../cards/example-articles.js";
import { NDR } from "../cards/examples.js";
import { hostileValues } from "../fakes/hostile-values.js";
import { readPowerShell, type Token } from "../fakes/powershell.js";

const COUNT = 100_000;

/** Written out here once more, by number: what must not be left of a value. */
const UNSEEN: readonly (readonly [from: number, to: number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xd800, 0xdfff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe0fff],
];

function meant(value: string): string {
  const isSeen = (code: number) => UNSEEN.every(([from, to]) => code < from || code > to);
  return Array.from(value)
    .filter((mark) => isSeen(mark.codePointAt(0) ?? 0))
    .join("");
}

const word = (text: string): Token => ({ kind: "word", text });
const verbatim = (text: string): Token => ({ kind: "verbatim", text });
const pipe: Token = { kind: "mark", text: "|" };

describe("quote", () => {
  it(`makes one string of each of ${COUNT} hostile values, and loses nothing that is seen`, function () {
    this.timeout(30_000);
    for (const value of hostileValues(COUNT)) {
      const line = `Get-Recipient -Identity ${quote(value)} | Format-List Name`;
      const expected: readonly Token[] = [
        word("Get-Recipient"),
        word("-Identity"),
        verbatim(meant(value)),
        pipe,
        word("Format-List"),
        word("Name"),
      ];
      const tokens = readPowerShell(line);
      if (
        tokens.length !== expected.length ||
        tokens.some((t, i) => t.text !== expected[i]?.text || t.kind !== expected[i].kind)
      )
        assert.deepEqual(tokens, expected, JSON.stringify(value));
    }
  });

  it("takes out what would not be seen, or turn the line around", () => {
    assert.equal(quote("a\u202Ena@x\u2069\u200B\n\u0000y\uFEFF"), "'ana@xy'");
  });

  it("keeps letters of any script, and whole characters beyond the first plane", () => {
    assert.equal(quote("анна@пример.example \u{1F600}"), "'анна@пример.example \u{1F600}'");
  });
});

describe("fillCommand, read back", () => {
  const command = [
    words("Set-Group '"),
    blank("recipient", "<group>"),
    words("' -Add @{Add='smtp:"),
    blank("sender", "<sender>"),
    words("'} -Text ‘it’’s "),
    blank("messageId", "<id>"),
    words("’"),
  ];

  it(`has the strings that are meant, for ${COUNT} hostile values`, function () {
    this.timeout(30_000);
    const marks = ["@", "{", "=", "}"];
    let sender = "";
    for (const value of hostileValues(COUNT)) {
      const line = fillCommand(command, { recipient: value, sender, messageId: value });
      const strings: string[] = [];
      for (const { kind, text } of readPowerShell(line)) {
        if (kind === "verbatim") strings.push(text);
        else if (kind !== "word" && !marks.includes(text)) assert.fail(line);
      }
      const [a = "", b = "", c = ""] = strings;
      const group = meant(value) || "<group>";
      const ok =
        strings.length === 3 &&
        a === group &&
        b === `smtp:${meant(sender) || "<sender>"}` &&
        c === `it’s ${meant(value) || "<id>"}`;
      if (!ok) assert.deepEqual(strings, [group, meant(sender), meant(value)], line);
      sender = value;
    }
  });

  it("lets no value in where it would not stand in verbatim quotes", () => {
    const places: readonly (readonly [before: string, after: string])[] = [
      [`Write-Host "it's `, `"`],
      ["Write-Host “it's ", "”"],
      [`Get-ADUser -Filter "mail -eq '`, `'"`],
      ["Get-Thing `'", ""],
      [`Get-Thing "\`"'`, `'"`],
      [`Get-Thing "$('a' + "'`, `'")"`],
      ["Get-Thing # don't ", ""],
      ["Get-Thing --% '", "'"],
      ["Get-Thing ${a'", "}"],
      ["Get-Thing @'", ""],
      ["Get-Thing <# '", "' #>"],
    ];
    for (const [before, after] of places)
      for (const value of ["$(calc)", "';calc;'", "ana", '";calc;"']) {
        const line = fillCommand([words(before), blank("recipient", "X"), words(after)], {
          recipient: value,
        });
        assert.equal(line, `${before}X${after}`, value);
      }
  });

  it("lets no value be the command, or its variable", () => {
    for (const before of [
      "",
      "Get-X | ",
      "Get-X; ",
      "& ",
      ". ",
      "$(",
      "Get-X {",
      "$x = ",
      "$",
      "$env:",
    ]) {
      const line = fillCommand([words(before), blank("remoteMta", "X")], { remoteMta: "calc.exe" });
      assert.equal(line, `${before}X`);
    }
  });
});

describe("traceCommands, read back", () => {
  it("has nothing but its parameters and its strings, whatever the bounce says", function () {
    this.timeout(30_000);
    const known =
      /^(?:Get-MessageTrace(?:Detail)?V2|-(?:Sender|Recipient)Address|-MessageId|-StartDate|-EndDate|\+|Format-List|Date|Event|Detail)$/;
    for (const value of hostileValues(20_000)) {
      const ndr = {
        ...NDR,
        sender: value,
        messageId: value.replace(/^<|>$/g, ""),
        arrivalDate: value,
        recipients: [{ finalRecipient: `o'${value}` }],
      };
      for (const line of traceCommands(ndr))
        for (const { kind, text } of readPowerShell(line))
          if (kind !== "verbatim" && !(kind === "word" ? known.test(text) : /^[()|,]$/.test(text)))
            assert.fail(line);
    }
  });
});
