import { explainAll } from "../explain.js";
import type { Explanation } from "../explain.js";
import type { Intake } from "../intake/intake.js";
import type { Article } from "../knowledge/article.js";
import { createMatcher } from "../match/match.js";
import { explanationAsJson } from "./as-json.js";
import type { Command } from "./command.js";
import { explanationForPeople } from "./for-people.js";
import { readSource } from "./read-source.js";
import { colorsFor, jsonLine } from "./terminal.js";
import type { Terminal } from "./terminal.js";

/** `explain`: each file in turn; 1 where one could not be read. */
export async function explainFiles(
  { files, json }: Extract<Command, { kind: "explain" }>,
  articles: readonly Article[],
  intake: Intake,
  terminal: Terminal,
): Promise<number> {
  const match = createMatcher(articles);
  const colors = colorsFor(terminal);
  let isAllRead = true;
  for (const file of files) {
    const source = await readSource(file, terminal.stdin, intake.limits);
    const explanations: readonly [Explanation, ...Explanation[]] =
      typeof source === "string"
        ? [{ kind: "unreadable", says: source }]
        : await explainAll(source, match, intake);
    if (explanations[0].kind === "unreadable") isAllRead = false;
    const name = file.replace(/\p{C}/gu, "");
    terminal.stdout.write(
      json
        ? jsonLine(explanationAsJson(file, ...explanations))
        : explanations.map((one) => explanationForPeople(name, one, colors)).join(""),
    );
  }
  return isAllRead ? 0 : 1;
}
