import type { Article, RichText } from "../knowledge/article.js";
import type { Ndr } from "../ndr/ndr.js";
import type { Reason } from "./diagnosis.js";
import { compact, normalise, originalOf } from "./normal-form.js";
import type { NormalForm } from "./normal-form.js";
import { isAboutTrouble, SAME_WORDS, STOP_WORDS } from "./talk.js";

/** Finds articles by what they are about, where neither code nor phrase was said. */
export interface TopicIndex {
  find(ndr: Ndr): ReadonlyMap<Article, Reason>;
}

/** A longer text is somebody's letter, and has words of every article in it. */
const MAX_TALK = 500;

/** A word that so many articles use tells none of them. */
const MAX_SHARE = 0.25;
const MAX_USES = 2000;

/** What the words must weigh together, where one that only one article has weighs 1, and how many. */
const MIN_WEIGHT = 1.2;
const MIN_WORDS = 2;

/** Below every phrase. */
const MAX_POINTS = 18;
const MIN_POINTS = 12;
const POINTS_PER_WEIGHT = 5;

/** As many may be meant; more is a guess. */
const MAX_TOPICS = 3;
const RIVAL = 0.75;

/** A word of the title says twice as much as one in the explanation. */
const IN_TITLE = 2;

export function indexTopics(articles: readonly Article[]): TopicIndex {
  const uses = new Map<string, Map<Article, number>>();
  for (const article of articles)
    for (const [word, weight] of wordsOf(article)) {
      const of = uses.get(word) ?? new Map<Article, number>();
      uses.set(word, of.set(article, weight));
    }
  const most = Math.min(MAX_USES, Math.max(2, articles.length * MAX_SHARE));
  return {
    find(ndr) {
      const said = ndr.parsedBy === "words" ? ndr.humanLines.join("\n") : "";
      if (said.length > MAX_TALK || !isAboutTrouble(said)) return new Map();
      const topics = new Map<Article, Topic>();
      for (const word of spokenIn(said)) {
        const of = uses.get(word.text);
        if (!of || of.size > most) continue;
        const rarity = Math.log(1 + articles.length / of.size) / Math.log(1 + articles.length);
        for (const [article, weight] of of) {
          const before = topics.get(article) ?? { article, weight: 0, words: [] };
          const words = [...before.words, word.original];
          topics.set(article, { article, weight: before.weight + weight * rarity, words });
        }
      }
      return choose([...topics.values()]);
    },
  };
}

interface Topic {
  readonly article: Article;
  readonly weight: number;
  /** As they were written in the mail. */
  readonly words: readonly string[];
}

function choose(topics: readonly Topic[]): ReadonlyMap<Article, Reason> {
  const good = topics
    .filter(({ weight, words }) => weight >= MIN_WEIGHT && words.length >= MIN_WORDS)
    .toSorted((a, b) => b.weight - a.weight || a.article.id.localeCompare(b.article.id));
  const best = good[0]?.weight ?? 0;
  return new Map(
    good
      .filter(({ weight }) => weight >= best * RIVAL)
      .slice(0, MAX_TOPICS)
      .map((topic) => [topic.article, toReason(topic)]),
  );
}

function toReason({ weight, words }: Topic): Reason {
  const [evidence = ""] = words;
  return {
    signal: "topic",
    points: Math.min(
      MAX_POINTS,
      Math.round(MIN_POINTS + (weight - MIN_WEIGHT) * POINTS_PER_WEIGHT),
    ),
    evidence,
    says: `You speak of ${words.map((word) => `“${word}”`).join(", ")}.`,
  };
}

/** The words an article is told by, and how much each says. */
function wordsOf(article: Article): ReadonlyMap<string, number> {
  const { title, tell = "", happened, phrases } = article;
  const weights = new Map<string, number>();
  for (const word of split([...happened.map(plain), ...phrases].join(" "))) weights.set(word, 1);
  for (const word of split(`${title} ${tell}`)) weights.set(word, IN_TITLE);
  return weights;
}

function plain(text: RichText): string {
  return text.map((inline) => (inline.kind === "words" ? inline.text : " ")).join("");
}

function split(text: string): readonly string[] {
  return normalise(text)
    .text.split(" ")
    .filter((word) => isTelling(word));
}

/** Each word once, as the index knows it and as it stands in the mail. */
function spokenIn(said: string): readonly { readonly text: string; readonly original: string }[] {
  const form = normalise(said);
  const spoken = new Map<string, string>();
  for (const [from, to] of spansOf(form)) {
    const word = form.text.slice(from, to);
    const text = SAME.get(word) ?? word;
    if (isTelling(text) && !spoken.has(text)) spoken.set(text, originalOf(said, form, from, to));
  }
  return [...spoken].map(([text, original]) => ({ text, original }));
}

function* spansOf({ text }: NormalForm): Generator<readonly [number, number]> {
  for (const match of text.matchAll(/[^ ]+/g)) yield [match.index, match.index + match[0].length];
}

const SAME = new Map(
  SAME_WORDS.map(([said, written]) => [
    compact(normalise(said)).text,
    compact(normalise(written)).text,
  ]),
);
const STOPPED = new Set(normalise(STOP_WORDS).text.trim().split(" "));

function isTelling(word: string): boolean {
  return word.length >= 3 && !STOPPED.has(word);
}
