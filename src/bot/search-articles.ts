import { type Insertable, insertableArticle } from "../cards/insertable.js";
import { type Article, isOwn } from "../knowledge/article.js";
import { generalMeaning } from "../knowledge/general-meaning.js";
import { type ArticleSearch, createArticleSearch } from "../match/search-articles.js";
import { findStatusCode } from "../ndr/status-code.js";
import type { SearchRequest } from "./extension-request.js";
import type { ExplainAll } from "./read-message.js";

/** What a search is answered with: results, or a sentence where there are none. */
export type SearchAnswer =
  | { readonly kind: "results"; readonly results: readonly Insertable[] }
  | { readonly kind: "message"; readonly text: string };

export interface ArticleSearcherOptions {
  /** Those in use now: another list where they have changed. */
  readonly articles: () => readonly Article[];
  readonly explain: ExplainAll;
}

/** Answers the search command of the compose box. Keeps nothing of what was typed. */
export function createArticleSearcher({
  articles,
  explain,
}: ArticleSearcherOptions): (request: SearchRequest) => Promise<SearchAnswer> {
  let indexed: readonly Article[] | undefined;
  let search: ArticleSearch = () => [];
  // An article's card is the same for everybody.
  const drawn = new WeakMap<Article, Insertable>();

  return async (request) => {
    const { typed } = request;
    const known = articles();
    if (indexed !== known) [indexed, search] = [known, createArticleSearch(known)];
    const found = typed === "" ? commonest(known) : await findFor(typed);
    if (found.length === 0) return { kind: "message", text: hintFor(typed) };
    return { kind: "results", results: pageOf(found, request).map(draw) };
  };

  async function findFor(typed: string): Promise<readonly Article[]> {
    return isPasted(typed) ? explained(typed, explain) : search(typed);
  }

  function draw(article: Article): Insertable {
    const result = drawn.get(article) ?? insertableArticle(article);
    drawn.set(article, result);
    return result;
  }
}

/** Nobody types as much: it is a bounce, or a piece of one. */
const LONGEST_TYPED = 100;

const isPasted = (typed: string) => typed.length > LONGEST_TYPED || /[\r\n]/.test(typed);

async function explained(pasted: string, explain: ExplainAll): Promise<readonly Article[]> {
  const found = await explain({ contentType: "text/plain", content: pasted });
  const diagnoses = found.flatMap((one) => ("diagnoses" in one ? one.diagnoses : []));
  return [...new Set(diagnoses.map(({ article }) => article))];
}

const PAGE = 10;

/** Teams counts its pages by what it asked for, 25, and ours are shorter. */
export function pageOf<Found>(
  found: readonly Found[],
  { skip, count }: Pick<SearchRequest, "skip" | "count">,
): readonly Found[] {
  const size = Math.min(count, PAGE);
  const isTheirPage = count > PAGE && skip % count === 0;
  const from = isTheirPage ? (skip / count) * PAGE : skip;
  return found.slice(from, from + size);
}

/** Picked by hand: what people who send mail meet most. */
const COMMON = [
  "address-does-not-exist",
  "mailbox-full",
  "message-too-large",
  "group-restricts-senders",
  "content-judged-spam",
  "spf-record-incomplete",
  "relay-access-denied",
  "external-forwarding-not-allowed",
  "recipient-domain-does-not-exist",
  "sending-limit-reached",
];

/** For somebody who has typed nothing yet: their organisation's own articles, then the commonest of ours. */
function commonest(articles: readonly Article[]): readonly Article[] {
  const common = COMMON.flatMap((id) => articles.find((article) => article.id === id) ?? []);
  const own = articles.filter((article) => isOwn(article));
  return [...new Set([...own, ...common])].slice(0, PAGE);
}

const EXAMPLES = "Type a code, such as 5.1.10, or words, such as “mailbox full”.";

function hintFor(typed: string): string {
  if (typed === "") return EXAMPLES;
  if (isPasted(typed)) return `I found no bounce in this. ${EXAMPLES}`;
  const code = findStatusCode(typed);
  if (code) return `I have no article for this code. In general: ${generalMeaning(code)}`;
  if (/^[245]\d\d$/.test(typed))
    return `${typed} alone says little. Type the code behind it, such as 5.1.10.`;
  return `I have no article for this. ${EXAMPLES}`;
}
