import type { Database } from "../database/schema.js";
import type { Explanation } from "../explain.js";
import { firstProblem } from "../match/fragments.js";
import { formatStatusCode } from "../ndr/status-code.js";
import type { Ticket } from "./ticket.js";

/** Of a longer word the beginning is kept; whoever looks for it may type all of it. */
export const LONGEST_WORD = 80;
/** What is longer is read no further. */
const LONGEST_TEXT = 2_000;
const MOST_WORDS = 80;
const MOST_RECIPIENTS = 20;

/** Found in most titles, so that they tell no ticket from another; so do single letters. */
const TOO_COMMON = new Set(
  "an and are as at be by can for from has in is it its no not of on or that the this to was with you your".split(
    " ",
  ),
);

/** The words of a text, in small letters: "5.1.10" and "kim.larsen@contoso.example" are one each. */
export function wordsIn(text: string): readonly string[] {
  const runs = text.slice(0, LONGEST_TEXT).normalize("NFKC").toLowerCase();
  return [...runs.matchAll(/[\p{L}\p{M}\p{N}._+@-]+/gu)]
    .map(([run]) => cut(run.replace(/^[._+@-]{1,50}/u, "")))
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !/^[a-z]$/.test(word) && !TOO_COMMON.has(word));
}

/** The words that a ticket is found by: whose it is, who works on it, codes, addresses, what it may be. */
export function wordsOf({ requester, agent, case: { explanation } }: Ticket): readonly string[] {
  const texts = [requester.name, agent?.name ?? "", ...evidenceOf(explanation)];
  return [...new Set(texts.flatMap(wordsIn).flatMap(withParts))].slice(0, MOST_WORDS);
}

/** Writes a ticket's words anew; to be called in the transaction that changes what they say. */
export async function writeWords(transaction: Database, ticket: Ticket): Promise<void> {
  await forgetWords(transaction, ticket.number);
  const { tenant } = ticket.case.place;
  const rows = wordsOf(ticket).map((word) => ({ tenant, word, ticket: ticket.number }));
  if (rows.length > 0) await transaction.insertInto("ticket_words").values(rows).execute();
}

/** Makes a ticket one that no word finds. */
export async function forgetWords(transaction: Database, ticket: number): Promise<void> {
  await transaction.deleteFrom("ticket_words").where("ticket", "=", ticket).execute();
}

function evidenceOf(explanation: Explanation): readonly string[] {
  if (!("ndr" in explanation)) return [];
  const { ndr } = explanation;
  const problem = firstProblem(ndr);
  const recipients = ndr.recipients.slice(0, MOST_RECIPIENTS);
  const titles = "diagnoses" in explanation ? explanation.diagnoses.slice(0, 1) : [];
  const said = [
    problem.status && formatStatusCode(problem.status),
    problem.replyCode,
    problem.remoteMta,
    ...titles.map(({ article }) => article.title),
    ndr.sender,
    ...recipients.map(
      ({ finalRecipient, originalRecipient }) => finalRecipient ?? originalRecipient,
    ),
  ];
  return said.flatMap((text) => text ?? []);
}

/** An address is found by its domain and by each of its names, too; a code is one thing. */
function withParts(word: string): readonly string[] {
  if (!/\p{L}/u.test(word)) return [word];
  const domain = word.slice(word.indexOf("@") + 1);
  const names = word.split(/[._+@-]+/u).filter((part) => part.length > 1);
  return [word, domain, ...names];
}

/** Not in the middle of a surrogate pair, and without the stop that ends a sentence. */
function cut(word: string): string {
  return word
    .slice(0, LONGEST_WORD)
    .replace(/[\uD800-\uDBFF]$/, "")
    .replace(/[._+@-]{1,50}$/u, "");
}
