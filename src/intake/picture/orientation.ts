/** Of the head of a photograph, where its orientation stands. */
const HEAD = 4096;

// The tag 0x0112, one short number (TIFF 6.0, EXIF 2.3): first byte high, or low.
const TAG = /011200030000000100(0[1-8])|1201030001000000(0[1-8])00/;

/** How a photograph has to be turned, from 1 to 8; 1 is upright. */
export function orientationOf(picture: Uint8Array): number {
  const head = Buffer.from(picture.subarray(0, HEAD));
  if (!head.includes("Exif")) return 1;
  const tag = TAG.exec(head.toString("hex"));
  return Number(tag?.[1] ?? tag?.[2] ?? 1);
}
