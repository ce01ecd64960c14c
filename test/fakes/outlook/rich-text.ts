/** Rich Text as Outlook compresses it (MS-OXRTFCP 2.2), every letter spelled out. */
export function compressedRtf(rtf: string): Uint8Array {
  const raw = Buffer.from(rtf, "latin1");
  const runs: Buffer[] = [];
  for (let at = 0; at + 8 <= raw.length; at += 8)
    runs.push(Buffer.from([0]), raw.subarray(at, at + 8));
  const rest = raw.subarray(raw.length - (raw.length % 8));
  // A reference to the place that is written next ends it; what is known beforehand has 207 letters.
  const end = ((raw.length + 207) & 0xfff) << 4;
  runs.push(Buffer.from([1 << rest.length]), rest, Buffer.from([end >> 8, end & 0xff]));
  return withHeader("LZFu", raw.length, Buffer.concat(runs));
}

/** The same without compression. */
export function storedRtf(rtf: string): Uint8Array {
  const raw = Buffer.from(rtf, "latin1");
  return withHeader("MELA", raw.length, raw);
}

function withHeader(kind: string, rawLength: number, content: Uint8Array): Uint8Array {
  const header = Buffer.alloc(16);
  header.writeUInt32LE(content.length + 12, 0);
  header.writeUInt32LE(rawLength, 4);
  header.write(kind, 8, "latin1");
  return Buffer.concat([header, content]);
}
