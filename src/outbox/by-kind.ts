import { DeliveryError } from "./delivery-error.js";
import type { Deliver } from "./outbox.js";

/** Kinds of messages, and who delivers them. */
export type Deliveries = Readonly<Record<string, Deliver>>;

/** One who delivers several kinds. */
export function forKinds(kinds: readonly string[], deliver: Deliver): Deliveries {
  return Object.fromEntries(kinds.map((kind) => [kind, deliver]));
}

/** Hands each message to who delivers its kind. A kind that nobody delivers is given up at once. */
export function byKind(deliveries: Deliveries): Deliver {
  const known = new Map(Object.entries(deliveries));
  return async (message) => {
    const deliver = known.get(message.kind);
    if (!deliver)
      // A sink that was switched off, or a version of the program that knew more.
      throw new DeliveryError("Nobody delivers messages of this kind.", { permanent: true });
    return deliver(message);
  };
}
