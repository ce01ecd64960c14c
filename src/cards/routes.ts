import type { Verdict } from "../advice/verdict.js";
import type { Route, Rule } from "../tickets/route.js";
import type { Card } from "./fit.js";
import { notice } from "./notice.js";
import { name, sentence, words } from "./rich-text.js";

/** As many are listed; "… and 70 more". */
const LISTED = 30;

/** Which tickets go to which channel. */
export function routesCard(routes: readonly Route[], helpdesk: string): Card {
  const left = routes.length - LISTED;
  return notice(
    routes.length === 0 ? "No routes" : "Routes",
    sentence(
      routes.length === 0 ? "All tickets go to " : "All other tickets go to ",
      name(helpdesk),
      ". A team owner writes “route here” with an article, codes or a verdict in the channel that shall get them.",
    ),
    [
      ...routes
        .slice(0, LISTED)
        .map((route) => [words(`${ruleInWords(route)} → `), name(route.name)]),
      ...(left > 0 ? [`and ${left} more`] : []),
    ],
  );
}

/** The bounces of a rule. */
export function ruleInWords({ kind, value }: Rule): string {
  switch (kind) {
    case "article":
      return `article ${value}`;
    case "codes":
      return value;
    case "verdict":
      return `verdict ${value} (${MEANINGS[value as Verdict]})`;
  }
}

const MEANINGS: Readonly<Record<Verdict, string>> = {
  sender: "the sender can fix it",
  "sender-admin": "your own mail admin can fix it",
  recipient: "the recipient can fix it",
  owner: "the owner of the group can fix it",
  "recipient-admin": "the recipient's mail admin can fix it",
  microsoft: "Microsoft has to fix it",
  wait: "delayed, nobody has to do anything yet",
  unclear: "it can't be told yet who can fix it",
  "check-address": "no article, and the address may be wrong",
  "mailbox-closed": "no article, and the mailbox takes no mail",
  temporary: "no article, and it is temporary",
  unknown: "no article",
};
