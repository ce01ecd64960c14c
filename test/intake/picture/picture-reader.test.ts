import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  createPictureReader,
  type PictureReader,
} from "../../../src/intake/picture/picture-reader.js";
import { textOfPicture } from "../../../src/intake/picture/picture-text.js";

const SCREENSHOT = readFileSync("test/fixtures/bounces/picture-5.1.10-dark-small.png");
/** A tenth of what it takes on a machine that does nothing else. */
const PATIENT = { person: "kim", timeMs: 60_000 };

describe("createPictureReader", function () {
  this.timeout(120_000);
  let reader: PictureReader;
  before(() => {
    reader = createPictureReader({ languages: ["eng"] });
  });
  after(() => reader.close());

  async function textIn(picture: Uint8Array): Promise<string> {
    const lines = await reader.read(picture, PATIENT);
    return typeof lines === "string" ? lines : textOfPicture(lines);
  }

  it("reads small light letters on dark", async () => {
    const text = await textIn(SCREENSHOT);
    assert.match(text, /^Your message to anna@fabrikam\.example couldn't be delivered\.$/m);
    assert.match(text, /^Error:\t550 5\.1\.10 RESOLVER\.ADR\.RecipientNotFound;/m);
  });

  it("refuses a picture that is cut off, and reads the next", async () => {
    assert.equal(await reader.read(SCREENSHOT.subarray(0, 100), PATIENT), "damaged");
    assert.match(await textIn(SCREENSHOT), /RecipientNotFound/);
  });

  it("refuses what is no picture", async () => {
    assert.equal(await reader.read(Buffer.from("From: somebody"), PATIENT), "damaged");
  });

  for (const [width, height] of [
    [30_000, 30_000],
    [5000, 4000],
    [100_000, 10],
  ] as const)
    it(`opens no picture of ${width} x ${height} pixels, however small the file`, async () => {
      const bomb = Buffer.from(SCREENSHOT);
      bomb.writeUInt32BE(width, 16);
      bomb.writeUInt32BE(height, 20);
      assert.equal(await reader.read(bomb, PATIENT), "too-many-pixels");
    });

  it("does not wait longer than it may", async () => {
    assert.equal(await reader.read(SCREENSHOT, { person: "kim", timeMs: 1 }), "too-slow");
  });

  it("lets nobody fill the queue", async () => {
    const quick = { person: "kim", timeMs: 1 };
    const asked = Array.from({ length: 8 }, () => reader.read(SCREENSHOT, quick));
    const outcomes = await Promise.all(asked);
    assert.deepEqual(outcomes.slice(-2), ["too-many-pictures", "too-many-pictures"]);
    assert.equal(outcomes[0], "too-slow");
  });
});
