/** The most of these moments that fall into any time of `perMs`; its end is the next one's beginning. */
export function mostIn(moments: readonly number[], perMs: number): number {
  const sorted = [...moments].sort((a, b) => a - b);
  let first = 0;
  let most = 0;
  sorted.forEach((at, index) => {
    while (at - (sorted[first] ?? at) >= perMs) first++;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
