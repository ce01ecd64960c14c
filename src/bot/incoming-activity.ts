import type { Activity } from "botbuilder";
import { z } from "zod";

const account = z.looseObject({ id: z.string().min(1) });
// A list is counted before each of its elements costs time.
const MOST_THINGS = 200;
const things = z
  .custom<readonly unknown[]>((value) => Array.isArray(value) && value.length <= MOST_THINGS)
  .pipe(z.array(z.looseObject({})))
  .nullish();
const text = z.string().nullish();

// What the SDK and the bot rely on without asking. Everything else is kept as it came.
const activityShape = z.looseObject({
  type: z.string().min(1),
  id: text,
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: account,
  from: account,
  recipient: account,
  text,
  name: text,
  locale: text,
  replyToId: text,
  deliveryMode: text,
  attachments: things,
  entities: things,
  membersAdded: things,
  membersRemoved: things,
});

const TIMES = ["timestamp", "localTimestamp", "expiration"];

/** A foreign body as an activity with the shape the SDK takes for granted. */
export function parseActivity(body: unknown): Activity | undefined {
  if (!activityShape.safeParse(body).success) return undefined;
  const activity = { ...(body as Record<string, unknown>) };
  // The SDK has dates where JSON has strings.
  for (const name of TIMES.filter((time) => time in activity)) {
    const said = activity[name];
    const time = typeof said === "string" ? new Date(said) : undefined;
    activity[name] = time && !Number.isNaN(time.getTime()) ? time : undefined;
  }
  return activity as unknown as Activity;
}
