/** Text of a paste or a file that declares no charset. */
export function decodeUtf8(content: string | Uint8Array): string {
  return typeof content === "string" ? content : new TextDecoder().decode(content);
}
