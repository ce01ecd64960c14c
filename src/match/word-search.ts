import Fuse from "fuse.js";
import type { Article, RichText } from "../knowledge/article.js";
import { SAME_WORDS } from "./talk.js";

/** Finds articles by words that somebody types, the last of them perhaps not to its end. */
export type WordSearch = (typed: string) => ReadonlyMap<Article, number>;

/** More words are no search; what is more is not looked at. */
const MOST_WORDS = 12;
/** A word of the title says more than one in the explanation. */
const WEIGHTS = { title: 4, tell: 3, phrase: 2, happened: 1 } as const;
/** What a word is worth that is only begun, or spelled wrongly. */
const QUALITY = { whole: 1, begun: 0.8, misspelled: 0.6 } as const;
/** All words in one place mean more than the same words here and there. */
const TOGETHER = { alone: 3, inARow: 2, inOnePlace: 1.5 } as const;
/** Only the best are looked at that closely. */
const MOST_LOOKED_AT = 40;
/** Of what is typed, this much must be there. */
const MIN_SHARE = 0.55;

/** Each article that has some of the words, and how well it fits: 1 is the best there is. */
export function indexForWords(articles: readonly Article[]): WordSearch {
  const entries = articles.map(toEntry);
  const uses = new Map<string, Map<Entry, number>>();
  for (const entry of entries)
    for (const [word, weight] of entry.words) {
      const of = uses.get(word) ?? new Map<Entry, number>();
      uses.set(word, of.set(entry, weight));
    }
  const vocabulary = indexVocabulary([...uses.keys()]);
  const rarity = (word: string) => Math.log(1 + articles.length / (uses.get(word)?.size ?? 1));

  return (typed) => {
    const words = wordsIn(typed).slice(0, MOST_WORDS);
    const spoken = words.map((word, at) => vocabulary.meantBy(word, at === words.length - 1));
    const scores = new Map<Entry, Score>();
    let whole = 0;
    for (const meant of spoken) {
      // A word that no article has counts as much as the rarest one.
      const worth = meant.length === 0 ? rarity("") : Math.max(...meant.map((m) => rarity(m.word)));
      whole += worth;
      for (const [entry, weight] of bestUses(meant, uses, rarity)) {
        const { sum, found } = scores.get(entry) ?? { sum: 0, found: 0 };
        scores.set(entry, { sum: sum + weight, found: found + worth });
      }
    }
    const forms = spoken.map((meant, at) => formsOf(words[at] ?? "", meant));
    const rated = [...scores]
      .filter(([, { found }]) => found >= whole * MIN_SHARE)
      .map(([entry, { sum, found }]) => ({ entry, points: sum * (found / whole) ** 2 }))
      .sort((a, b) => b.points - a.points)
      .slice(0, MOST_LOOKED_AT)
      .map(({ entry, points }) => ({ entry, points: points * togetherness(entry, forms) }));
    const best = Math.max(...rated.map(({ points }) => points));
    return new Map(rated.map(({ entry, points }) => [entry.article, points / best]));
  };
}

interface Entry {
  readonly article: Article;
  readonly words: ReadonlyMap<string, number>;
  /** Title, name and phrases, each as its words with blanks around. */
  readonly places: readonly string[];
}

interface Score {
  readonly sum: number;
  readonly found: number;
}

function toEntry(article: Article): Entry {
  const { id, title, tell = "", phrases, happened } = article;
  const words = new Map<string, number>();
  for (const [text, weight] of [
    [happened.map(plain).join(" "), WEIGHTS.happened],
    [phrases.join(" "), WEIGHTS.phrase],
    [tell, WEIGHTS.tell],
    [`${title} ${id}`, WEIGHTS.title],
  ] as const)
    for (const word of wordsIn(text)) words.set(word, weight);
  const places = [title, id, tell, ...phrases].map((text) => ` ${wordsIn(text).join(" ")} `);
  return { article, words, places };
}

function plain(text: RichText): string {
  return text.map((inline) => (inline.kind === "words" ? inline.text : " ")).join("");
}

