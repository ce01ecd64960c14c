/**
 * Mends what keeps a MIME parser from a report's parts: relays fold header fields wrongly, and
 * gateways rewrite a header and not the body, or the body and not the header.
 */
export function mendMime(content: string | Uint8Array): string | Uint8Array {
  const source = typeof content === "string" ? content : asLatin1(content);
  const mended = mendBoundary(mendFields(source));
  if (mended === source) return content;
  return typeof content === "string" ? mended : Buffer.from(mended, "latin1");
}

/** A character a byte: whatever the charset, headers and boundaries are the same. */
function asLatin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
}

// "multipart/mixed;\nboundary=x": a folded line that lost its indentation.
const UNFOLDED =
  /^(content-type:[^\n]{0,500};)[ \t]*\r?\n(?=(?:boundary|charset|report-type|type|name|format)[ \t]*=)/gim;
// "text/plain\n   charset=x": the semicolon is missing.
const UNPARTED =
  /^(content-type:[ \t]*[\w.+-]{1,40}\/[\w.+-]{1,60})[ \t]*(?:\r?\n[ \t]+|[ \t])(?=(?:boundary|charset|report-type|name)[ \t]*=)/gim;

function mendFields(source: string): string {
  return source.replace(UNFOLDED, "$1 ").replace(UNPARTED, "$1; ");
}

const MULTIPART = /^content-type:[ \t]*multipart\/[^\n]*(?:\n[ \t][^\n]*)*/im;
// Blanks are matched from the first of a run on: from each of them anew, 100 KB would take half a minute.
const BOUNDARY = /(?:;|(?<![ \t\r\n]))[ \t\r\n]*boundary[ \t]*=[ \t]*(?:"([^"\n]*)"?|([^\s;]+))/i;

/** A line that parts two parts, told by the header of the part below it. */
const PART = /^--(\S[^\r\n]{0,200}?)[ \t]*\r?\n(?=(?:content-[a-z-]{4,30}|mime-version)[ \t]*:)/im;

function mendBoundary(source: string): string {
  const end = source.search(/\n\r?\n/);
  const head = end < 0 ? source : source.slice(0, end);
  const field = MULTIPART.exec(head);
  if (!field) return source;
  const [, quoted, bare] = BOUNDARY.exec(field[0]) ?? [];
  const boundary = (quoted ?? bare ?? "").trim();
  if (boundary !== "" && source.includes(`\n--${boundary}`, end)) return source;
  const [, actual] = PART.exec(source.slice(end + 1)) ?? [];
  const type =
    actual === undefined
      ? // Its parts stand one below the other with nothing between them.
        "Content-Type: text/plain; charset=utf-8"
      : `${field[0].replace(BOUNDARY, "").trimEnd()}; boundary="${actual}"`;
  return source.slice(0, field.index) + type + source.slice(field.index + field[0].length);
}
