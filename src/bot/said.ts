import type { Activity } from "botbuilder";
import { z } from "zod";
import type { MailSource } from "../intake/bounce-mail.js";
import { isPersonal } from "./activity.js";
import { textWithoutMention } from "./mentions.js";
import { referencesIn } from "./references.js";
import { splitQuotes } from "./teams-quotes.js";

/** What somebody handed over in one message. */
export interface Said {
  /**
   * The message itself, as text and as the HTML that Teams sends beside it: two readings of one thing.
   * A pasted table survives in the HTML only.
   */
  readonly own: readonly MailSource[];
  /** The messages that were forwarded with it. */
  readonly forwarded: readonly MailSource[];
  /** The beginning of a message that was replied to; the rest Teams keeps to itself. */
  readonly quoted: readonly MailSource[];
  readonly files: readonly FileOffer[];
  /** Pictures between the words. */
  readonly pictures: readonly FileOffer[];
  /** Where Teams hides files from bots, it may still name one. */
  readonly hidesFile: boolean;
}

/** A file that can be fetched. */
export interface FileOffer {
  readonly name: string;
  /** Absent where Teams names none. */
  readonly url?: string | undefined;
}

export function saidIn(activity: Activity): Said {
  const text = textWithoutMention(activity);
  const attachments: readonly unknown[] = activity.attachments ?? [];
  const html = attachments.flatMap((it) => htmlShape.safeParse(it).data?.content ?? [])[0] ?? "";
  const quotes = splitQuotes(html, activity.recipient.id);
  const references = referencesIn(activity);
  const forwarded = [...quotes.forwarded, ...references.forwarded].slice(0, MOST_QUOTES);
  const [quoted] = [...quotes.replied, ...references.replied].filter((it) => !isBlank(it));
  // Else the text holds the other message too, with nothing between it and the person's own words.
  const isOwn = forwarded.length === 0 && (quotes.replied.every(isBlank) || isMarked(activity));
  return {
    own: [
      ...(text !== "" && isOwn ? [{ contentType: "text/plain", content: text } as const] : []),
      ...(hasWords(quotes.own) ? [asHtml(quotes.own)] : []),
    ],
    forwarded: forwarded.map(asHtml),
    quoted: quoted === undefined ? [] : [asHtml(quoted)],
    files: attachments.flatMap(fileIn),
    pictures: attachments.flatMap(pictureIn),
    hidesFile: !isPersonal(activity) && ATTACHMENT.test(html),
  };
}

/** Nothing but the mention. */
export function isEmpty({ own, forwarded, quoted, files, pictures, hidesFile }: Said): boolean {
  const things = [own, forwarded, quoted, files, pictures];
  return !hidesFile && things.every(({ length }) => length === 0);
}

/** Nobody forwards more at once, and each costs time. */
const MOST_QUOTES = 20;

/** Newer clients put a mark where the older ones put the words that were replied to. */
function isMarked({ text }: Activity): boolean {
  return /<quoted\b/i.test(text);
}

const SPAN = /<span\b([^<>]*)>[^<]*<\/span>/gi;
const MENTION = /schema\.skype\.com\/Mention/i;

function hasWords(html: string): boolean {
  const withoutMentions = html.replace(SPAN, (span, attributes: string) =>
    MENTION.test(attributes) ? "" : span,
  );
  const words = withoutMentions.replace(/<[^<>]*>/g, "");
  return words.replace(/&nbsp;|\s/g, "") !== "";
}

const ATTACHMENT = /<attachment\b/i;

const htmlShape = z.object({ contentType: z.literal("text/html"), content: z.string() });

function isBlank(text: string): boolean {
  return text.trim() === "";
}

function asHtml(content: string): MailSource {
  return { contentType: "text/html", content };
}

const fileShape = z.object({
  contentType: z.literal("application/vnd.microsoft.teams.file.download.info"),
  name: z.string().optional().catch(undefined),
  content: z.object({ downloadUrl: z.string() }).optional().catch(undefined),
});

function fileIn(attachment: unknown): readonly FileOffer[] {
  const file = fileShape.safeParse(attachment).data;
  return file ? [{ name: file.name?.trim() || "A file", url: file.content?.downloadUrl }] : [];
}

const pictureShape = z.object({
  contentType: z.string().regex(/^image\//i),
  name: z.string().optional().catch(undefined),
  contentUrl: z.string().optional().catch(undefined),
});

function pictureIn(attachment: unknown): readonly FileOffer[] {
  const picture = pictureShape.safeParse(attachment).data;
  return picture ? [{ name: picture.name?.trim() || "A picture", url: picture.contentUrl }] : [];
}
