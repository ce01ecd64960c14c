/** A copy in which so many bytes are others; the same seed changes the same ones. */
export function changeBytes(content: Uint8Array, count: number, seed: number): Uint8Array {
  const changed = new Uint8Array(content);
  const random = randomNumbers(seed);
  for (let i = 0; i < count; i++)
    changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
  return changed;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
