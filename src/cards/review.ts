import type { Case } from "../tickets/ticket.js";
import { caseEvidence, conclusion, grounds } from "./evidence.js";
import type { Card } from "./fit.js";
import { nameOf } from "./receipt.js";
import { fact } from "./rich-text.js";
import { section } from "./steps.js";
import { renderCard } from "./templates.js";

/** Shown before anything leaves: exactly what the helpdesk will get. */
export function reviewCard(opened: Case): Card {
  return renderCard("review", {
    facts: [
      ...fact("Your name", [nameOf(opened.asker)]),
      ...caseEvidence(opened),
      ...fact("What I think it is", conclusion(opened.explanation)),
    ],
    sections: section("why", "Why I think so", grounds(opened.explanation)),
    caseId: opened.id,
  });
}
