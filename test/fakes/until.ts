const LONGEST_MS = 45_000;

/** Resolves as soon as something is so; rejects where it does not come to be so. */
export async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`Not so within ${LONGEST_MS} ms: ${String(isSo)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
