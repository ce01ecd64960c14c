import assert from "node:assert/strict";
import { sizeOfPicture } from "../../../src/intake/picture/picture-size.js";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

describe("sizeOfPicture", () => {
  const heads: Readonly<Record<string, string>> = {
    PNG: "89504e470d0a1a0a 0000000d 49484452 00000320 00000258",
    "JPEG behind another segment": "ffd8 ffe0 0004 0000 ffc2 0011 08 0258 0320",
    "JPEG with fill bytes": "ffd8 ffff ffc0 0011 08 0258 0320",
    GIF: "474946383961 2003 5802",
    "WebP, lossy": "52494646 00000000 57454250 56503820 00000000 000000 9d012a 2003 5802",
    "WebP, lossless": "52494646 00000000 57454250 5650384c 00000000 2f 1fc39500",
    "WebP, extended": "52494646 00000000 57454250 56503858 0a000000 00000000 1f0300 570200",
    BMP: "424d 000000000000000000000000 28000000 20030000 58020000",
    "BMP from its top": "424d 000000000000000000000000 28000000 20030000 a8fdffff",
  };
  for (const [name, head] of Object.entries(heads))
    it(`reads the head of a ${name}`, () => {
      assert.deepEqual(sizeOfPicture(bytes(head)), { width: 800, height: 600 });
    });

  for (const [name, head] of Object.entries(heads))
    it(`knows no size where the head of a ${name} is cut`, () => {
      assert.equal(sizeOfPicture(bytes(head).subarray(0, -3)), undefined);
    });

  it("does not follow a JPEG that never comes to its frame", () => {
    const endless = Buffer.alloc(20_000, bytes("ffe00002"));
    assert.equal(sizeOfPicture(Buffer.concat([bytes("ffd8"), endless])), undefined);
  });

  it("knows no size of what is no picture", () => {
    assert.equal(sizeOfPicture(Buffer.from("From: somebody")), undefined);
  });
});
