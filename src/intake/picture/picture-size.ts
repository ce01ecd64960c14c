/** How many pixels a picture says it has. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/**
 * The size in the head of a PNG, JPEG, GIF, WebP or BMP, read without decoding a pixel: a few hundred bytes
 * can claim to be 30,000 times 30,000. `undefined` where there is no such head.
 */
export function sizeOfPicture(content: Uint8Array): PictureSize | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  try {
    return findSize(bytes);
  } catch (error) {
    // It ends before its head does.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function findSize(bytes: Buffer): PictureSize | undefined {
  const head = bytes.toString("latin1", 0, 16);
  if (head.startsWith("\x89PNG"))
    return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
  if (head.startsWith("\xFF\xD8")) return sizeOfJpeg(bytes);
  if (head.startsWith("GIF8"))
    return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
  if (head.startsWith("RIFF") && head.startsWith("WEBP", 8))
    return sizeOfWebp(bytes, head.slice(12));
  if (head.startsWith("BM"))
    // The height of a BMP is negative where its first line is the top one.
    return { width: bytes.readUInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) };
  return undefined;
}

/** Start of frame, of each kind (ITU T.81 B.1.1.3). */
const FRAMES = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf];

/** A camera writes a dozen segments in front of the frame. */
const MAX_SEGMENTS = 1000;

function sizeOfJpeg(bytes: Buffer): PictureSize | undefined {
  let at = 2;
  for (let segments = 0; segments < MAX_SEGMENTS; segments++) {
    if (bytes.readUInt8(at) !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    // Any number of fill bytes may stand before a marker (B.1.1.2).
    if (marker === 0xff) at += 1;
    else if (FRAMES.includes(marker))
      return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    else at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The three ways a WebP begins (RFC 9649 2.5 to 2.7). */
function sizeOfWebp(bytes: Buffer, chunk: string): PictureSize | undefined {
  switch (chunk) {
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return undefined;
  }
}
