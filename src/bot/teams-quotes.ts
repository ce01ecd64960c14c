/** The HTML of a message, taken apart: what the person wrote, and what Teams put in of other messages. */
export interface Quotes {
  readonly own: string;
  /** Each forwarded message, whole. */
  readonly forwarded: readonly string[];
  /** The beginning of each message that was replied to; Teams cuts it off. */
  readonly replied: readonly string[];
}

const BLOCK = /<(\/?)blockquote\b([^<>]*)>/gi;
const TEAMS = /\bitemtype="https?:\/\/schema\.skype\.com\/(Forward|Reply)"/i;

/** Takes Teams' own blockquotes out of a message; those that somebody pasted stay where they are. */
export function splitQuotes(html: string, bot: string): Quotes {
  const parts = { own: "", forwarded: [] as string[], replied: [] as string[] };
  let depth = 0;
  let open: { readonly kind: string; readonly depth: number; readonly from: number } | undefined;
  let end = 0;
  const keep = (kind: string, block: string) => {
    if (kind === "forward") parts.forwarded.push(block);
    else parts.replied.push(...previewIn(block, bot));
  };
  for (const { 0: tag, 1: slash, 2: attributes = "", index } of html.matchAll(BLOCK)) {
    if (slash) {
      depth = Math.max(0, depth - 1);
      if (open?.depth !== depth) continue;
      keep(open.kind, html.slice(open.from, index));
      open = undefined;
      end = index + tag.length;
      continue;
    }
    const kind = TEAMS.exec(attributes)?.[1]?.toLowerCase();
    if (kind && !open) {
      parts.own += html.slice(end, index);
      open = { kind, depth, from: index + tag.length };
    }
    depth++;
  }
  if (open) keep(open.kind, html.slice(open.from));
  else parts.own += html.slice(end);
  return parts;
}

const TAG = /<([a-z]+)\b([^<>]*)>/gi;
const PREVIEW = /\bitemprop="preview"/i;
const AUTHOR = /\bitemprop="mri"/i;
const ID = /\bitemid="([^"<>]*)"/i;

/** Not the name and the time above it; and nothing where the bot itself was replied to. */
function previewIn(reply: string, bot: string): readonly string[] {
  // Each tag is looked at by itself: one pattern for several attributes tries them all with each other.
  const tags = [...reply.matchAll(TAG)];
  const isAuthor = (attributes: string) =>
    AUTHOR.test(attributes) && ID.exec(attributes)?.[1] === bot;
  if (tags.some(([, , attributes = ""]) => isAuthor(attributes))) return [];
  const start = tags.find(
    ([, name = "", attributes = ""]) => name.toLowerCase() === "p" && PREVIEW.test(attributes),
  );
  if (!start) return [];
  const from = start.index + start[0].length;
  const end = reply.indexOf("</p>", from);
  return [reply.slice(from, end === -1 ? undefined : end)];
}
