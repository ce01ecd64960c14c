import { findBlankValues } from "../advice/blank-values.js";
import type { Explanation } from "../explain.js";
import type { Ticket } from "../tickets/ticket.js";
import { nameOf } from "./receipt.js";
import { HEADLINE, type Looks, name, type TextRun, words } from "./rich-text.js";

/** Number, state, code and the way the message took: what tells tickets apart in a channel. */
export function ticketHead(ticket: Ticket): readonly TextRun[] {
  const { explanation } = ticket.case;
  return [
    words(`#${ticket.number} · `, HEADLINE),
    ...stateWords(ticket),
    ...("ndr" in explanation ? route(explanation) : []),
  ];
}

function stateWords({ state, agent, requester, mergedInto }: Ticket): readonly TextRun[] {
  const by = (word: string, looks: Looks, person = agent) => [
    words(word, { ...HEADLINE, ...looks }),
    words(" by ", HEADLINE),
    nameOf(person, HEADLINE),
  ];
  const waiting = (whom: string) => [
    words("Waiting", { ...HEADLINE, color: "Warning" }),
    words(` for ${whom} · `, HEADLINE),
    nameOf(agent, HEADLINE),
  ];
  switch (state) {
    case "new":
      return [words("New", { ...HEADLINE, color: "Attention" })];
    case "claimed":
      return by("Claimed", { color: "Accent" });
    case "waiting-for-requester":
      return waiting("the requester");
    case "waiting-for-other-side":
      return waiting("the other side");
    case "waiting-for-microsoft":
      return waiting("Microsoft");
    case "resolved":
      return by("Resolved", { color: "Good" });
    case "withdrawn":
      return by("Withdrawn", { isSubtle: true }, requester);
    case "merged":
      return [words(`Merged into #${mergedInto ?? "another"}`, { ...HEADLINE, isSubtle: true })];
  }
}

function route({ ndr }: Extract<Explanation, { ndr: unknown }>): readonly TextRun[] {
  const looks: Looks = { size: "Medium" };
  const { status, senderDomain, recipientDomain } = findBlankValues(ndr);
  const from = senderDomain === undefined ? [] : [name(senderDomain, looks)];
  const to =
    recipientDomain === undefined ? [] : [words("→ ", looks), name(recipientDomain, looks)];
  const way =
    from.length > 0 && to.length > 0 ? [...from, words(" ", looks), ...to] : [...from, ...to];
  return [
    ...(status === undefined ? [] : [words(` · ${status}`, looks)]),
    ...(way.length === 0 ? [] : [words(" · ", looks), ...way]),
  ];
}
