import { type Explanation, isBounce } from "../explain.js";

const KINDS: readonly Explanation["kind"][] = [
  "unreadable",
  "not-an-ndr",
  "undiagnosed",
  "delayed",
  "diagnosed",
];

/** How much was found: what it is, then how sure that is, then how many fields the servers filled in. */
export function evidenceIn(explanation: Explanation): number {
  const kind = KINDS.indexOf(explanation.kind) * 1000;
  if (!isBounce(explanation)) {
    // A warning is worth more than "plain talk".
    return (
      kind + (explanation.kind === "not-an-ndr" && explanation.looksLike !== "plain talk" ? 1 : 0)
    );
  }
  const { ndr } = explanation;
  const isCertain =
    "diagnoses" in explanation && explanation.diagnoses[0]?.confidence === "certain";
  const fields = [
    ndr.reportingMta,
    ndr.sender,
    ndr.messageId,
    ndr.arrivalDate,
    ...ndr.recipients.flatMap((report): unknown[] => Object.values(report)),
  ];
  return (
    kind +
    (isCertain ? 500 : 0) +
    Math.min(499, fields.filter((field) => field !== undefined).length)
  );
}
