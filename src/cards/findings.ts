import type { Finding, Findings } from "../checks/check.js";
import { timeInWords } from "../advice/dates.js";
import { foreign, type Paragraph, paragraph, sentence, words } from "./rich-text.js";
import { section, type SectionView } from "./steps.js";

const MEANS_LENGTH = 500;
const FOUND_LENGTH = 500;

const MARKS: Readonly<Record<Finding["outcome"], string>> = {
  ok: "✓ ",
  problem: "✗ ",
  unknown: "? ",
};

/** What was looked up, behind a line that says how it went; nothing before it is known. */
function lookedUp(findings: Findings | undefined): readonly SectionView[] {
  if (!findings || findings.list.length === 0) return [];
  const problems = findings.list.filter(({ outcome }) => outcome === "problem").length;
  const title =
    problems === 0
      ? "What I looked up"
      : `What I looked up: ${problems === 1 ? "1 problem" : `${problems} problems`}`;
  const order: readonly Finding["outcome"][] = ["problem", "unknown", "ok"];
  const lines = [
    paragraph(
      [words(`Looked up on ${timeInWords(findings.at) ?? findings.at}.`, { isSubtle: true })],
      "Small",
    ),
    ...order.flatMap((outcome) =>
      findings.list.filter((finding) => finding.outcome === outcome).flatMap(shown),
    ),
  ];
  // Who pressed for it is looking for it.
  return section("looked-up", title, lines).map((part) => ({
    ...part,
    isOpen: findings.isAskedFor === true,
  }));
}

/** The sections with what was looked up behind the steps it belongs to. */
export function withLookedUp(
  sections: readonly SectionView[],
  findings: Findings | undefined,
): readonly SectionView[] {
  const steps = sections.findLastIndex(({ id }) => id.endsWith("-steps"));
  return sections.toSpliced(steps + 1, 0, ...lookedUp(findings));
}

/** What the sender can do something about at once: it is not to be looked for. */
export function slips(findings: Findings | undefined): readonly Paragraph[] {
  return (findings?.list ?? [])
    .filter(({ check, outcome }) => check === "address" && outcome === "problem")
    .map(({ means }) => paragraph([foreign(means, { weight: "Bolder" }, MEANS_LENGTH)]));
}

function shown({ outcome, means, found }: Finding): readonly Paragraph[] {
  return [
    paragraph(sentence(words(MARKS[outcome]), foreign(means, {}, MEANS_LENGTH))),
    ...(found === undefined
      ? []
      : found
          .split("\n")
          .slice(0, 6)
          .map((line) =>
            paragraph(
              [foreign(line, { fontType: "Monospace", size: "Small" }, FOUND_LENGTH)],
              "None",
            ),
          )),
  ];
}
