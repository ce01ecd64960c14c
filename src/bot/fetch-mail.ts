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
  const html = attachmentsOf(activity).filter(
    (attachment) =>
      attachment.contentType === "text/html" && typeof attachment.content === "string",
  );
  return [
    ...(text ? [{ contentType: "text/plain", content: text } as const] : []),
    ...html.map(
      ({ content }) => ({ contentType: "text/html", content: content as string }) as const,
    ),
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