/** For each article the best use of one typed word, in whichever way it may be meant. */
function bestUses(
  meant: readonly Meant[],
  uses: ReadonlyMap<string, ReadonlyMap<Entry, number>>,
  rarity: (word: string) => number,
): ReadonlyMap<Entry, number> {
  const best = new Map<Entry, number>();
  for (const { word, quality } of meant)
    for (const [entry, weight] of uses.get(word) ?? []) {
      const worth = weight * quality * rarity(word);
      if (worth > (best.get(entry) ?? 0)) best.set(entry, worth);
    }
  return best;
}

/** How a typed word, or its beginning, may stand in a place. */
function formsOf(word: string, meant: readonly Meant[]): readonly string[] {
  const others = meant.filter(({ quality }) => quality === QUALITY.misspelled);
  return others.length > 0 ? others.map((other) => other.word) : [word];
}

function togetherness({ places }: Entry, forms: readonly (readonly string[])[]): number {
  const row = ` ${forms.map(([form = ""]) => form).join(" ")}`;
  if (places.includes(`${row} `)) return TOGETHER.alone;
  if (places.some((place) => place.includes(row))) return TOGETHER.inARow;
  const isThere = (place: string) =>
    forms.every((some) => some.some((form) => place.includes(` ${form}`)));
  return forms.length > 1 && places.some(isThere) ? TOGETHER.inOnePlace : 1;
}

/** A word that articles have and that may be meant. */
interface Meant {
  readonly word: string;
  readonly quality: number;
}

/** As many words may go on from what is typed. */
const MOST_ENDINGS = 40;
/** Shorter words are not begun but typed, and too short to be misspelled. */
const SHORTEST_BEGUN = 2;
const SHORTEST_MISSPELLED = 4;
/** Letters too many or too few in a misspelled word; beyond this score of Fuse another word was meant. */
const LENGTH_OFF = 2;
const MAX_SCORE = 0.3;
const MOST_COMPARED = 1000;

function indexVocabulary(vocabulary: readonly string[]) {
  const sorted = vocabulary.toSorted();
  return {
    meantBy(typed: string, isLast: boolean): readonly Meant[] {
      const whole = sorted[placeOf(sorted, typed)] === typed;
      const own = whole ? [{ word: typed, quality: QUALITY.whole }] : [];
      const begun = isLast || !whole ? endingsOf(typed) : [];
      return own.length + begun.length > 0 ? [...own, ...begun] : misspelled(typed);
    },
  };

  function endingsOf(typed: string): readonly Meant[] {
    if (typed.length < SHORTEST_BEGUN) return [];
    const from = placeOf(sorted, typed);
    return sorted
      .slice(from, from + MOST_ENDINGS)
      .filter((word) => word !== typed && word.startsWith(typed))
      .map((word) => ({ word, quality: (QUALITY.begun * typed.length) / word.length }));
  }

  /** People seldom mistake the first letter. */
  function misspelled(typed: string): readonly Meant[] {
    if (typed.length < SHORTEST_MISSPELLED) return [];
    const from = placeOf(sorted, typed.charAt(0));
    return sorted
      .slice(from, from + MOST_COMPARED)
      .filter((word) => word[0] === typed[0])
      .filter((word) => Math.abs(word.length - typed.length) <= LENGTH_OFF)
      .filter((word) => Fuse.match(typed, word, OPTIONS).score <= MAX_SCORE)
      .map((word) => ({ word, quality: QUALITY.misspelled }));
  }
}

const OPTIONS = { includeScore: true, threshold: 0.5 };

/** Where a word stands among sorted ones, or would stand. */
function placeOf(sorted: readonly string[], word: string): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? "") < word) from = middle + 1;
    else to = middle;
  }
  return from;
}

const SAME = new Map(SAME_WORDS);

/** Lower-case words, each once; an apostrophe belongs to its word. */
function wordsIn(text: string): readonly string[] {
  const letters = text.normalize("NFKC").toLowerCase().replace(/['’]/g, "");
  const words = letters.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => SAME.get(word) ?? word))];
}
