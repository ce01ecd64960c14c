import type { Bounce } from "../../src/explain.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { article } from "../match/reports.js";
import { code } from "../cards/example-articles.js";

/** A bounce with one recipient and one cause, and what a test wants different. */
export function bounceTo(
  address: string | undefined,
  changes: {
    readonly cause?: string;
    readonly status?: string;
    readonly report?: Partial<RecipientReport>;
    readonly ndr?: Partial<Ndr>;
    readonly confidence?: "certain" | "likely" | "possible";
  } = {},
): Bounce {
  const { cause = "no-such-user", status = "5.1.10", confidence = "certain" } = changes;
  return {
    kind: "diagnosed",
    says: "There is no such address.",
    ndr: {
      parsedBy: "delivery-status",
      humanLines: [],
      recipients: [
        {
          finalRecipient: address,
          action: "failed",
          status: code(status),
          diagnosticCode: `550 ${status} <${address ?? ""}> no such user`,
          ...changes.report,
        },
      ],
      ...changes.ndr,
    },
    diagnoses: [{ article: article(cause, status), confidence, points: 100, reasons: [] }],
  };
}

/** The same where no article fits. */
export function unknownTo(address: string, report: Partial<RecipientReport>): Bounce {
  const { ndr } = bounceTo(address, { report });
  return { kind: "undiagnosed", says: "", general: "", ndr };
}
