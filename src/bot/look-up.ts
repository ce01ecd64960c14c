import { type Organisation, UNNAMED_ORGANISATION } from "../advice/organisation.js";
import { createBlockLists } from "../checks/block-lists.js";
import type { Check, Subject } from "../checks/check.js";
import { CHECKS, runChecks } from "../checks/checks.js";
import { checksFor } from "../checks/checks-for.js";
import { subjectOf } from "../checks/subject.js";
import { transact } from "../database/transact.js";
import type { Database } from "../database/schema.js";
import type { Resolver } from "../dns/resolver.js";
import { answerCard } from "../incidents/messages.js";
import type { Log } from "../log.js";
import { enqueue } from "../outbox/outbox-store.js";
import { findCase, keepFindings } from "../tickets/case-store.js";
import { bothCards, drawnAnew } from "../tickets/messages.js";
import { findTicketByCase } from "../tickets/ticket-store.js";
import type { Case, Person } from "../tickets/ticket.js";

/** Looks up what is worth it of what a bounce names, once its answer stands; the card is redrawn with what was found. */
export interface LookUps {
  /** Runs every check for somebody who waits for it, so long at most: what the case is then. */
  runAll(about: Case, person: Person, limitMs: number): Promise<LookedUp>;
  /** Returns at once. Does nothing where there is nothing to look up, or somebody has asked for much. */
  begin(opened: Case): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export type LookedUp =
  | { readonly kind: "looked-up"; readonly case: Case }
  /** They have had as much looked up within the minute as one person may. */
  | { readonly kind: "too-many" }
  | { readonly kind: "nothing-to-look-up" };

export interface LookUpSettings {
  readonly resolver: Resolver;
  /** The zones of the block lists that are asked; absent: none. */
  readonly blockLists?: readonly string[] | undefined;
  /** For all checks of one bounce together. */
  readonly limitMs: number;
}

export interface LookUpOptions extends LookUpSettings {
  readonly organisation: Organisation;
  readonly db: Database;
  readonly now: () => Date;
  readonly onQueued: () => void;
  readonly log: Log;
}

interface LookUp {
  readonly resolver: Resolver;
  readonly checks: readonly Check[];
  /** For all of them together. */
  readonly limitMs: number;
  /** Whether what somebody has had looked up meanwhile counts more. */
  readonly onlyFirst?: boolean;
}

/** What one person's bounces may have looked up within a minute. */
const MOST_PER_MINUTE = 10;
const MINUTE_MS = 60_000;

/** Whether a bounce names anything that can be looked up. */
export function isCheckable({ explanation }: Case, settings: LookUpSettings | undefined): boolean {
  return settings !== undefined && subjectOf(explanation, UNNAMED_ORGANISATION) !== undefined;
}

export function createLookUps(options: LookUpOptions): LookUps {
  const { db, resolver, limitMs, now, onQueued, log } = options;
  const own = {
    ...options.organisation,
    blockLists: createBlockLists(options.blockLists ?? [], now),
  };
  const underWay = new Set<Promise<void>>();
  const begun = new Map<string, readonly number[]>();

  function begin(opened: Case): void {
    const subject = subjectOf(opened.explanation, own);
    const names = checksFor(opened.explanation);
    const checks = CHECKS.filter(({ name }) => names.includes(name));
    if (!subject || checks.length === 0 || !isAllowed(opened.place.tenant, opened.asker)) return;
    const work = lookUp(opened.id, subject, { resolver, checks, limitMs, onlyFirst: true })
      .catch((error: unknown) => {
        log.error({ err: error }, "what was looked up is not kept");
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function runAll(about: Case, person: Person, patienceMs: number): Promise<LookedUp> {
    const subject = subjectOf(about.explanation, own);
    if (!subject) return { kind: "nothing-to-look-up" };
    if (!isAllowed(about.place.tenant, person)) return { kind: "too-many" };
    await lookUp(about.id, subject, {
      // Somebody may just have mended what was found.
      resolver: resolver.fresh(),
      checks: CHECKS,
      limitMs: Math.min(limitMs, patienceMs),
    });
    return { kind: "looked-up", case: (await findCase(db, about.id)) ?? about };
  }

  async function lookUp(
    id: string,
    subject: Subject,
    { resolver, checks, limitMs, onlyFirst }: LookUp,
  ): Promise<void> {
    // As it is kept: what people wrote around the bounce is not.
    const about = await findCase(db, id);
    if (!about) return;
    const findings = await runChecks(checks, subject, {
      resolver,
      limitMs,
      now,
      onFault: (check, error) => {
        log.error({ err: error, check }, "a check failed");
      },
    });
    if (findings.list.length === 0) return;
    await transact(db, async (transaction) => {
      const kept = onlyFirst ? findings : { ...findings, isAskedFor: true as const };
      if (!(await keepFindings(transaction, about, kept, { onlyFirst }))) return;
      const ticket = await findTicketByCase(transaction, id);
      await enqueue(transaction, ticket ? drawnAnew(bothCards(ticket)) : [answerCard(id)], now());
    });
    onQueued();
  }

  /** Each bounce asks other people's servers: nobody makes us ask without end. */
  function isAllowed(tenant: string, person: Person): boolean {
    const at = now().getTime();
    const key = `${tenant} ${person.id}`;
    for (const [other, times] of begun)
      if ((times.at(-1) ?? 0) <= at - MINUTE_MS) begun.delete(other);
    const recent = (begun.get(key) ?? []).filter((time) => time > at - MINUTE_MS);
    if (recent.length >= MOST_PER_MINUTE) return false;
    begun.set(key, [...recent, at]);
    return true;
  }

  return {
    begin,
    runAll,
    async idle() {
      await Promise.all(underWay);
    },
  };
}
