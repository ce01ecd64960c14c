import type { Card } from "../../src/cards/fit.js";

export type Node = Readonly<Record<string, unknown>>;

/** Every object of a card that has this type. */
export function findAll(node: unknown, ...types: readonly string[]): readonly Node[] {
  if (Array.isArray(node)) return node.flatMap((item) => findAll(item, ...types));
  if (typeof node !== "object" || node === null) return [];
  const found = Object.values(node).flatMap((value) => findAll(value, ...types));
  const { type } = node as Node;
  return typeof type === "string" && types.includes(type) ? [node as Node, ...found] : found;
}

/** What a person can read on a card, one line for each element, opened sections included. */
export function textOf(node: unknown): string {
  return findAll(node, "TextBlock", "RichTextBlock")
    .map((block) =>
      block["type"] === "TextBlock"
        ? String(block["text"])
        : findAll(block["inlines"], "TextRun")
            .map((run) => run["text"])
            .join(""),
    )
    .join("\n");
}

/** What a person can read before pressing anything. */
export function openTextOf(card: Card): string {
  return textOf(withoutHidden(card));
}

function withoutHidden(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutHidden);
  if (typeof node !== "object" || node === null) return node;
  if ((node as Node)["isVisible"] === false) return {};
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, withoutHidden(value)]),
  );
}

/** The titles of a card's buttons. */
export function buttonsOf(card: Card): readonly unknown[] {
  const actions = (card["actions"] ?? []) as readonly Node[];
  return actions.map((action) => action["title"]);
}

export const executes = (card: Card) => findAll(card, "Action.Execute");

export const bytesOf = (card: Card) => Buffer.byteLength(JSON.stringify(card));
