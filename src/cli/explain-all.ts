import { explain } from "../explain.js";
import type { Explanation } from "../explain.js";
import type { Article } from "../knowledge/article.js";
import { createMatcher } from "../match/match.js";
import { explanationAsJson } from "./as-json.js";
import type { Command } from "./command.js";
import { explanationForPeople } from "./for-people.js";
import { readSource } from "./read-source.js";
import { colorsFor, jsonLine } from "./terminal.js";
import type { Terminal } from "./terminal.js";

/** `explain`: each file in turn; 1 where one could not be read. */
export async function explainAll(
  { files, json }: Extract<Command, { kind: "explain" }>,
  articles: readonly Article[],
  terminal: Terminal,
): Promise<number> {
  const match = createMatcher(articles);
  const colors = colorsFor(terminal);
  let isAllRead = true;
  for (const file of files) {
    const source = await readSource(file, terminal.stdin);
    const explanation: Explanation =
      typeof source === "string"
        ? { kind: "unreadable", says: source }
        : await explain(source, match);
    if (explanation.kind === "unreadable") isAllRead = false;
    terminal.stdout.write(
      json
        ? jsonLine(explanationAsJson(file, explanation))
        : explanationForPeople(file.replace(/\p{C}/gu, ""), explanation, colors),
    );
  }
  return isAllRead ? 0 : 1;
}
