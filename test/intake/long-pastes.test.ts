import assert from "node:assert/strict";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import { readMail as read } from "./read-mail.js";

const LETTER = "Dear all, the offer is in the mail.\n";
const REPLY = "550 5.4.1 Relay Access Denied";

describe("parseMail on a long paste", () => {
  it("leaves nothing out of the 100 KB that Teams sends", async () => {
    const { text, isCut } = await read(
      `${"x".repeat(50_000)} ${REPLY} ${"y".repeat(50_000)}`,
      "text/plain",
    );
    assert.match(text, /Relay Access Denied/);
    assert.equal(isCut, false);
  });

  for (const [where, paste] of [
    ["top", `${REPLY}\n\n${LETTER.repeat(30_000)}`],
    ["end", `${LETTER.repeat(30_000)}\n${REPLY}`],
  ] as const) {
    it(`finds the report at the ${where} of a megabyte, and says that words were left out`, async () => {
      const { text, isCut } = await read(paste, "text/plain");
      assert.match(text, /550 5\.4\.1 Relay Access Denied/);
      assert.ok(text.length < DEFAULT_LIMITS.text * 1.1);
      assert.equal(isCut, true);
    });
  }

  it("finds the report at the end of a megabyte of HTML", async () => {
    const { text, isCut } = await read(
      `${`<p>${LETTER}</p>`.repeat(25_000)}<p>${REPLY}</p>`,
      "text/html",
    );
    assert.match(text, /550 5\.4\.1 Relay Access Denied/);
    assert.equal(isCut, true);
  });
});

describe("parseMail on HTML of more tags than the parser is given", () => {
  const MANY = "<p>x</p>".repeat(2000);
  const textOf = async (html: string) => (await read(MANY + html, "text/html")).text;

  it("keeps a sentence whole that has tags inside", async () => {
    const reply =
      "<p>550 5.4.1 <b>Relay</b> <span style='x'>Access</span> <a href='y'>Denied</a></p>";
    assert.match(await textOf(reply), /^550 5\.4\.1 Relay Access Denied$/m);
  });

  it("puts each cell on a line of its own", async () => {
    assert.match(
      await textOf("<td>Status code:</td><td>550 5.4.1</td>"),
      /Status code:\n+550 5\.4\.1/,
    );
  });

  it("reads entities and keeps addresses in brackets", async () => {
    assert.match(
      await textOf("<p>to&nbsp;&lt;jo@b.example&gt; and <sam@b.example></p>"),
      /to <jo@b\.example> and <sam@b\.example>/,
    );
  });

  it("shows no style and no script", async () => {
    const unseen = "<style><!-- p {color: red} --></style><script>alert(1)</script>";
    assert.doesNotMatch(await textOf(unseen), /color|alert/);
  });

  it("leaves no word out", async () => {
    assert.equal((await read(MANY, "text/html")).isCut, false);
  });
});
