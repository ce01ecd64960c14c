import type { Activity } from "botbuilder";
import { z } from "zod";
import type { Person, Place } from "../tickets/ticket.js";

/** What Teams adds to an activity; everything may be missing. */
const channelDataShape = z
  .object({
    tenant: z.object({ id: z.string() }).optional().catch(undefined),
    team: z
      .object({ id: z.string(), name: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    channel: z
      .object({ id: z.string(), name: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined),
    eventType: z.string().optional().catch(undefined),
  })
  .catch({});

export function channelDataOf(activity: Activity): z.infer<typeof channelDataShape> {
  return channelDataShape.parse(activity.channelData);
}

/** Where an activity was said; in a channel that is its thread. */
export function placeOf(activity: Activity): Place {
  return {
    serviceUrl: activity.serviceUrl,
    tenant: activity.conversation.tenantId ?? channelDataOf(activity).tenant?.id ?? "",
    conversation: activity.conversation.id,
  };
}

export function personOf(activity: Activity): Person {
  const { id, aadObjectId, name } = activity.from;
  // Teams' own id differs from bot to bot; the Entra object id is the person's everywhere.
  return { id: aadObjectId ?? id, name: tidyName(name) || "Somebody" };
}

const LONGEST_NAME = 80;

/** People choose their names: one line, no marks that a chat could take for a link or a mention. */
export function tidyName(name: unknown): string {
  return typeof name === "string"
    ? name
        .slice(0, LONGEST_NAME * 4)
        .replace(/[\p{C}\p{Z}<>[\]`*_#]+/gu, " ")
        .trim()
        .slice(0, LONGEST_NAME)
    : "";
}

/** "19:…@thread.tacv2;messageid=176…" is a thread of the channel before the semicolon. */
export function channelOf(conversation: string): string {
  return conversation.split(";", 1)[0] ?? conversation;
}

export function isInChannel(activity: Activity): boolean {
  return activity.conversation.conversationType === "channel";
}

export function isPersonal(activity: Activity): boolean {
  const { conversationType, isGroup } = activity.conversation;
  return (
    conversationType === "personal" || ((conversationType as unknown) === undefined && !isGroup)
  );
}
