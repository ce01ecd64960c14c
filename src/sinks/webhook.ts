import { createHmac } from "node:crypto";
import { lookup as lookUp } from "node:dns";
import { type IncomingMessage, request as requestPlain, type RequestOptions } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress } from "../dns/public-address.js";
import { guarded, type LookUp } from "../download/guarded-lookup.js";
import { DeliveryError } from "../outbox/delivery-error.js";
import { parseRetryAfter } from "../outbox/retry-after.js";
import type { WebhookSettings } from "./sink-settings.js";
import type { TicketEvent } from "./ticket-event.js";

export interface WebhookOptions extends WebhookSettings {
  readonly now: () => Date;
  /** For one attempt, in milliseconds. */
  readonly timeMs?: number | undefined;
  /** How names are looked up. */
  readonly lookUp?: LookUp | undefined;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string | undefined;
}

/** The other side answered, and not with yes. */
class WebhookRefusedError extends DeliveryError {
  override name = "WebhookRefusedError";
  readonly status: number;

  constructor(status: number, options: ConstructorParameters<typeof DeliveryError>[1]) {
    super(`The webhook answered ${status}.`, options);
    this.status = status;
  }
}

const TIME_MS = 10_000;
const MAX_HEADERS = 16 * 1024;

/** Posts an event; rejects with a `DeliveryError` when it was not taken. */
export function createWebhook(options: WebhookOptions): (event: TicketEvent) => Promise<void> {
  const { secret, now } = options;
  return async (event) => {
    const body = JSON.stringify(event);
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const response = await post(options, body, {
      "X-NDR-Timestamp": timestamp,
      "X-NDR-Signature": `sha256=${sign(secret, timestamp, body)}`,
      "X-NDR-Event-Id": event.id,
    });
    // The status says it all. What else is sent is not waited for.
    response.destroy();
    const { statusCode: status = 0, headers } = response;
    if (status >= 200 && status < 300) return;
    throw new WebhookRefusedError(status, {
      permanent: isFinal(status),
      retryAfterMs: parseRetryAfter(headers["retry-after"], now()),
    });
  };
}

function sign(secret: string, timestamp: string, body: string): string {
  return createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");
}

/** Refusals that pass: a slow or a busy moment, a conflict, something not ready yet. */
const PASSING = [408, 409, 425, 429];

/**
 * A refusal of this very event is final. A redirect is not: it is not followed, since it could lead the
 * event anywhere, but the operator can name the new address.
 */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && !PASSING.includes(status);
}

/** Resolves with the head of the answer; on a connection of its own, to an address that was looked at. */
function post(
  { url, isPrivateAllowed, timeMs = TIME_MS, lookUp: look = lookUp, ca }: WebhookOptions,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  const isAllowed = isPrivateAllowed ? () => true : isPublicAddress;
  return new Promise((resolve, reject) => {
    const fail = (cause?: unknown) => {
      reject(new DeliveryError("The webhook did not answer.", { cause }));
    };
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // Node looks up no name where there is none to look up.
    if (isIP(host) && !isAllowed(host)) {
      fail(new DeliveryError("The webhook's address is a private one."));
      return;
    }
    const late = new AbortController();
    const limit = setTimeout(() => {
      late.abort();
    }, timeMs);
    const request = (url.protocol === "https:" ? requestSecure : requestPlain)(url, {
      method: "POST",
      agent: false,
      signal: late.signal,
      maxHeaderSize: MAX_HEADERS,
      lookup: guarded(look, isAllowed),
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-length": Buffer.byteLength(body),
        "user-agent": "ndr-bot",
        ...headers,
      },
      ...(ca !== undefined && { ca }),
    } satisfies RequestOptions & { ca?: string });
    request.on("response", (response) => {
      // A broken end of an answer whose head was heard changes nothing.
      response.on("error", () => undefined);
      resolve(response);
    });
    request.on("error", fail);
    // Where the protocol is changed (101), there is neither a response nor an error.
    request.on("close", () => {
      clearTimeout(limit);
      fail();
    });
    request.end(body);
  });
}
