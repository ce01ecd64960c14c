import type { Server as HttpServer, IncomingMessage } from "node:http";

import restify, { type Response } from "restify";

import type { Answer } from "./bot/acknowledge.js";
import type { Log } from "./log.js";

export interface ServerOptions {
  /** Answers what was posted to the bot: the Authorization header and the body, a JSON value. */
  readonly process: (authorization: string, body: unknown) => Promise<Answer>;
  /** Whether a request with this Authorization header is worth reading. */
  readonly admits?: ((authorization: string) => boolean) | undefined;
  /** Where nobody is asked for a token, only programs of this machine are answered, and no web page. */
  readonly isLocalOnly?: boolean | undefined;
  /** Resolves when nothing that was acknowledged is still being worked on. */
  readonly idle: () => Promise<void>;
  /** Whether the bot can do its work now, and what an operator should know besides. */
  readonly ready: () => Readiness | Promise<Readiness>;
  readonly log: Log;
  /** Of a body, in bytes. */
  readonly maxBody?: number | undefined;
  /** For a body to arrive. */
  readonly bodyTimeoutMs?: number | undefined;
}

export interface Readiness extends Readonly<Record<string, unknown>> {
  readonly ok: boolean;
}

export interface Server {
  /** Resolves with the address once connections are accepted; rejects with a `ListenError`. */
  listen(port: number, host: string): Promise<string>;
  /** Accepts nothing new and waits for what was begun; false when it was cut off by the limit. */
  close(limitMs?: number): Promise<boolean>;
}

/** The port cannot be had; the message tells the operator what to change. */
export class ListenError extends Error {
  override name = "ListenError";
}

// A message in Teams has at most about 100 KB, HTML included.
const MAX_BODY = 1_000_000;
const BODY_TIMEOUT_MS = 10_000;
const CLOSE_LIMIT_MS = 15_000;

/** The HTTP door: lets in JSON of a sensible size, and says as little as possible. */
export function createServer(options: ServerOptions): Server {
  const { log, maxBody = MAX_BODY, bodyTimeoutMs = BODY_TIMEOUT_MS, isLocalOnly = true } = options;
  // Without a name restify sends no Server header.
  const router = restify.createServer({ name: "" });
  const http: HttpServer = router.server;
  http.headersTimeout = 10_000;
  http.requestTimeout = 30_000;

  const answering =
    (handler: (request: IncomingMessage) => Answer | Promise<Answer>) =>
    async (request: IncomingMessage, response: Response): Promise<void> => {
      let answer: Answer;
      try {
        answer = await handler(request);
      } catch (error) {
        log.error({ err: error }, "request failed");
        answer = refuse(500);
      }
      // After close() a connection is not kept for another request.
      reply(response, answer, { last: !http.listening });
    };

  // restify makes a URL of the Host header, outside of any try: a bad one would end the process.
  router.pre((request, response, next) => {
    try {
      request.getUrl();
      next();
    } catch {
      reply(response, refuse(400), { last: true });
      next(false);
    }
  });
  router.post(
    "/api/messages",
    answering(async (request) => {
      const { authorization = "" } = request.headers;
      if (isLocalOnly && isFromElsewhere(request)) return refuse(403);
      const objection = findObjection(request, maxBody);
      if (objection) return refuse(objection);
      if (options.admits?.(authorization) === false) return refuse(401);
      const bytes = await readBody(request, maxBody, bodyTimeoutMs);
      if (typeof bytes === "number") return refuse(bytes);
      const body = parseJson(bytes);
      if (body === undefined) return refuse(400);
      const answer = await options.process(authorization, body);
      return answer.status >= 400 && answer.body === undefined ? refuse(answer.status) : answer;
    }),
  );
  router.get(
    "/healthz",
    answering(() => HEALTHY),
  );
  router.get(
    "/readyz",
    answering(async () => {
      const readiness = await options.ready();
      return { status: readiness.ok ? 200 : 503, body: readiness };
    }),
  );
  // restify's own words for an unknown path or method repeat what was asked.
  router.on(
    "restifyError",
    (_request: unknown, response: Response, error: { statusCode?: number }, done: Done) => {
      reply(response, refuse(error.statusCode ?? 500), { last: false });
      done();
    },
  );

  // restify repeats the errors of the HTTP server; those of listen() have their own reader.
  router.on("error", (error: unknown) => {
    if (http.listening) log.error({ err: error }, "server error");
  });

  return {
    listen: (port, host) => listen(http, port, host),
    close: async (limitMs = CLOSE_LIMIT_MS) => {
      const closed = new Promise<void>((resolve) =>
        http.close(() => {
          resolve();
        }),
      );
      const finished = await within(limitMs, closed.then(options.idle));
      if (!finished) {
        log.warn("closed before all work was done");
        http.closeAllConnections();
      }
      return finished;
    },
  };
}

