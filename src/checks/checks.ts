import type { Resolver } from "../dns/resolver.js";
import { address } from "./address.js";
import { blockListsCheck } from "./block-lists.js";
import type { Check, CheckName, Finding, Findings, Subject } from "./check.js";
import { clientIpCheck } from "./client-ip.js";
import { dkim } from "./dkim.js";
import { dmarc } from "./dmarc.js";
import { recipientMailServers, senderMailServers } from "./mail-servers.js";
import { spf } from "./spf.js";
import { tlsReports } from "./tls-reports.js";
import { transportSecurity } from "./transport-security.js";

/** In the order in which they are shown. */
export const CHECKS: readonly Check[] = [
  address,
  recipientMailServers,
  senderMailServers,
  clientIpCheck,
  blockListsCheck,
  spf,
  dkim,
  dmarc,
  transportSecurity,
  tlsReports,
];

export interface RunOptions {
  readonly resolver: Resolver;
  /** For all of them together. */
  readonly limitMs: number;
  readonly now: () => Date;
  /** A check that fails is a fault of ours; the others say what they have found. */
  readonly onFault: (check: CheckName, error: unknown) => void;
}

/** Runs checks side by side; what is not found out in time says so. Never rejects. */
export async function runChecks(
  checks: readonly Check[],
  subject: Subject,
  { resolver, limitMs, now, onFault }: RunOptions,
): Promise<Findings> {
  const at = now().toISOString();
  const time = AbortSignal.timeout(limitMs);
  const found = await Promise.all(
    checks.map((check) =>
      check
        .run(
          subject,
          (name, type) => resolver.ask(name, type, time),
          (name, type) => resolver.knows(name, type),
        )
        .catch((error: unknown): readonly Finding[] => {
          onFault(check.name, error);
          return [];
        }),
    ),
  );
  return { at, list: found.flat() };
}
