export type Lane = string | number;

/**
 * A table of messages that wait to be delivered, shared by all copies of the program. What one of them has
 * claimed the others leave alone until its lease ends. Every method rejects when the database fails.
 */
export interface Queue<Entry, Delivered> {
  /**
   * Claims up to `limit` entries that are due: of each lane the oldest only, and none of the lanes in `busy`.
   * Each counts one attempt more, and is nobody else's for `leaseMs`.
   */
  claim(
    now: Date,
    limit: number,
    busy: readonly Lane[],
    leaseMs: number,
  ): Promise<readonly Entry[]>;
  /** What must not overtake each other shares a lane. */
  laneOf(entry: Entry): Lane;
  /** What the log may say of an entry: no address, no word of anybody's. */
  describe(entry: Entry): object;
  /** Strikes out what was delivered. */
  settle(entry: Entry, delivered: Delivered): Promise<unknown>;
  /** Keeps an entry whose attempt failed for another one. Nothing where its lease has ended. */
  postpone(entry: Entry, dueAt: Date, error: string): Promise<unknown>;
  /** Keeps an entry that was not tried: the attempt is not counted. Nothing where its lease has ended. */
  putBack(entry: Entry, dueAt: Date): Promise<unknown>;
  /** Gives an entry up: it is neither tried again nor waited for. Nothing where its lease has ended. */
  bury(entry: Entry, now: Date, error: string): Promise<unknown>;
}
