import { setTimeout as sleep } from "node:timers/promises";
import { DeliveryError } from "../outbox/delivery-error.js";
import type { Reserve } from "../outbox/rate-store.js";
import type { Limit } from "../outbox/rate.js";
import type { ConnectTo } from "./connector-client.js";

/** What Teams allows a bot in one thread: a chat, a group or a channel, with all that is below it. */
const IN_A_THREAD: readonly Limit[] = [
  { most: 7, perMs: 1_000 },
  { most: 8, perMs: 2_000 },
  { most: 60, perMs: 30_000 },
  { most: 1_800, perMs: 3_600_000 },
];

/** What it allows an app in one organisation. We keep it for all of them together: nobody tells a call's. */
const IN_ALL: readonly Limit[] = [{ most: 30, perMs: 1_000 }];

/** Shorter waits end before the lease does; for a longer one the message goes back to the others. */
const PATIENCE_MS = 3_000;

const COUNTED = new Set<string | symbol>([
  "createConversation",
  "deleteActivity",
  "replyToActivity",
  "sendToConversation",
  "updateActivity",
]);

/**
 * A way to the connector that keeps Teams' limits, or rather `percent` of them: the rest is for answers, for
 * which somebody waits. A call that would come too early waits up to three seconds; otherwise it rejects with
 * an untried `DeliveryError`.
 */
export function paceConnector(connectTo: ConnectTo, reserve: Reserve, percent: number): ConnectTo {
  const inThread = part(IN_A_THREAD, percent);
  const inAll = part(IN_ALL, percent);

  async function waitForTurn(thread: string): Promise<void> {
    const rates = [
      { key: "app", limits: inAll },
      { key: `thread/${thread}`, limits: inThread },
    ];
    const { kind, waitMs } = await reserve(rates, PATIENCE_MS);
    if (kind === "too-early")
      throw new DeliveryError("Teams would not take it yet.", {
        untried: true,
        retryAfterMs: waitMs,
      });
    if (waitMs > 0) await sleep(waitMs);
  }

  return async (serviceUrl) => {
    const client = await connectTo(serviceUrl);
    const conversations = new Proxy(client.conversations, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (!COUNTED.has(name) || typeof member !== "function") return member;
        return async (...args: unknown[]) => {
          await waitForTurn(threadOf(args[0]));
          return Reflect.apply(member, target, args) as unknown;
        };
      },
    });
    return Object.create(client, { conversations: { value: conversations } }) as typeof client;
  };
}

const part = (limits: readonly Limit[], percent: number): readonly Limit[] =>
  limits.map(({ most, perMs }) => ({
    most: Math.max(1, Math.floor((most * percent) / 100)),
    perMs,
  }));

/** The thread a call is about, from its first argument: a conversation, or what a new one is to be. */
function threadOf(about: unknown): string {
  if (typeof about === "string") return about.split(";messageid=")[0] ?? about;
  const { channelData, members } = (about ?? {}) as {
    readonly channelData?: { readonly channel?: { readonly id?: string } };
    readonly members?: readonly { readonly id?: string }[];
  };
  return channelData?.channel?.id ?? members?.[0]?.id ?? "";
}
