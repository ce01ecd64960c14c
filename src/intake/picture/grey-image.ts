import { inflateSync } from "node:zlib";

/** A picture without its colours: one byte a pixel, 0 is black. */
export interface GreyImage {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/**
 * Decodes the one kind of PNG that the reader of pictures writes: 8 bits of grey a pixel, not
 * interlaced (PNG 11.2, 9.2). Throws on any other.
 */
export function decodeGreyPng(png: Buffer): GreyImage {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  if (png[24] !== 8 || png[25] !== 0 || png[28] !== 0) throw new Error("not a grey PNG");
  const raw = inflateSync(Buffer.concat(dataOf(png)));
  if (raw.length !== (width + 1) * height) throw new Error("a PNG that ends too early");
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = y * (width + 1) + 1;
    unfilter(raw[from - 1] ?? 0, raw.subarray(from, from + width), pixels, y * width);
  }
  return { width, height, pixels };
}

function dataOf(png: Buffer): readonly Buffer[] {
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length; at += png.readUInt32BE(at) + 12)
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  return data;
}

/** One line, each pixel written as what it differs by from those before it. */
function unfilter(filter: number, line: Buffer, pixels: Uint8Array, start: number): void {
  const width = line.length;
  for (let x = 0; x < width; x++) {
    const at = start + x;
    const left = x > 0 ? (pixels[at - 1] ?? 0) : 0;
    const up = pixels[at - width] ?? 0;
    const upLeft = x > 0 ? (pixels[at - width - 1] ?? 0) : 0;
    pixels[at] = (line[x] ?? 0) + predict(filter, left, up, upLeft);
  }
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const toLeft = Math.abs(up - upLeft);
  const toUp = Math.abs(left - upLeft);
  const toUpLeft = Math.abs(left + up - 2 * upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

/** The same in the simplest format there is (Netpbm's PGM). */
export function encodePgm({ width, height, pixels }: GreyImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1"), pixels]);
}
