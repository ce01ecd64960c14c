import assert from "node:assert/strict";
import { deflateSync } from "node:zlib";
import { decodeGreyPng, encodePgm } from "../../../src/intake/picture/grey-image.js";
import { legible } from "../../../src/intake/picture/legible.js";

describe("legible", () => {
  const image = (width: number, height: number, grey: number) => ({
    width,
    height,
    pixels: new Uint8Array(width * height).fill(grey),
  });

  it("turns light on dark into dark on light", () => {
    assert.equal(legible(image(4, 4, 20)).pixels[5], 235);
  });

  it("leaves dark on light", () => {
    assert.equal(legible(image(4, 4, 240)).pixels[5], 240);
  });

  it("makes a small picture twice as large", () => {
    const { width, height, pixels } = legible(image(30, 20, 240));
    assert.deepEqual([width, height, pixels.length], [60, 40, 2400]);
  });

  it("leaves a large picture", () => {
    assert.equal(legible(image(2000, 1600, 240)).width, 2000);
  });

  it("puts between two pixels what is between their greys", () => {
    const two = { width: 2, height: 1, pixels: Uint8Array.of(200, 240) };
    assert.deepEqual([...legible(two).pixels], [200, 210, 230, 240, 200, 210, 230, 240]);
  });
});

describe("decodeGreyPng", () => {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type, "latin1"), data, Buffer.alloc(4)]);
  };
  const png = (depth: number, lines: readonly number[]) =>
    Buffer.concat([
      Buffer.from("89504e470d0a1a0a", "hex"),
      chunk("IHDR", Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, depth, 0, 0, 0, 0])),
      chunk("IDAT", deflateSync(Buffer.from(lines))),
    ]);

  // PNG 9.2: nothing, left, up, the mean of both, whichever is nearest.
  const filters: readonly (readonly [number, readonly number[]])[] = [
    [0, [7, 9]],
    [1, [7, 16]],
    [2, [17, 29]],
    [3, [12, 25]],
    [4, [17, 29]],
  ];
  for (const [filter, second] of filters)
    it(`undoes filter ${filter}`, () => {
      const { pixels } = decodeGreyPng(png(8, [0, 10, 20, filter, 7, 9]));
      assert.deepEqual([...pixels], [10, 20, ...second]);
    });

  it("refuses another depth", () => {
    assert.throws(() => decodeGreyPng(png(16, [0, 1, 2])), /not a grey PNG/);
  });

  it("refuses a picture that ends too early", () => {
    assert.throws(() => decodeGreyPng(png(8, [0, 10, 20])), /ends too early/);
  });
});

describe("encodePgm", () => {
  it("writes a head of three lines and the pixels", () => {
    const pgm = encodePgm({ width: 2, height: 1, pixels: Buffer.from("ab") });
    assert.equal(pgm.toString(), "P5\n2 1\n255\nab");
  });
});
