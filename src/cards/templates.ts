import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
// Not the package's front door: its types pull in the TypeScript sources of the card renderer.
import { Template } from "adaptivecards-templating/lib/template-engine.js";
import { type Card, fit } from "./fit.js";

const CARDS = [
  "diagnosis",
  "summary",
  "review",
  "ticket",
  "aside",
  "ticket-list",
  "ticket-link",
  "incident",
  "notice",
  "article",
  "dialog-notice",
  "forget",
] as const;
export type CardName = (typeof CARDS)[number];

// The same two steps up from src/cards and from dist/cards.
const FOLDER = fileURLToPath(new URL("../../cards/", import.meta.url));

export class TemplateError extends Error {
  override name = "TemplateError";
}

let templates: ReadonlyMap<CardName, Template> | undefined;

/** Reads every template, so that a broken one stops the start and not an answer. */
export function loadTemplates(folder = FOLDER): ReadonlyMap<CardName, Template> {
  return new Map(CARDS.map((name) => [name, loadTemplate(`${folder}${name}.json`)]));
}

/** A card's template filled in: complete, and at most 25 KB whatever the data. */
export function renderCard(name: CardName, data: object): Card {
  templates ??= loadTemplates();
  const template = templates.get(name);
  if (!template) throw new TemplateError(`cards/${name}.json is not loaded`);
  // The templating passes our own objects through; the copy may be cut and they may not.
  const text = JSON.stringify(template.expand({ $root: withoutHoles(data) }));
  // It leaves `${name}` standing where a value is missing; what is filled in holds none any more.
  const hole = /\$\{[^}]{0,40}\}?/.exec(text);
  if (hole) throw new TemplateError(`cards/${name}.json: nothing to fill in at ${hole[0]}`);
  return fit(JSON.parse(text) as Record<string, unknown>);
}

function withoutHoles(data: object): object {
  return JSON.parse(JSON.stringify(data).replaceAll("${", "$\u2060{")) as object;
}

function loadTemplate(path: string): Template {
  try {
    return new Template(JSON.parse(readFileSync(path, "utf8")));
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    throw new TemplateError(`${path}: expected an Adaptive Card template, but ${found}`, { cause });
  }
}
