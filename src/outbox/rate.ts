/** At most `most` in any time of `perMs`. */
export interface Limit {
  readonly most: number;
  readonly perMs: number;
}

/**
 * What is kept of all that went before: for each limit, when the next one would come if they came evenly.
 * Milliseconds since 1970.
 */
export type RateState = readonly number[];

/** The first moment, `now` or later, at which one more breaks none of the limits. */
export function earliest(state: RateState, limits: readonly Limit[], now: number): number {
  const allowed = limits.map((limit, index) => {
    const { burst, intervalMs } = evenly(limit);
    return (state[index] ?? now) - (burst - 1) * intervalMs;
  });
  return Math.ceil(Math.max(now, ...allowed));
}

/** The state after one more at `at`, which must not be earlier than `earliest`. */
export function advance(state: RateState, limits: readonly Limit[], at: number): RateState {
  return limits.map((limit, index) => Math.max(state[index] ?? at, at) + evenly(limit).intervalMs);
}

/** From when on it is as if nothing had been before. */
export function freeAt(state: RateState): number {
  return Math.max(0, ...state);
}

/**
 * The generic cell rate algorithm: a burst, and then one each interval. In any time of `perMs` there are less
 * than `burst + perMs / interval` of them, hence at most `most`. One number for each limit, where counting
 * would have to remember half an hour of moments; the price is that after a burst fewer than `most` pass.
 */
function evenly({ most, perMs }: Limit): { readonly burst: number; readonly intervalMs: number } {
  const burst = Math.ceil(most / 3);
  return { burst, intervalMs: perMs / (most - burst + 1) };
}
