import { readFile, stat } from "node:fs/promises";
import { extname } from "node:path";
import { buffer } from "node:stream/consumers";
import type { MailSource } from "../intake/bounce-mail.js";
import { MAX_MAIL_BYTES } from "../intake/intake.js";
import { reasonOf } from "./reason.js";

/** Reads a file, or standard input for "-"; a sentence where it cannot be read. */
export async function readSource(
  file: string,
  stdin: AsyncIterable<Uint8Array | string>,
): Promise<MailSource | string> {
  if (file === "-") return { contentType: "text/plain", content: await readAll(stdin) };
  const extension = extname(file).toLowerCase();
  if (extension === ".msg")
    return "Outlook's .msg format is not read yet: open the mail, save it as .eml, or paste its text.";
  try {
    const { size } = await stat(file);
    if (size > MAX_MAIL_BYTES)
      return `This file is larger than ${MAX_MAIL_BYTES / 1024 / 1024} MB, which no bounce needs: paste its text instead.`;
    const content = await readFile(file);
    return { contentType: contentTypeOf(extension, content), name: file, content };
  } catch (error) {
    return reasonOf(error);
  }
}

function contentTypeOf(extension: string, content: Uint8Array): MailSource["contentType"] {
  if (extension === ".eml") return "message/rfc822";
  const head = new TextDecoder().decode(content.subarray(0, 200)).trimStart();
  const isHtml =
    /^\.html?$/.test(extension) || /^<(?:!doctype html|html|body|div|p|table)\b/i.test(head);
  return isHtml ? "text/html" : "text/plain";
}

async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  return buffer(stdin);
}
