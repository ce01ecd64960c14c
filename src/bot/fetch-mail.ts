import type { Activity } from "botbuilder";
import type { MailSource } from "../intake/bounce-mail.js";
import { textWithoutMention } from "./mentions.js";

/** A file that Teams offers for download. */
const FILE = "application/vnd.microsoft.teams.file.download.info";

/**
 * The ways a message can be read: as text, and as the HTML that Teams sends beside it. A pasted
 * table survives in the HTML only.
 */
export function mailSourcesOf(activity: Activity): readonly MailSource[] {
  const text = textWithoutMention(activity);
  // One: Teams sends one, and each costs time.
  const html = attachmentsOf(activity).find((attachment) => attachment.contentType === "text/html");
  return [
    ...(text ? [{ contentType: "text/plain", content: text } as const] : []),
    ...(typeof html?.content === "string"
      ? [{ contentType: "text/html", content: html.content } as const]
      : []),
  ];
}

export function hasFile(activity: Activity): boolean {
  return attachmentsOf(activity).some((attachment) => attachment.contentType === FILE);
}

function attachmentsOf(
  activity: Activity,
): readonly { contentType?: unknown; content?: unknown }[] {
  return activity.attachments ?? [];
}
