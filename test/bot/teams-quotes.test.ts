import assert from "node:assert/strict";
import type { Activity } from "botbuilder";
import { saidIn } from "../../src/bot/said.js";
import { splitQuotes } from "../../src/bot/teams-quotes.js";

const REPLY = '<blockquote itemtype="http://schema.skype.com/Reply">';
const BOT = "28:bot";

describe("splitQuotes", () => {
  it("takes the preview of a reply, and not the name above it", () => {
    const author = '<strong itemprop="mri" itemid="8:anna">Anna</strong>';
    const html = `${REPLY}${author}<p itemprop="preview">550 5.1.1</p></blockquote><p>Why?</p>`;
    assert.deepEqual(splitQuotes(html, BOT), {
      own: "<p>Why?</p>",
      forwarded: [],
      replied: ["550 5.1.1"],
    });
  });

  it("takes nothing of a reply to the bot", () => {
    const author = `<strong itemprop="mri" itemid="${BOT}">NDR Bot</strong>`;
    const html = `${REPLY}${author}<p itemprop="preview">550 5.1.1</p></blockquote>`;
    assert.deepEqual(splitQuotes(html, BOT).replied, []);
  });

  for (const attribute of ['itemprop="mri"', 'itemprop="preview"'])
    it(`gets through 600 KB of ${attribute} in one tag`, () => {
      const html = `${REPLY}<p ${`${attribute} `.repeat(600_000 / 16)}</blockquote>`;
      assert.deepEqual(splitQuotes(html, BOT).replied, []);
    });
});

describe("saidIn", () => {
  it("gets through 900 KB of mentions in one tag", () => {
    const content = `<span ${"schema.skype.com/Mention ".repeat(36_000)}`;
    const said = saidIn({
      text: "",
      recipient: { id: BOT },
      conversation: { id: "a:1" },
      attachments: [{ contentType: "text/html", content }],
    } as unknown as Activity);
    assert.equal(said.own.length, 1);
  });
});
