import type { Activity } from "botbuilder";

const AT = /<at(?:\s[^<>]{0,200})?>([^<>]{0,200})<\/at>/gi;

/** Stands where a message was replied to. */
const QUOTED = /<quoted\b[^<>]{0,500}>(?:<\/quoted>)?/gi;

/**
 * What a message says, without the mentions of the bot; other people's stay as their names.
 * The SDK's own function removes one mention only, needs `text` in its entity, and throws without.
 */
export function textWithoutMention(activity: Activity): string {
  const text: unknown = activity.text;
  if (typeof text !== "string") return "";
  const { bot, others } = namesIn(activity);
  const isBot = (name: string) => (bot.size > 0 ? bot.has(name) : !others.has(name));
  return unescape(
    text
      .replace(QUOTED, " ")
      .replace(AT, (_tag, name: string) => (isBot(plain(name)) ? " " : name)),
  ).trim();
}

/** Whether the bot is meant, and not only within earshot. */
export function isBotMentioned({ entities, recipient }: Activity): boolean {
  return ((entities ?? []) as readonly MentionEntity[]).some(
    ({ type, mentioned }) => type === "mention" && mentioned?.id === recipient.id,
  );
}

/** What the bot and others are called in this message: by a mention's words and by who is meant. */
function namesIn(activity: Activity): { bot: ReadonlySet<string>; others: ReadonlySet<string> } {
  const bot = new Set<string>();
  const others = new Set<string>();
  for (const { type, text, mentioned } of (activity.entities ?? []) as readonly MentionEntity[]) {
    if (type !== "mention") continue;
    const names = mentioned?.id === activity.recipient.id ? bot : others;
    const words = typeof text === "string" ? text.replace(/<[^<>]{0,200}>/g, "") : undefined;
    for (const name of [mentioned?.name, words])
      if (typeof name === "string" && name.trim()) names.add(plain(name));
  }
  const { name } = activity.recipient as { readonly name?: unknown };
  if (bot.size > 0 && typeof name === "string") bot.add(plain(name));
  return { bot, others };
}

/** Ids of the people whom a message mentions, each once; the bot is none of them. */
export function mentionedIds(activity: Activity): readonly string[] {
  const ids = ((activity.entities ?? []) as readonly MentionEntity[]).flatMap(
    ({ type, mentioned }) =>
      type === "mention" && typeof mentioned?.id === "string" ? [mentioned.id] : [],
  );
  return [...new Set(ids)]
    .filter((id) => id !== activity.recipient.id)
    .map((id) => id.replace(/^8:orgid:/, ""));
}

interface MentionEntity {
  readonly type?: unknown;
  readonly text?: unknown;
  readonly mentioned?: { readonly id?: unknown; readonly name?: unknown } | null;
}

function plain(name: string): string {
  return unescape(name).replace(/\s+/g, " ").trim().toLowerCase();
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&nbsp;": " ",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&amp;": "&",
};

/** Teams escapes some characters in text that it calls plain. */
function unescape(text: string): string {
  return text.replace(/&(?:nbsp|lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
