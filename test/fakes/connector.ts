import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** One request the bot made to the connector. */
export interface ConnectorCall {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: string;
  readonly authorization?: string | undefined;
  /** Decoded, where the path names one. */
  readonly conversation?: string | undefined;
  /** Decoded, where the path names one: the message that is replied to, updated or deleted. */
  readonly activity?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the connector does wrong with a call. */
export type Fault =
  | { readonly kind: "hang" }
  | {
      readonly kind: "status";
      readonly status: number;
      /** As in the header: seconds or a date. */
      readonly retryAfter?: string;
      /** Where it sends on to. */
      readonly location?: string;
      readonly body?: unknown;
    };

export interface ConnectorMember {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId?: string;
  readonly userPrincipalName?: string;
  readonly userRole?: string;
}

export interface ConnectorOptions {
  /** Everybody in every conversation; asked each time, with the conversation, where it is a function. */
  readonly members?:
    readonly ConnectorMember[] | ((conversation: string) => readonly ConnectorMember[]);
  readonly team?: Readonly<Record<string, unknown>>;
  readonly channels?: readonly { readonly id: string; readonly name?: string }[];
  /** Before each answer. */
  readonly delayMs?: number;
  /** Asked once for each call, before it is answered. */
  readonly fault?: (call: ConnectorCall) => Fault | undefined;
}

export interface FakeConnector {
  /** What an activity has as its `serviceUrl`. */
  readonly url: string;
  /** All calls so far, in order of arrival; grows. */
  readonly calls: readonly ConnectorCall[];
  /** The first call like this, among those made and those to come. */
  readonly called: (like: (call: ConnectorCall) => boolean) => Promise<ConnectorCall>;
  /** The conversations that the bot started, oldest first. */
  readonly started: readonly string[];
  /** The messages as they look now: sent, updated, not deleted. */
  readonly shown: (conversation: string) => readonly Readonly<Record<string, unknown>>[];
  readonly close: () => Promise<void>;
}

const ROUTES =
  /^\/v3\/(?:conversations(?:\/([^/]+)(?:\/(activities|members|pagedmembers)(?:\/([^/]+))?(?:\/members)?)?)?|teams\/[^/]+(\/conversations)?)$/;

/** A stand-in for the Bot Framework connector on loopback. */
export async function startConnector(options: ConnectorOptions = {}): Promise<FakeConnector> {
  const calls: ConnectorCall[] = [];
  const waiting = new Set<(call: ConnectorCall) => void>();
  const messages = new Map<string, { conversation: string; body: ConnectorCall["body"] }>();
  const started: string[] = [];
  let sent = 0;

  /** In a channel, a conversation is a thread: its id is the channel's and that of its first message. */
  const startConversation = (body: ConnectorCall["body"]) => {
    const { channelData, activity } = body as {
      readonly channelData?: { readonly channel?: { readonly id: string } };
      readonly activity?: ConnectorCall["body"];
    };
    const activityId = `activity-${(sent += 1)}`;
    const channel = channelData?.channel?.id;
    const id = channel ? `${channel};messageid=${activityId}` : `conversation-${sent}`;
    started.push(id);
    messages.set(activityId, { conversation: id, body: { ...activity, id: activityId } });
    return { id, activityId };
  };

  const answer = (call: ConnectorCall): unknown => {
    const { conversation, activity, body } = call;
    const [, , part, , channels] = ROUTES.exec(call.path) ?? [];
    const known = options.members ?? [];
    const members = typeof known === "function" ? known(conversation ?? "") : known;
    if (call.path.startsWith("/v3/teams/")) {
      if (channels) return { conversations: options.channels ?? [] };
      return { id: "team", name: "Team", ...options.team };
    }
    if (conversation === undefined) return startConversation(body);
    if (part === "members" && activity) return members.find(({ id }) => id === activity);
    if (part === "members") return members;
    if (part === "pagedmembers") return { members };
    if (call.method === "GET") return members;
    if (call.method === "DELETE") {
      if (activity) messages.delete(activity);
      return {};
    }
    const id = call.method === "PUT" && activity ? activity : `activity-${(sent += 1)}`;
    messages.set(id, { conversation, body: { ...body, id } });
    return { id };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const call = await readCall(request);
    calls.push(call);
    for (const notice of waiting) notice(call);
    const fault = options.fault?.(call);
    if (fault?.kind === "hang") return;
    if (options.delayMs) await sleep(options.delayMs);
    const status = fault?.status ?? (ROUTES.test(call.path) ? 200 : 404);
    const body = fault ? fault.body : answer(call);
    if (fault?.retryAfter !== undefined) response.setHeader("Retry-After", fault.retryAfter);
    if (fault?.location !== undefined) response.setHeader("Location", fault.location);
    // Not chained: where restify is loaded, writeHead() returns nothing.
    response.statusCode = body === undefined && !fault ? 404 : status;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(body ?? {}));
  };

  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    started,
    called: (like) =>
      new Promise((resolve) => {
        const notice = (call: ConnectorCall) => {
          if (!like(call)) return;
          waiting.delete(notice);
          resolve(call);
        };
        const made = calls.find(like);
        if (made) resolve(made);
        else waiting.add(notice);
      }),
    shown: (conversation) =>
      [...messages.values()]
        .filter((message) => message.conversation === conversation)
        .map(({ body }) => body),
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readCall(request: IncomingMessage): Promise<ConnectorCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const [path = "", query = ""] = (request.url ?? "").split("?");
  const [, conversation, , activity] = ROUTES.exec(path) ?? [];
  return {
    method: request.method ?? "",
    path,
    query,
    authorization: request.headers.authorization,
    conversation: conversation === undefined ? undefined : decodeURIComponent(conversation),
    activity: activity === undefined ? undefined : decodeURIComponent(activity),
    body: (text ? JSON.parse(text) : {}) as ConnectorCall["body"],
  };
}
