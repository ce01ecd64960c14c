import { stepsToTry } from "../tickets/steps-to-try.js";
import { isBounce } from "../explain.js";
import type { Asking } from "../tickets/asking.js";
import type { Case } from "../tickets/ticket.js";
import { withoutNames } from "../tickets/without-names.js";
import { caseEvidence, conclusion, grounds } from "./evidence.js";
import type { Card } from "./fit.js";
import { harmless, shorten } from "./foreign.js";
import { nameOf } from "./receipt.js";
import { fact } from "./rich-text.js";
import { section } from "./steps.js";
import { renderCard } from "./templates.js";

const STEP_LENGTH = 200;
/** As much as the field takes. */
const NOTE_LENGTH = 1000;

/** Shown before anything leaves: exactly what the helpdesk will get. `asking` is what was filled in so far. */
export function reviewCard(opened: Case, asking: Asking = {}): Card {
  const isWithoutNames = asking.withoutNames === true;
  const shared = isWithoutNames ? withoutNames(opened) : opened;
  const { explanation } = shared;
  return renderCard("review", {
    facts: [
      ...fact("Your name", [nameOf(opened.asker)]),
      ...caseEvidence(shared),
      ...fact("What I think it is", conclusion(explanation)),
    ],
    sections: section("why", "Why I think so", grounds(explanation)),
    steps: stepsToTry(explanation).map((step, place) => ({
      title: shorten(harmless(step), STEP_LENGTH),
      value: String(place),
    })),
    tried: asking.tried?.join(",") ?? "",
    note: fieldOf(asking.note ?? ""),
    isWithoutNames,
    namesTitle: isWithoutNames ? "Put the names back" : "Leave out the names",
    canLeaveOutNames: isBounce(explanation),
    caseId: opened.id,
  });
}

/** What was typed, on the lines it was typed on. */
function fieldOf(note: string): string {
  const lines = note.slice(0, NOTE_LENGTH).split("\n").map(harmless);
  return shorten(lines.join("\n"), NOTE_LENGTH);
}
