import type { RecipientReport } from "./ndr.js";
import { formatStatusCode } from "./status-code.js";

/** The address delivery failed for; where the report does not say it, the one that was typed. */
export function addressOf(report: RecipientReport): string | undefined {
  return report.finalRecipient ?? report.originalRecipient;
}

/** Was the message not delivered to this recipient, or not yet? */
export function isUnreached({ action }: RecipientReport): boolean {
  return action === undefined || action === "failed" || action === "delayed";
}

const COMPARED = 1000;

/** Servers put the address into their words: without it, the same problem reads the same. */
export function problemOf(report: RecipientReport): string {
  const addresses = [report.finalRecipient, report.originalRecipient].filter((address) => address);
  const said = addresses.reduce<string>(
    (text, address) => text.replaceAll(address ?? "", ""),
    (report.diagnosticCode ?? "").slice(0, COMPARED),
  );
  return `${report.action ?? ""} ${report.status ? formatStatusCode(report.status) : ""} ${said}`;
}
