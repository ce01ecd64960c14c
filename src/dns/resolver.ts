import type { Answer, RecordType } from "./answer.js";
import { asciiName } from "./name.js";
import { askServer, type NameServer } from "./transport.js";
import type { Question, Timed } from "./wire.js";

/** Looks names up. Never rejects: what goes wrong is an answer, too. */
export interface Resolver {
  /** Until the signal is aborted; then nothing is under way any more. */
  ask<T extends RecordType>(name: string, type: T, signal: AbortSignal): Promise<Answer<T>>;
  /** Whether it would answer from what was learnt before, and ask nobody. */
  knows(name: string, type: RecordType): boolean;
  /** One that believes nothing of what was learnt before; what it learns, this one knows, too. */
  fresh(): Resolver;
}

export interface ResolverOptions {
  /** The recursive resolvers, asked in this order. */
  readonly servers: readonly NameServer[];
  /** How long one of them is waited for. */
  readonly patienceMs?: number | undefined;
  readonly now: () => Date;
}

const PATIENCE_MS = 1_000;
/** Seconds; a record that lives shorter is not asked for again at once, and none is believed for longer. */
const SHORTEST = 5;
const LONGEST = 3_600;
const MOST_KEPT = 10_000;

interface Kept {
  readonly answer: Answer<RecordType>;
  readonly until: number;
  /** How many were learnt before it. */
  readonly nth: number;
}

/** Asks these servers, each answer as often as its time to live asks for. */
export function createResolver({
  servers,
  patienceMs = PATIENCE_MS,
  now,
}: ResolverOptions): Resolver {
  const kept = new Map<string, Kept>();
  let learnt = 0;

  async function askAll<T extends RecordType>(
    question: Question<T>,
    signal: AbortSignal,
  ): Promise<Timed<T>> {
    let last: Timed<T> = failed("timeout");
    for (const server of servers) {
      if (signal.aborted) break;
      last = await askOne(server, question, signal);
      // Another one may know what this one has trouble with.
      if (last.answer.kind !== "failed") return last;
    }
    return last;
  }

  async function askOne<T extends RecordType>(
    server: NameServer,
    question: Question<T>,
    signal: AbortSignal,
  ): Promise<Timed<T>> {
    const patience = AbortSignal.timeout(patienceMs);
    const either = AbortSignal.any([signal, patience]);
    try {
      return await askServer(server, question, either);
    } catch {
      return failed(either.aborted ? "timeout" : "server");
    }
  }

  function keep(key: string, { answer, ttl }: Timed<RecordType>, at: number): void {
    // The oldest goes first: a Map keeps the order in which its keys came.
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? "");
    kept.delete(key);
    const until = at + 1_000 * Math.min(Math.max(ttl, SHORTEST), LONGEST);
    kept.set(key, { answer, until, nth: learnt });
    learnt += 1;
  }

  function recall(key: string, since: number, at: number): Answer<RecordType> | undefined {
    const known = kept.get(key);
    return known && known.until > at && known.nth >= since ? known.answer : undefined;
  }

  const believing = (since: number): Resolver => ({
    async ask<T extends RecordType>(text: string, type: T, signal: AbortSignal) {
      const name = asciiName(text);
      if (name === undefined) return { kind: "failed", why: "not-a-name" };
      const key = keyOf(name, type);
      const at = now().getTime();
      const known = recall(key, since, at);
      // Kept under its type.
      if (known) return known as Answer<T>;
      const timed = await askAll({ name, type }, signal);
      // That one was in a hurry says nothing to the next one.
      if (!signal.aborted) keep(key, timed, at);
      return timed.answer;
    },
    knows: (text, type) =>
      recall(keyOf(asciiName(text) ?? "", type), since, now().getTime()) !== undefined,
    fresh: () => believing(learnt),
  });

  return believing(0);
}

const keyOf = (name: string, type: RecordType): string => `${type} ${name}`;

const failed = <T extends RecordType>(why: "timeout" | "server"): Timed<T> => ({
  answer: { kind: "failed", why },
  ttl: 0,
});
