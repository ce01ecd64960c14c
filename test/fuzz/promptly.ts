/** Nobody in the chat should wait longer for one input. */
const LIMIT_MS = 250;

/** A busy machine is slow now and then, a slow input every time. */
const TRIES = 12;

/** Does the work and says how long it took; throws where it takes too long however often it is tried. */
export async function promptly(work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let i = 0; i < TRIES && least > LIMIT_MS; i++) least = Math.min(least, await time(work));
  if (least > LIMIT_MS) throw new Error(`It takes ${Math.round(least)} ms, at the least.`);
  return least;
}

/** Milliseconds of the clock, or of our own work where others had the processor in between. */
async function time(work: () => unknown): Promise<number> {
  const started = performance.now();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - started, (user + system) / 1000);
}
