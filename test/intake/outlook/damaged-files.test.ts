import assert from "node:assert/strict";
import { DEFAULT_LIMITS } from "../../../src/intake/limits.js";
import { createOutlookReader } from "../../../src/intake/outlook/outlook-reader.js";
import { parseMail } from "../../../src/intake/intake.js";
import { compoundFile, outlookFile } from "../../fakes/outlook/outlook-file.js";
import { REPORTS } from "../../fakes/outlook/reports.js";
import { FORWARDS } from "../../fakes/outlook/forwards.js";
import { changeBytes } from "../../fakes/change-bytes.js";

/** Where things stand in the header of a compound file (MS-CFB 2.2), in bytes. */
const AT = { fatSectors: 0x2c, directory: 0x30, miniFat: 0x3c, miniFats: 0x40, fat: 0x4c };
const SECTOR = 512;
const ENTRY = 128;
const STREAM = 2;

/** By its memory, or on a busy machine by its time. */
const STOPPED = /^(?:damaged|too-slow)$/;

const sample = (): Buffer => {
  const report = REPORTS["outlook-5.1.1-recipient-table.msg"];
  assert.ok(report, "the sample is gone");
  return Buffer.from(outlookFile(report()));
};

describe("msg, of damaged files", function () {
  this.timeout(60_000);
  const outlook = createOutlookReader();
  after(() => outlook.close());

  const parse = (content: Uint8Array, timeMs = DEFAULT_LIMITS.timeMs) =>
    parseMail(
      { contentType: "application/vnd.ms-outlook", content },
      { limits: { ...DEFAULT_LIMITS, timeMs }, outlook },
    );

  /** What kept a file from being read; and the next one is read all the same. */
  const obstacle = async (content: Uint8Array) => {
    const parsed = await parse(content);
    assert.equal((await parse(sample())).kind, "mails");
    return parsed.kind === "unreadable" ? parsed.why : parsed.kind;
  };

  it("reads the sample as long as it is whole", async () => {
    assert.equal((await parse(sample())).kind, "mails");
  });

  it("refuses an empty file", async () => {
    assert.equal(await obstacle(new Uint8Array()), "damaged");
  });

  it("refuses the first bytes alone", async () => {
    assert.equal(await obstacle(sample().subarray(0, 8)), "damaged");
  });

  for (const part of [0.2, 0.5, 0.8])
    it(`refuses the first ${part * 100} % of a file`, async () => {
      const whole = sample();
      assert.equal(await obstacle(whole.subarray(0, whole.length * part)), "damaged");
    });

  it("refuses a document of another program", async () => {
    const document = compoundFile([{ name: "WordDocument", bytes: Buffer.alloc(5000) }]);
    assert.equal(await obstacle(document), "other-kind");
  });

  it("refuses a directory whose sectors go round in a circle", async () => {
    const file = sample();
    const directory = file.readInt32LE(AT.directory);
    const fat = (file.readInt32LE(AT.fat) + 1) * SECTOR;
    file.writeInt32LE(directory, fat + 4 * directory);
    assert.match(await obstacle(file), STOPPED);
  });

  it("refuses a stream whose sectors go round in a circle", async () => {
    const file = sample();
    const miniFat = (file.readInt32LE(AT.miniFat) + 1) * SECTOR;
    for (let i = 0; i < SECTOR; i += 4) file.writeInt32LE(0, miniFat + i);
    assert.match(await obstacle(file), STOPPED);
  });

  it("refuses a folder that holds itself", async () => {
    const file = sample();
    const directory = (file.readInt32LE(AT.directory) + 1) * SECTOR;
    const child = file.readInt32LE(directory + 0x4c);
    file.writeUInt8(1, directory + child * ENTRY + 0x42);
    file.writeInt32LE(child, directory + child * ENTRY + 0x4c);
    assert.equal(await obstacle(file), "damaged");
  });

  for (const size of [0x7fffffff, -1, 0x00ffffff])
    it(`refuses streams that claim to have ${size} bytes`, async () => {
      const file = sample();
      const directory = (file.readInt32LE(AT.directory) + 1) * SECTOR;
      for (let at = directory; file[at + 0x42] !== 0; at += ENTRY)
        if (file[at + 0x42] === STREAM) file.writeInt32LE(size, at + 0x78);
      assert.equal(await obstacle(file), "damaged");
    });

  it("refuses a header that claims two thousand million tables", async () => {
    const file = sample();
    file.writeInt32LE(0x7fffffff, AT.fatSectors);
    file.writeInt32LE(0x7fffffff, AT.miniFats);
    assert.match(await obstacle(file), /^(?:damaged|mails)$/);
  });

  it("does not wait longer than it may", async () => {
    const cold = createOutlookReader();
    assert.equal(await cold.read(sample(), 1), "too-slow");
    await cold.close();
  });

  for (const [name, message] of Object.entries({ ...REPORTS, ...FORWARDS }))
    it(`outlives 60 files made of ${name} with 8 bytes changed`, async () => {
      const whole = outlookFile(message());
      for (let seed = 0; seed < 60; seed++) {
        const parsed = await parse(changeBytes(whole, 8, seed), 3000);
        const said = parsed.kind === "mails" ? "mails" : parsed.why;
        assert.match(said, /^(?:mails|damaged|other-kind|too-slow|too-deep)$/, `seed ${seed}`);
      }
      assert.equal((await parse(sample())).kind, "mails");
    });
});
