const BLOCK =
  /<\/?(?:html|body|div|p|br|table|tbody|tr|td|th|ul|ol|li|h[1-6]|o:p)(?:\s[^<>]{0,500})?\/?>/gi;

/** One "<p>" may be somebody's question about HTML; more are the source of a page. */
const ENOUGH = 2;

/** A report has shown what it is by then. */
const MAX_LOOKED_AT = 64 * 1024;

/** Was a text copied out of a page's source, tags and all? */
export function isPageSource(text: string): boolean {
  return (text.slice(0, MAX_LOOKED_AT).match(BLOCK)?.length ?? 0) >= ENOUGH;
}

/** "<anna@fabrikam.example>" stands in pastes of source as it does in mail; it is no tag. */
export function keepAddresses(source: string): string {
  return source.replace(/<(?=[^<>\s]{1,128}@[^<>\s]{1,255}>)/g, "&lt;");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&apos;": "'",
  "&amp;": "&",
};

/** A text whose tags are gone and whose entities were left: "User&nbsp;unknown". */
export function withoutEntities(text: string): string {
  return text.replace(/&(?:nbsp|lt|gt|quot|#39|apos|amp);/g, (entity) => ENTITIES[entity] ?? "");
}
