import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer as createPlain, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecure } from "node:https";
import type { AddressInfo } from "node:net";

const fixture = (name: string) => readFileSync(`test/fixtures/tls/${name}`, "utf8");

/** What a client must trust to speak to the file servers here. */
export const TEST_CA = fixture("test-only-cert.pem");

export interface FileServer {
  /** `https://localhost:PORT` */
  readonly origin: string;
  readonly port: number;
  /** What it was asked, in order. */
  readonly asked: readonly IncomingMessage[];
  readonly close: () => Promise<void>;
}

/** A file server on loopback that does whatever a test wants. */
export async function startFileServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { secure = true } = {},
): Promise<FileServer> {
  const asked: IncomingMessage[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    asked.push(request);
    // The client hangs up on much of what is tried here.
    response.on("error", () => undefined);
    answer(request, response);
  };
  const tls = { cert: TEST_CA, key: fixture("test-only-key.pem") };
  const server = secure ? createSecure(tls, handle) : createPlain(handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${secure ? "https" : "http"}://localhost:${port}`,
    port,
    asked,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The head of an answer. Not `writeHead`: where restify is loaded, it returns nothing. */
export function head(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string | number>> = {},
): ServerResponse {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  return response;
}
