/** A delivery failed. Any error with these fields is understood, whatever its class. */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  /** No later attempt can succeed. */
  readonly permanent: boolean;
  /** The other side asked not to be called for so many milliseconds. */
  readonly retryAfterMs: number | undefined;
  /** Nothing was attempted: it is only too early. */
  readonly untried: boolean;

  constructor(
    message: string,
    options: {
      readonly permanent?: boolean | undefined;
      readonly retryAfterMs?: number | undefined;
      readonly untried?: boolean | undefined;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs;
    this.untried = options.untried ?? false;
  }
}

// A day is more than anybody means; without a bound one wrong header would silence a ticket for good.
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

/** True when the error says that trying again is pointless. */
export function isPermanent(error: unknown): boolean {
  return error instanceof Error && "permanent" in error && error.permanent === true;
}

/** True when the error says that nothing was attempted yet. */
export function isUntried(error: unknown): boolean {
  return error instanceof Error && "untried" in error && error.untried === true;
}

/** How long the error asks to wait, in milliseconds; at most a day. */
export function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("retryAfterMs" in error)) return undefined;
  const { retryAfterMs: asked } = error;
  if (typeof asked !== "number" || !(asked >= 0)) return undefined;
  return Math.min(asked, LONGEST_RETRY_AFTER_MS);
}
