import assert from "node:assert/strict";
import { fillCommand } from "../../src/advice/command-line.js";
import { blank, words } from "../cards/example-articles.js";

const quoted = [words("Get-Mailbox '"), blank("recipient", "the recipient's address"), words("'")];
const bare = [words("Get-Mailbox "), blank("recipient", "RECIPIENT"), words(" | fl")];

describe("fillCommand", () => {
  it("puts the value between the article's quotes", () => {
    assert.equal(
      fillCommand(quoted, { recipient: "ana@contoso.example" }),
      "Get-Mailbox 'ana@contoso.example'",
    );
  });

  for (const quote of ["'", "\u2018", "\u2019", "\u201A", "\u201B"]) {
    it(`doubles ${quote}, which would end the quotes`, () => {
      assert.equal(
        fillCommand(quoted, { recipient: `o${quote}brien@contoso.example` }),
        `Get-Mailbox 'o${quote}${quote}brien@contoso.example'`,
      );
    });
  }

  it("doubles the quotes of our own words too", () => {
    assert.equal(fillCommand(quoted, {}), "Get-Mailbox 'the recipient''s address'");
  });

  it("lets a plain value stand without quotes", () => {
    assert.equal(
      fillCommand(bare, { recipient: "ana@contoso.example" }),
      "Get-Mailbox ana@contoso.example | fl",
    );
  });

  for (const value of ["r&d@contoso.example", "o'brien@contoso.example", "-Confirm"]) {
    it(`keeps ${value} out where the article has no quotes`, () => {
      assert.equal(fillCommand(bare, { recipient: value }), "Get-Mailbox RECIPIENT | fl");
    });
  }

  it("stays on one line", () => {
    assert.equal(
      fillCommand([words("Get-Mailbox\r\n-Identity\u2028x\u0000 y")], {}),
      "Get-Mailbox -Identity x  y",
    );
  });
});
