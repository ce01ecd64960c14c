import type { Outbox } from "./delivery-loop.js";

/** Several outboxes as one: none of them waits for what another one delivers. */
export function sideBySide(outboxes: readonly Outbox[]): Outbox {
  const [only] = outboxes;
  if (only && outboxes.length === 1) return only;
  const each = (act: (outbox: Outbox) => void) => () => {
    outboxes.forEach(act);
  };
  const all = (act: (outbox: Outbox) => Promise<void>) => async () => {
    const results = await Promise.allSettled(outboxes.map(act));
    for (const result of results) if (result.status === "rejected") throw result.reason;
  };
  return {
    drain: all((outbox) => outbox.drain()),
    wake: each((outbox) => {
      outbox.wake();
    }),
    start: each((outbox) => {
      outbox.start();
    }),
    stop: all((outbox) => outbox.stop()),
  };
}