type Done = () => void;

const HEALTHY: Answer = { status: 200, body: { ok: true } };

const SENTENCES: Readonly<Record<number, string>> = {
  400: "This is not an activity in JSON.",
  401: "The caller is not known.",
  403: "Without app credentials only programs of this machine are answered.",
  404: "There is nothing here.",
  405: "Not with this method.",
  408: "The body did not arrive in time.",
  413: "The body is too large.",
  415: "The body must be application/json in UTF-8, without Content-Encoding.",
  500: "The bot failed.",
  503: "The bot cannot do this now.",
};

const refuse = (status: number): Answer => ({
  status,
  body: { error: SENTENCES[status] ?? "This request cannot be answered." },
});

function reply(response: Response, { status, body }: Answer, { last }: { last: boolean }): void {
  if (response.headersSent || response.destroyed) return;
  const text = body === undefined ? "" : JSON.stringify(body);
  // Not send(), whose format depends on what the caller says it accepts.
  response.sendRaw(status, text, {
    "Cache-Control": "no-store",
    "Content-Length": String(Buffer.byteLength(text)),
    ...(text ? { "Content-Type": "application/json; charset=utf-8" } : {}),
    // What is left of a body that is late is not waited for.
    ...(last || status === 408 ? { Connection: "close" } : {}),
  });
}

const LOCAL_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/** A page in the browser names its origin; a name that an attacker's DNS points here is no local one. */
function isFromElsewhere({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined || !LOCAL_HOST.test(headers.host ?? "");
}

const JSON_TYPE = /^application\/json *(?:; *charset="?utf-8"? *)?$/i;

/** The status that refuses a request by its headers alone. */
function findObjection({ headers }: IncomingMessage, maxBody: number): number | undefined {
  // A compressed body is small until it is unpacked: 190 KB become 200 MB.
  if (headers["content-encoding"] !== undefined) return 415;
  if (!JSON_TYPE.test(headers["content-type"] ?? "")) return 415;
  if (Number(headers["content-length"] ?? 0) > maxBody) return 413;
  return undefined;
}

/**
 * The body, or the status that refuses it. restify's body reader counts as well, but waits for the
 * end of a body that is too large, and waits for ever for one that stops.
 */
function readBody(
  request: IncomingMessage,
  max: number,
  limitMs: number,
): Promise<Buffer | number> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const settle = (result: Buffer | number) => {
      clearTimeout(timer);
      request.off("data", take);
      resolve(result);
      // Whatever else comes is read and dropped, until http.requestTimeout.
      request.resume();
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > max) settle(413);
      else chunks.push(chunk);
    };
    const timer = setTimeout(() => {
      settle(408);
    }, limitMs);
    request.on("data", take);
    request.once("end", () => {
      settle(Buffer.concat(chunks));
    });
    request.once("error", () => {
      settle(400);
    });
    request.once("close", () => {
      settle(400);
    });
  });
}

/** Foreign bytes as a JSON value; JSON has no `undefined`. */
function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function listen(http: HttpServer, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      reject(new ListenError(explainListenError(error.code, port, host), { cause: error }));
    });
    http.listen(port, host, () => {
      const address = http.address();
      const actual = typeof address === "object" && address ? address.port : port;
      resolve(`http://${host.includes(":") ? `[${host}]` : host}:${actual}`);
    });
  });
}

function explainListenError(code: string | undefined, port: number, host: string): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another program: stop it, or set PORT to a free port.`;
    case "EACCES":
      return `The bot is not allowed to listen on port ${port}: set PORT to 1024 or higher.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is not an address of this machine: correct HOST, or leave it out.`;
    default:
      return `The bot cannot listen on ${host}, port ${port} (${code ?? "no reason given"}): check HOST and PORT.`;
  }
}

/** Whether the work was done within the limit. */
async function within(limitMs: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, limitMs);
  });
  try {
    return await Promise.race([work.then(() => true), limit]);
  } finally {
    clearTimeout(timer);
  }
}
