import type { Reason } from "../tickets/ticket.js";

/** Why a ticket was resolved, as an agent chooses it. */
export const REASON_WORDS: Readonly<Record<Reason, string>> = {
  "wrong-address": "The address was wrong",
  "other-side": "The recipient's side had to fix it",
  "our-settings": "Our own settings",
  "block-list": "A block list",
  microsoft: "A fault at Microsoft",
  "sender-fixed-it": "The sender fixed it",
  "article-wrong": "The advice on the card was wrong",
  "not-known": "Not known",
};
