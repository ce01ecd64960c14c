/** One thing at a time, and nobody before the others twice. */
export interface Turns {
  /**
   * Does the work when it is this person's turn; `undefined` where too much of theirs is waiting. Rejects
   * as the work does.
   */
  take<T>(person: string, work: () => Promise<T>): Promise<T> | undefined;
}

/** Of each person so many wait at most. */
export function createTurns(atMost: number): Turns {
  /** In the order of their turns. */
  const waiting = new Map<string, (() => Promise<void>)[]>();
  let isAtWork = false;

  async function goOn(): Promise<void> {
    if (isAtWork) return;
    isAtWork = true;
    for (let next = takeNext(); next; next = takeNext()) await next();
    isAtWork = false;
  }

  /** The first of whoever's turn it is; they come last then. */
  function takeNext(): (() => Promise<void>) | undefined {
    const [first] = waiting;
    if (!first) return undefined;
    const [person, works] = first;
    const [work, ...others] = works;
    waiting.delete(person);
    if (others.length > 0) waiting.set(person, others);
    return work;
  }

  return {
    take(person, work) {
      const theirs = waiting.get(person) ?? [];
      if (theirs.length >= atMost) return undefined;
      return new Promise((resolve, reject) => {
        waiting.set(person, [...theirs, () => work().then(resolve, reject)]);
        void goOn();
      });
    },
  };
}
