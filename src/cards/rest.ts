import type { Card } from "./fit.js";
import { notice } from "./notice.js";
import { foreign, name, sentence, words } from "./rich-text.js";

/** A file that holds no bounce, or could not be read. */
export interface RestLine {
  /** The file's name; absent for the message itself. */
  readonly name?: string | undefined;
  readonly says: string;
}

/** As many are listed. */
const LISTED = 20;

/** What was handed over beside the bounces: each by its name, with what is wrong with it. */
export function restCard(
  lines: readonly RestLine[],
  { hasBounces, unread }: { readonly hasBounces: boolean; readonly unread: number },
): Card {
  const left = lines.length - LISTED;
  return notice(
    titleOf(lines.length, hasBounces),
    [words(hasBounces ? "The others are answered beside this." : "For each I say why:")],
    [
      ...lines
        .slice(0, LISTED)
        .map((line) =>
          sentence(
            ...(line.name === undefined ? [] : [name(line.name, { weight: "Bolder" }), ": "]),
            foreign(line.says, {}, 300),
          ),
        ),
      ...(left > 0 ? [`and ${left} more`] : []),
      ...(unread > 0 ? [`${unread} more files were too many at once: send them again.`] : []),
    ],
  );
}

function titleOf(count: number, hasBounces: boolean): string {
  if (!hasBounces) return "I found no bounce in these.";
  if (count === 0) return "I did not read all files.";
  return count === 1 ? "One of these gave no answer." : `${count} of these gave no answer.`;
}
