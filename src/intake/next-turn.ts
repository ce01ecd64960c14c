/** So long a turn may take, in milliseconds, before everybody else has theirs. */
const LONGEST = 2;

let began = -Infinity;

/**
 * Lets everybody else in the chat have their turn before more work is done on one mail, where enough
 * was done since the last time: a turn has its price, and most mails are read in less.
 */
export async function nextTurn(): Promise<void> {
  if (performance.now() - began < LONGEST) return;
  await new Promise(setImmediate);
  began = performance.now();
}
