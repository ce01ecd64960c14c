/** Text of a paste or a file that declares no charset: UTF-8, or UTF-16 where its mark says so. */
export function decodeText(content: string | Uint8Array): string {
  if (typeof content === "string") return content;
  const [first, second] = content;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(content);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(content);
  return new TextDecoder().decode(content);
}
