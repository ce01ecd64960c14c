import { decompressRTF } from "@kenjiuno/decompressrtf";

/** More Rich Text than this is pictures. */
const MAX_COMPRESSED = 256 * 1024;

const LENGTH_FIELD = 4;

/** Rich Text as Outlook keeps it (MS-OXRTFCP), a byte a character; throws where it is damaged. */
export function readCompressedRtf(compressed: Uint8Array): string {
  const { buffer, byteOffset, length } = compressed;
  // The first field says how much follows, and is believed by who unpacks it.
  const claimed = new DataView(buffer, byteOffset, length).getUint32(0, true) + LENGTH_FIELD;
  if (claimed > length || length > MAX_COMPRESSED) throw new Error("longer than it is");
  return Buffer.from(decompressRTF([...compressed])).toString("latin1");
}
