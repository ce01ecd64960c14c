import type { Database } from "../database/schema.js";
import { transact } from "../database/transact.js";
import { findTickets } from "./ticket-store.js";
import { writeWords } from "./ticket-words.js";

const AT_ONCE = 100;

/**
 * Writes the words of tickets that were opened before tickets had any, some at a time. How many it wrote;
 * none, and next to no work, once all have theirs. Several copies may call it at once.
 */
export function indexOlderTickets(db: Database): Promise<number> {
  return transact(db, async (transaction) => {
    const left = await transaction
      .selectFrom("counters")
      .select("value")
      .where("name", "=", NAME)
      .where("value", ">", 0)
      .executeTakeFirst();
    if (!left) return 0;
    // Changing the row makes every other copy wait until this transaction ends.
    const { value } = await transaction
      .updateTable("counters")
      .set((eb) => ({ value: eb("value", "-", AT_ONCE) }))
      .where("name", "=", NAME)
      .returning("value")
      .executeTakeFirstOrThrow();
    const numbers = Array.from({ length: AT_ONCE }, (_, index) => value + AT_ONCE - index);
    const tickets = await findTickets(
      transaction,
      numbers.filter((number) => number > 0),
    );
    for (const ticket of tickets) await writeWords(transaction, ticket);
    return tickets.length;
  });
}

const NAME = "tickets-without-words";
