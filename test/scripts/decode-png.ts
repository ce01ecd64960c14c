import assert from "node:assert/strict";
import { inflateSync } from "node:zlib";

export type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** Decodes what the icons are: 8 bits a channel, with or without alpha, not interlaced (PNG 11.2, 9.2). */
export function decodePng(png: Buffer): Pixel[] {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, colourType, interlace] = [png[24], png[25], png[28]];
  assert.deepEqual([depth, interlace], [8, 0]);
  assert.ok(colourType === 2 || colourType === 6);
  const channels = colourType === 6 ? 4 : 3;

  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    const [length, type] = [png.readUInt32BE(at), png.toString("latin1", at + 4, at + 8)];
    if (type === "IDAT") data.push(png.subarray(at + 8, at + 8 + length));
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const bytes = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= channels ? bytes[at - channels]! : 0;
      const up = y > 0 ? bytes[at - stride]! : 0;
      const upLeft = x >= channels && y > 0 ? bytes[at - stride - channels]! : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter]!;
      bytes[at] = raw[y * (stride + 1) + 1 + x]! + predicted;
    }
  }
  return Array.from({ length: width * height }, (_, index) => {
    const [red, green, blue, alpha = 255] = bytes.subarray(
      index * channels,
      index * channels + channels,
    );
    return [red!, green!, blue!, alpha];
  });
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((it) => Math.abs(estimate - it));
  if (toLeft! <= toUp! && toLeft! <= toUpLeft!) return left;
  return toUp! <= toUpLeft! ? up : upLeft;
}
