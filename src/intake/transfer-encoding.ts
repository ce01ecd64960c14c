/** Takes the lines of a part's body, without their ends, and gives the bytes they stand for. */
export interface Decoder {
  update(line: Uint8Array): void;
  finalize(): ArrayBuffer;
}

/** The decoder for a Content-Transfer-Encoding (RFC 2045 6); for a name that is not known, none. */
export function createDecoder(encoding: string): Decoder {
  const lines: Uint8Array[] = [];
  const decode = /base64/i.test(encoding)
    ? decodeBase64
    : /quoted-printable/i.test(encoding)
      ? decodeQuotedPrintable
      : asTheyAre;
  return {
    update: (line) => lines.push(line),
    finalize: () => toArrayBuffer(decode(lines)),
  };
}

const LINE_END = 0x0a;

function asTheyAre(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(lines));
  let end = 0;
  for (const line of lines) {
    bytes.set(line, end);
    end += line.length;
    bytes[end++] = LINE_END;
  }
  return bytes;
}

/** With an end for each line. */
function lengthOf(lines: readonly Uint8Array[]): number {
  return lines.reduce((sum, { length }) => sum + length + 1, 0);
}

/** Some mailers pad each line: what stands between two runs of padding is decoded by itself. */
function decodeBase64(lines: readonly Uint8Array[]): Uint8Array {
  const text = Buffer.concat(lines).toString("latin1");
  const runs = text.replace(/[^a-zA-Z0-9+/=]+/g, "").split(/=+/);
  return Buffer.concat(runs.map((run) => Buffer.from(run, "base64")));
}

const EQUALS = 0x3d;

/** RFC 2045 6.7; what is no valid escape stays as it is. */
function decodeQuotedPrintable(lines: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lengthOf(lines));
  let end = 0;
  for (const line of lines) {
    const isSoft = line.at(-1) === EQUALS;
    const length = isSoft ? line.length - 1 : line.length;
    for (let i = 0; i < length; i++) {
      const byte = line[i] ?? 0;
      const escaped = byte === EQUALS && i + 2 < length ? hexByte(line, i + 1) : undefined;
      if (escaped !== undefined) i += 2;
      bytes[end++] = escaped ?? byte;
    }
    if (!isSoft) bytes[end++] = LINE_END;
  }
  return bytes.subarray(0, end);
}

function hexByte(line: Uint8Array, at: number): number | undefined {
  const digits = String.fromCharCode(line[at] ?? 0, line[at + 1] ?? 0);
  return /^[0-9a-f]{2}$/i.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function toArrayBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  if (byteLength === buffer.byteLength) return buffer as ArrayBuffer;
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}
