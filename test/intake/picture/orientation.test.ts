import assert from "node:assert/strict";
import { orientationOf } from "../../../src/intake/picture/orientation.js";

describe("orientationOf", () => {
  const photograph = (tag: string) =>
    Buffer.concat([Buffer.from("\xFF\xD8\xFF\xE1..Exif\0\0", "latin1"), Buffer.from(tag, "hex")]);

  it("reads the tag with its high byte first", () => {
    assert.equal(orientationOf(photograph("01120003000000010006")), 6);
  });

  it("reads the tag with its low byte first", () => {
    assert.equal(orientationOf(photograph("120103000100000008000000")), 8);
  });

  it("takes a picture without the tag as it is", () => {
    assert.equal(orientationOf(photograph("")), 1);
    assert.equal(orientationOf(Buffer.from("01120003000000010006", "hex")), 1);
  });
});
