import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assertSound } from "../../../src/intake/outlook/sound-file.js";

const BOUNCES = "test/fixtures/bounces";
const FILES = readdirSync(BOUNCES).filter((name) => name.endsWith(".msg"));

describe("assertSound", () => {
  for (const name of FILES)
    it(`has nothing to say of ${name}`, () => {
      assertSound(readFileSync(join(BOUNCES, name)));
    });

  /** A sound file after somebody wrote a number into it. */
  const changed = (change: (file: DataView) => readonly [at: number, number: number]) => {
    const bytes = new Uint8Array(readFileSync(join(BOUNCES, FILES[0] ?? "")));
    const file = new DataView(bytes.buffer);
    file.setUint32(...change(file), true);
    return bytes;
  };
  const offsetOf = (sector: number) => (sector + 1) * 512;
  const fat = (file: DataView) => offsetOf(file.getUint32(76, true));
  const directory = (file: DataView) => file.getUint32(48, true);
  const child = (file: DataView) => offsetOf(directory(file)) + 76;

  const DAMAGES: Readonly<Record<string, Parameters<typeof changed>[0]>> = {
    "a directory whose sectors go round in a circle": (file) => [
      fat(file) + 4 * directory(file),
      directory(file),
    ],
    "a directory that begins outside of the file": () => [48, 0x7fffffff],
    "an entry that is its own child": (file) => [child(file), 0],
    "an entry whose child is nowhere": (file) => [child(file), 99_999],
    "more tables than there are sectors": () => [44, 0x7fffffff],
    "more lists of tables than there are sectors": () => [72, 0x7fffffff],
    "a table outside of the file": () => [76, 0x7fffffff],
    "sectors of another size": () => [30, 7],
  };
  for (const [what, change] of Object.entries(DAMAGES))
    it(`refuses ${what}`, () => {
      const file = changed(change);
      assert.throws(() => {
        assertSound(file);
      }, /leads nowhere/);
    });

  it("refuses what is shorter than a header", () => {
    assert.throws(() => {
      assertSound(new Uint8Array(20));
    });
  });
});
