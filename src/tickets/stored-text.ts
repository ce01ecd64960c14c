import type { MessageRef } from "./ticket.js";

/** What a person typed, as it is kept: trimmed and at most `limit` UTF-16 units; `undefined` when empty. */
export function keptText(text: string | undefined, limit: number): string | undefined {
  // PostgreSQL refuses U+0000 in text, and a cut through a pair would leave half a character.
  const clean = (text ?? "").replaceAll("\0", "").trim();
  const cut = clean.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
  return cut.trim() || undefined;
}

export function writeRef(ref: MessageRef): string {
  const { serviceUrl, conversation, activity } = ref;
  return JSON.stringify({ serviceUrl, conversation, activity });
}

/** Reads what `writeRef` wrote. */
export function readRef(text: string | null): MessageRef | undefined {
  return text === null ? undefined : (JSON.parse(text) as MessageRef);
}
