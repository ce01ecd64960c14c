import { extname } from "node:path";
import type { MailSource } from "./bounce-mail.js";
import type { Obstacle } from "./parsed.js";

/** What the first bytes, in hexadecimal, say of a file; names and declared types are anybody's claim. */
const READ: readonly (readonly [RegExp, MailSource["contentType"]])[] = [
  // Compound File Binary Format: Outlook's messages, and old Office documents.
  [/^d0cf11e0a1b11ae1/, "application/vnd.ms-outlook"],
  [/^89504e470d0a/, "image/png"],
  [/^ffd8ff/, "image/jpeg"],
  [/^47494638/, "image/gif"],
  [/^52494646.{8}57454250/, "image/webp"],
  [/^424d.{8}00000000/, "image/bmp"],
];

const REFUSED: readonly (readonly [RegExp, Obstacle])[] = [
  // zip, rar, 7z, gzip, bzip2, xz.
  [/^(?:504b0[357]|526172211a07|377abcaf271c|1f8b|425a68|fd377a585a)/, "archive"],
  // PDF and films; what else is no text has zero bytes in it.
  [/^(?:255044462d|.{8}66747970)/, "other-kind"],
];

const MAIL_NAMES = [".eml", ".mht", ".mhtml"];
const PAGE_NAMES = [".html", ".htm"];

/** Bytes enough to tell. */
const HEAD = 512;

/** A file as a source, by its first bytes and then by its name; or what keeps it from being one. */
export function fileAsSource(name: string, content: Uint8Array): MailSource | Obstacle {
  const start = Buffer.from(content.subarray(0, HEAD));
  const head = start.toString("hex");
  const extension = extname(name).toLowerCase();
  const refused = find(REFUSED, head);
  if (refused) return refused;
  const contentType = find(READ, head) ?? kindOfText(start.toString("latin1"), extension);
  return contentType ? { contentType, name, content } : "other-kind";
}

function find<T>(signatures: readonly (readonly [RegExp, T])[], head: string): T | undefined {
  return signatures.find(([signature]) => signature.test(head))?.[1];
}

/** UTF-16 has its mark in front; any other zero byte is in no text. */
const BINARY = /^(?!\xFF\xFE|\xFE\xFF)[^\0]*\0/;
const PAGE = /^(?:\xEF\xBB\xBF)?\s*<(?:!doctype html|html|body|div|p|table)\b/i;

function kindOfText(head: string, extension: string): MailSource["contentType"] | undefined {
  if (MAIL_NAMES.includes(extension)) return "message/rfc822";
  if (BINARY.test(head)) return undefined;
  return PAGE_NAMES.includes(extension) || PAGE.test(head) ? "text/html" : "text/plain";
}
