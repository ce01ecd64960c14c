import { isOwn } from "../knowledge/article.js";
import type { KnowledgeStatus } from "../knowledge/live-knowledge.js";
import type { Card } from "./fit.js";
import { foreign, HEADLINE, type Paragraph, paragraph, sentence, words } from "./rich-text.js";
import { renderCard } from "./templates.js";

/** As many mistakes are listed; the log has them all. */
const LISTED = 10;

/** Which articles are in use, and what keeps newer ones from it. */
export function knowledgeCard(status: KnowledgeStatus, isForHelpdesk: boolean): Card {
  const { articles, readAt, problems } = status;
  const time = `${readAt.slice(0, 10)} ${readAt.slice(11, 16)} UTC`;
  return renderCard("notice", {
    title: [words(problems.length === 0 ? "The articles are up to date." : BROKEN, HEADLINE)],
    text: sentence(
      `I know ${articles.length} articles, read at ${time}.${advice(problems.length, isForHelpdesk)}`,
    ),
    list: [
      ...origins(status).map(([origin, count]) => bullet(`${count} ${origin}`)),
      ...(isForHelpdesk ? mistakes(problems) : []),
    ],
    links: [],
  });
}

const BROKEN = "A changed article has a mistake.";

function advice(problems: number, isForHelpdesk: boolean): string {
  if (problems === 0) return "";
  return isForHelpdesk
    ? " Changes wait until this is mended:"
    : " Changes wait until it is mended. In the helpdesk's channel I say where.";
}

/** "118 built in", "3 your own": a folder's path is nobody's business in a chat. */
function origins({ articles }: KnowledgeStatus): readonly (readonly [string, number])[] {
  const own = articles.filter(isOwn).length;
  return [["built in", articles.length - own] as const, ["your own", own] as const].filter(
    ([, count]) => count > 0,
  );
}

function mistakes(problems: readonly string[]): readonly Paragraph[] {
  const left = problems.length - LISTED;
  return [
    ...problems
      .slice(0, LISTED)
      .map((problem) => paragraph([words("• "), foreign(problem, {}, 300)], "Small")),
    ...(left > 0 ? [bullet(`and ${left} more, in the log`)] : []),
  ];
}

function bullet(line: string): Paragraph {
  return paragraph(sentence(`• ${line}`), "Small");
}
