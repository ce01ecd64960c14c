import { firstProblem } from "../match/fragments.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import { addressOf, isUnreached, problemOf } from "../ndr/problem.js";
import { formatStatusCode } from "../ndr/status-code.js";
import { foreign, listing, name, type Paragraph, paragraph, sentence } from "./rich-text.js";

const SHOWN_TOGETHER = 8;
const SHOWN_ONE_BY_ONE = 5;

/** The addresses that were not reached, the one explained first. */
export function unreached(ndr: Ndr): readonly string[] {
  const explained = firstProblem(ndr);
  const others = ndr.recipients.filter((report) => report !== explained && isUnreached(report));
  return [explained, ...others].flatMap((report) => addressOf(report) ?? []);
}

/** The recipients besides the one explained: those with the same problem in one line, the others in one each. */
export function otherRecipients(ndr: Ndr): readonly Paragraph[] {
  const explained = firstProblem(ndr);
  const others = ndr.recipients.filter(
    (report) => report !== explained && isUnreached(report) && addressOf(report) !== undefined,
  );
  const problem = problemOf(explained);
  const alike = new Set((ndr.alike ?? []).map((index) => ndr.recipients[index]));
  const isSame = (report: RecipientReport) => alike.has(report) || problemOf(report) === problem;
  const same = others.filter(isSame);
  const different = others.filter((report) => !isSame(report));
  const paragraphs: Paragraph[] = [];
  if (same.length > 0) {
    const addresses = same.flatMap((report) => addressOf(report) ?? []);
    paragraphs.push(
      paragraph(sentence("The same happened to ", ...listing(addresses, SHOWN_TOGETHER), ".")),
    );
  }
  if (different.length > 0) {
    paragraphs.push(paragraph(sentence("Not delivered for another reason:")));
    paragraphs.push(
      ...different.slice(0, SHOWN_ONE_BY_ONE).map((report) => paragraph(oneLine(report), "Small")),
    );
    const left = different.length - SHOWN_ONE_BY_ONE;
    if (left > 0) paragraphs.push(paragraph(sentence(`• and ${left} more`), "Small"));
  }
  return paragraphs;
}

const SAID_LENGTH = 140;

/** The address, the code, and the words where they say more than the code. */
function oneLine(report: RecipientReport) {
  const said = report.diagnosticCode ?? "";
  const code = report.status ? formatStatusCode(report.status) : "";
  const pieces = [said.includes(code) ? "" : code, said].filter((piece) => piece !== "");
  return sentence(
    "• ",
    name(addressOf(report) ?? ""),
    ...pieces.flatMap((piece) => [": ", foreign(piece, { isSubtle: true }, SAID_LENGTH)]),
  );
}
