import PostalMime from "postal-mime";
import type { Email, PostalMimeOptions } from "postal-mime";
import { createDecoder } from "./transfer-encoding.js";
import type { Decoder } from "./transfer-encoding.js";

/** What postal-mime's types leave out. */
interface Internals {
  processLine(line: Uint8Array, isLast: boolean): Promise<void>;
  readonly currentNode?: Part;
}

interface Part {
  contentDecoder?: Decoder | null;
  readonly contentTransferEncoding?: { readonly encoding: string };
}

/**
 * Parses as `PostalMime.parse` does, in a fifth of the time: it passes the body of each part through
 * a Blob, line by line, and on Node that costs more than all the rest. Each part gets a decoder of
 * ours as soon as its header is read. Were the parser made otherwise one day, nothing would be
 * replaced, and it would only be slower.
 */
export function parsePostal(
  content: string | Uint8Array,
  options: PostalMimeOptions,
): Promise<Email> {
  const parser = new PostalMime(options);
  const internals = parser as unknown as Internals;
  const processLine = internals.processLine.bind(parser);
  const equipped = new WeakSet<Part>();
  internals.processLine = (line, isLast) => {
    // When this returns, a header that ended with the line has been read.
    const done = processLine(line, isLast);
    const part = internals.currentNode;
    if (part?.contentDecoder && !equipped.has(part)) {
      equipped.add(part);
      part.contentDecoder = createDecoder(part.contentTransferEncoding?.encoding ?? "");
    }
    return done;
  };
  return parser.parse(content);
}
