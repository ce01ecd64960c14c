import { explain } from "../src/explain.js";
import type { MailSource } from "../src/intake/bounce-mail.js";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { createMatcher } from "../src/match/match.js";
import { createDice, manyArticles } from "./many-articles.js";

const ARTICLES = 2000;
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
const ROUNDS = 3;

/** Nobody else in the chat should notice. */
const GOAL_MS = 20;

/** A text of about that many characters, and what it is taken for. */
interface Paste {
  readonly type: MailSource["contentType"];
  readonly make: (size: number) => string;
}

const REPLY = "550 5.4.1 Relay Access Denied";
const dice = createDice(1);
const letters = (length: number) =>
  Array.from({ length }, () => "abcdefghijklmnopqrstuvwxyz .,;:-"[dice(32)]).join("");
const again = (text: string) => (size: number) => text.repeat(Math.ceil(size / text.length));

const PASTES: Readonly<Record<string, Paste>> = {
  "a letter, then the reply": {
    type: "text/plain",
    make: (size) => `${again("Dear all, the offer is in the mail. ")(size)}\n\n${REPLY}`,
  },
  "one long line": { type: "text/plain", make: letters },
  "one word without end": { type: "text/plain", make: again("a") },
  "lines of one letter": { type: "text/plain", make: again("x\n") },
  "short lines of words": { type: "text/plain", make: again("mail failed\n") },
  "nothing but @": { type: "text/plain", make: again("@") },
  addresses: { type: "text/plain", make: again("sam@fabrikam.example ") },
  "addresses that never end": { type: "text/plain", make: again("a.b-c+d@e.f") },
  replies: { type: "text/plain", make: again(`${REPLY}\n`) },
  "replies on one line": { type: "text/plain", make: again(`${REPLY} `) },
  codes: { type: "text/plain", make: again("5.7.1 ") },
  "numbers and dots": { type: "text/plain", make: again("5.7.1.5.7.1.") },
  "nested quotes": {
    type: "text/plain",
    make: (size) =>
      Array.from({ length: Math.sqrt(size / 4) }, (_, i) => `${"> ".repeat(i)}${REPLY}`).join("\n"),
  },
  "only quote marks": { type: "text/plain", make: again("> ") },
  "only blanks": { type: "text/plain", make: again(" ") },
  "only line ends": { type: "text/plain", make: again("\n") },
  "what looks like a mail's source": {
    type: "text/plain",
    make: (size) =>
      `Received: from x\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=b\n\n${again("--b\nContent-Type: text/plain\n\nmail\n")(size)}`,
  },
  "header fields": { type: "text/plain", make: again("X-Field: value\n") },
  "per-recipient fields": {
    type: "text/plain",
    make: again("Final-Recipient: rfc822; sam@fabrikam.example\nAction: failed\nStatus: 5.1.1\n\n"),
  },
  "headings of reports": {
    type: "text/plain",
    make: again("Generating server: mail.contoso.example\nsam@fabrikam.example\n"),
  },
  "deep HTML": { type: "text/html", make: again("<div><b>") },
  "wide HTML": { type: "text/html", make: again(`<p>${REPLY}</p>`) },
  "tables in HTML": { type: "text/html", make: again("<table><tr><td>mail</td></tr></table>") },
  "tags without end": { type: "text/html", make: again("<a ") },
  "a mail of header fields": { type: "message/rfc822", make: again("X-Field: value\r\n") },
  "a mail with a long text": {
    type: "message/rfc822",
    make: (size) => `From: a@b.example\r\nSubject: Undeliverable\r\n\r\n${letters(size)}`,
  },
};

/** How long one paste, however odd, keeps everybody else in the chat waiting. */
export async function benchPastes(): Promise<void> {
  const real = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);
  const match = createMatcher(manyArticles(real, ARTICLES));
  const rows = [];
  for (const [name, { type, make }] of Object.entries(PASTES)) {
    const stretches: number[] = [];
    for (const size of SIZES) {
      const source: MailSource = { contentType: type, content: make(size) };
      const rounds: number[] = [];
      for (let round = 0; round < ROUNDS; round++)
        rounds.push(await longestStretch(() => explain(source, match)));
      stretches.push(Math.min(...rounds));
    }
    const columns = SIZES.map((size, i) => [`${size / 1000} KB`, rounded(stretches[i] ?? 0)]);
    const isOver = stretches.some((stretch) => stretch > GOAL_MS);
    rows.push({ paste: name, ...Object.fromEntries(columns), over: isOver ? `> ${GOAL_MS}` : "" });
  }
  console.log(`Longest time in ms that nothing else could run, of ${ROUNDS} rounds the shortest:`);
  console.table(rows);
}

/** The longest pause between two turns of the event loop while the work is done. */
async function longestStretch(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  let isDone = false;
  const turn = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!isDone) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  isDone = true;
  await new Promise(setImmediate);
  return longest;
}

function rounded(value: number): number {
  return Number(value.toFixed(1));
}
