import type { Organisation } from "../advice/organisation.js";
import { explainAll } from "../explain.js";
import type { Explanation } from "../explain.js";
import type { Intake } from "../intake/intake.js";
import type { Article } from "../knowledge/article.js";
import { createMatcher } from "../match/match.js";
import { explanationAsJson } from "./as-json.js";
import { explanationAsPowerShell, SCRIPT_HEAD } from "./as-powershell.js";
import type { Command } from "./command.js";
import { explanationForPeople } from "./for-people.js";
import { readSource } from "./read-source.js";
import { colorsFor, jsonLine } from "./terminal.js";
import type { Terminal } from "./terminal.js";

type ExplainCommand = Extract<Command, { kind: "explain" }>;

/** `explain`: each file in turn; 1 where one could not be read. */
export async function explainFiles(
  { files, as }: ExplainCommand,
  articles: readonly Article[],
  intake: Intake,
  terminal: Terminal,
  organisation: Organisation,
): Promise<number> {
  const match = createMatcher(articles);
  const page = pageFor(as, terminal);
  let isAllRead = true;
  if (as === "powershell")
    terminal.stdout.write(terminal.stdout.isTTY ? SCRIPT_HEAD : `${BOM}${SCRIPT_HEAD}`);
  for (const file of files) {
    const source = await readSource(file, terminal.stdin, intake.limits);
    const explanations: readonly [Explanation, ...Explanation[]] =
      typeof source === "string"
        ? [{ kind: "unreadable", says: source }]
        : await explainAll(source, match, intake, organisation);
    if (explanations[0].kind === "unreadable") isAllRead = false;
    terminal.stdout.write(page(file, explanations));
  }
  return isAllRead ? 0 : 1;
}

// Without it Windows PowerShell 5.1 takes the file for one in the ANSI code page, where some letters
// end in a byte that is a quote. A person at a terminal would only paste it along.
const BOM = "\uFEFF";

type Page = (file: string, explanations: readonly [Explanation, ...Explanation[]]) => string;

/** What is written about one file. */
function pageFor(as: ExplainCommand["as"], terminal: Terminal): Page {
  const colors = colorsFor(terminal);
  const nameOf = (file: string) => file.replace(/\p{C}/gu, "");
  switch (as) {
    case "json":
      return (file, explanations) => jsonLine(explanationAsJson(file, ...explanations));
    case "powershell":
      return (file, explanations) =>
        explanations.map((one) => explanationAsPowerShell(file, one)).join("");
    case "page":
      return (file, explanations) =>
        explanations.map((one) => explanationForPeople(nameOf(file), one, colors)).join("");
  }
}
