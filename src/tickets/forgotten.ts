import { inShort } from "../advice/advise.js";
import type { Bounce, Explanation } from "../explain.js";
import type { Diagnosis } from "../match/diagnosis.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import type { Person, Ticket } from "./ticket.js";

/** Stands where somebody was who asked to be forgotten. No id of Teams' or Entra's looks like it. */
export const SOMEBODY: Person = { id: "forgotten", name: "Somebody" };

/** Whether there is nobody any more to tell about a ticket. */
export function isForgotten(ticket: Ticket): boolean {
  return ticket.requester.id === SOMEBODY.id;
}

/**
 * What is left of the evidence without people: codes, servers, the article and how sure it was. Addresses,
 * message ids and everything verbatim are gone, for a server's words may quote them.
 */
export function withoutPeople(explanation: Explanation): Explanation {
  switch (explanation.kind) {
    case "unreadable":
    case "not-an-ndr":
      return {
        kind: "not-an-ndr",
        says: "",
        looksLike: explanation.kind === "unreadable" ? "plain talk" : explanation.looksLike,
      };
    case "diagnosed":
    case "undiagnosed":
    case "delayed":
      return bounceWithoutPeople(explanation);
  }
}

function bounceWithoutPeople(bounce: Bounce): Explanation {
  const ndr = bareNdr(bounce.ndr);
  switch (bounce.kind) {
    case "undiagnosed":
      return { kind: "undiagnosed", says: bounce.says, general: bounce.general, ndr };
    case "delayed":
      return { kind: "delayed", says: bounce.says, ndr, diagnoses: bounce.diagnoses.map(bare) };
    case "diagnosed": {
      const { told } = bounce;
      const diagnoses = bounce.diagnoses.map(bare);
      const [best] = diagnoses;
      // The article's first paragraph had their values filled in.
      const says = best ? inShort(best.article, ndr) : "";
      return { kind: "diagnosed", says, ndr, diagnoses, ...(told && { told }) };
    }
  }
}

/** An answer was chosen among our own words; other reasons quote the mail. */
function bare(diagnosis: Diagnosis): Diagnosis {
  return {
    ...diagnosis,
    reasons: diagnosis.reasons.filter(({ signal }) => signal === "answer"),
  };
}

function bareNdr({ parsedBy, reportingMta, recipients, problem, alike, isUnconfirmed }: Ndr): Ndr {
  return {
    parsedBy,
    recipients: recipients.map(bareReport),
    humanLines: [],
    ...(reportingMta !== undefined && { reportingMta }),
    ...(problem !== undefined && { problem }),
    ...(alike !== undefined && { alike }),
    ...(isUnconfirmed && { isUnconfirmed }),
  };
}

function bareReport({ action, status, replyCode, remoteMta }: RecipientReport): RecipientReport {
  return { action, status, replyCode, remoteMta };
}
