import type { SMTPServerDataStream } from "smtp-server";

/**
 * The bytes of a mail, or `undefined` when they are more than `most`: then the rest is read and dropped, so
 * that the client hears the refusal. Rejects when the connection ends before the mail does.
 */
export async function readMessage(
  stream: SMTPServerDataStream,
  most: number,
): Promise<Uint8Array | undefined> {
  let chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > most) chunks = [];
    else chunks.push(chunk);
  }
  return length > most ? undefined : Buffer.concat(chunks);
}
