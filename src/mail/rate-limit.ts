/** Whether one more is let through; counts it if so. */
export type RateLimit = (key: string) => boolean;

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** More keys than this are not remembered: then those go first that have been quiet the longest. */
const MOST_KEYS = 10_000;

/** A token bucket for each key: `perMinute` at once, and as many again within a minute. */
export function createRateLimit(perMinute: number, now: () => Date): RateLimit {
  const buckets = new Map<string, Bucket>();
  return (key) => {
    const at = now().getTime();
    const tokens = filled(buckets.get(key), at, perMinute);
    // Deleted first, so that the keys stand in the order they were last heard of.
    buckets.delete(key);
    buckets.set(key, { tokens: tokens < 1 ? tokens : tokens - 1, at });
    const [quietest] = buckets.size > MOST_KEYS ? buckets.keys() : [];
    if (quietest !== undefined) buckets.delete(quietest);
    return tokens >= 1;
  };
}

function filled(bucket: Bucket | undefined, at: number, perMinute: number): number {
  if (!bucket) return perMinute;
  const since = Math.max(0, at - bucket.at);
  return Math.min(perMinute, bucket.tokens + (since / 60_000) * perMinute);
}
