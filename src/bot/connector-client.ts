import { toCompatResponse } from "@azure/core-http-compat";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
  type RequestBodyType,
} from "@azure/core-rest-pipeline";
import type { ConnectorClient, ConnectorClientOptions } from "botframework-connector";

/** The connector asks for a longer pause than a turn can wait; the caller may try again later. */
export class ConnectorBusyError extends Error {
  override name = "ConnectorBusyError";
  readonly statusCode: number;
  readonly retryAfterMs: number;

  constructor(statusCode: number, retryAfterMs: number) {
    super(`The connector answered ${statusCode} and asks for ${retryAfterMs} ms of patience`);
    this.statusCode = statusCode;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * How the bot calls the connector: each attempt ends after `timeoutMs`. The SDK itself waits for an
 * answer without limit, and for as long as a Retry-After says.
 */
export function createConnectorOptions(timeoutMs: number): ConnectorClientOptions {
  const client = createDefaultHttpClient();
  return {
    httpClient: {
      sendRequest: async (call) => {
        const request = createPipelineRequest({
          url: call.url,
          method: call.method,
          headers: createHttpHeaders(call.headers.rawHeaders()),
          body: call.body as RequestBodyType | undefined,
          timeout: timeoutMs,
          // Only the Playground and the tests have a service URL without TLS: where credentials are
          // used, the token names the service URL.
          allowInsecureConnection: true,
          ...(call.abortSignal ? { abortSignal: call.abortSignal } : {}),
          // The way through a proxy, where HTTPS_PROXY names one.
          ...(call.agent ? { agent: call.agent } : {}),
        });
        const response = await client.sendRequest(request);
        const pause = findRetryAfter(response);
        if (pause !== undefined && pause > timeoutMs) {
          throw new ConnectorBusyError(response.status, pause);
        }
        // With the request of the SDK, not ours: it knows by it which answers are errors. With another
        // one every refusal of the connector would pass for success.
        return { ...toCompatResponse(response), request: call };
      },
    },
  };
}

/** Gives a client for a service URL, with the bot's own credentials. */
export type ConnectTo = (serviceUrl: string) => Promise<ConnectorClient>;

/** The HTTP status a call of the connector was refused with, where it was answered at all. */
export function statusOf(error: unknown): number | undefined {
  const { statusCode } = (error ?? {}) as { readonly statusCode?: unknown };
  return typeof statusCode === "number" ? statusCode : undefined;
}

/** The pause the SDK would make before it tries again, in milliseconds. */
function findRetryAfter(response: PipelineResponse): number | undefined {
  if (response.status !== 429 && response.status !== 503) return undefined;
  for (const name of ["retry-after-ms", "x-ms-retry-after-ms"]) {
    const text = response.headers.get(name);
    if (text && Number.isFinite(Number(text))) return Number(text);
  }
  const text = response.headers.get("retry-after");
  if (!text) return undefined;
  const pause = Number.isFinite(Number(text)) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isFinite(pause) ? pause : undefined;
}
