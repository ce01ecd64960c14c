import type { Server } from "../../src/server.js";

/** An activity as Teams sends it in a personal chat. */
export function createMessage(
  serviceUrl: string,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    type: "message",
    id: "message-1",
    timestamp: "2026-11-21T08:00:00.000Z",
    channelId: "msteams",
    serviceUrl,
    from: { id: "29:jane", name: "Jane" },
    recipient: { id: "28:bot", name: "NDR Bot" },
    conversation: {
      id: "a:chat",
      conversationType: "personal",
      tenantId: "66666666-7777-8888-9999-000000000000",
    },
    text: "hello",
    textFormat: "plain",
    channelData: { tenant: { id: "tenant" } },
    ...changes,
  };
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  readonly body: unknown;
}

/** Posts a body to the bot: a string as it is, anything else as JSON. */
export async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const response = await fetch(`${url}/api/messages`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : "" };
}

/** Starts a door on any free port of loopback. */
export const open = (server: Server): Promise<string> => server.listen(0, "127.0.0.1");

/** A log to look into, instead of standard output. */
export function createMemory(): { readonly lines: string[]; write: (line: string) => void } {
  const lines: string[] = [];
  return { lines, write: (line) => void lines.push(line) };
}

/** A promise that the test keeps closed until it opens it. */
export function createGate(): { readonly passed: Promise<void>; readonly open: () => void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
