import { DeliveryError } from "../outbox/delivery-error.js";
import { statusOf } from "./connector-client.js";

/** Says of a failure whether, and when, another try makes sense. */
export async function delivered<T>(deliver: () => Promise<T>): Promise<T> {
  try {
    return await deliver();
  } catch (error) {
    if (error instanceof DeliveryError) throw error;
    const status = statusOf(error);
    throw new DeliveryError(`Teams answered ${status ?? "nothing"}`, {
      // Not installed there, blocked, gone, or too large: the same again comes to the same.
      permanent: status !== undefined && [400, 403, 404, 405, 413].includes(status),
      retryAfterMs: retryAfterOf(error),
      cause: error,
    });
  }
}

/** From our own client, or from the header of the SDK's error. */
function retryAfterOf(error: unknown): number | undefined {
  const { retryAfterMs, response } = (error ?? {}) as {
    readonly retryAfterMs?: unknown;
    readonly response?: { readonly headers?: { get?: (name: string) => string | undefined } };
  };
  if (typeof retryAfterMs === "number") return retryAfterMs;
  const seconds = Number(response?.headers?.get?.("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
