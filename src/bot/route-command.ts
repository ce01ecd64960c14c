import type { TurnContext } from "botbuilder";
import type { Card } from "../cards/fit.js";
import { noticeCard } from "../cards/notice.js";
import { routesCard, ruleInWords } from "../cards/routes.js";
import type { Database } from "../database/schema.js";
import { nearest } from "../knowledge/nearest.js";
import { readRule, type Rule } from "../tickets/route.js";
import { listRoutes, MOST_ROUTES, removeRoute, saveRoute } from "../tickets/route-store.js";
import { channelDataOf, channelOf, personOf } from "./activity.js";
import type { AtHelpdesk } from "./at-helpdesk.js";
import { nameOfChannel } from "./helpdesk-commands.js";
import type { RouteCommand } from "./people-grammar.js";

export interface RouteOptions {
  readonly db: Database;
  /** Ids of the articles in use. */
  readonly articles: () => readonly string[];
  readonly now: () => Date;
}

const HOW =
  "Write “route here article spf-record-incomplete”, “route here 5.7.1-5.7.999” or “route here verdict microsoft” in the channel that shall get those tickets.";

/** Says and changes which tickets go to a channel of their own; changing is for owners of the team. */
export async function carryOutRoute(
  context: TurnContext,
  command: RouteCommand,
  { helpdesk, standing }: AtHelpdesk,
  { db, articles, now }: RouteOptions,
): Promise<Card> {
  const { team, place } = helpdesk;
  const { tenant } = place;
  if (command.kind === "routes")
    return routesCard(await listRoutes(db, tenant, team), helpdesk.name);
  if (standing !== "owner")
    return noticeCard("Ask a team owner", "Only an owner of this team can change the routes.");
  if (command.rule === "") return noticeCard("Which tickets?", HOW);
  const known = await listRoutes(db, tenant, team);
  // A route outlives its article, and must still be named to be taken away.
  const outlived = known.filter(({ kind }) => kind === "article").map(({ value }) => value);
  const isOff = command.kind === "route-off";
  const rule = readRule(command.rule, isOff ? [...articles(), ...outlived] : articles());
  if (typeof rule === "string") return noticeCard("That is no rule", `${rule} ${hintOn()}`);
  return isOff ? switchOff(rule) : sendHere(rule);

  function hintOn(): string {
    const [, wanted] = /^article (.+)$/i.exec(command.kind === "routes" ? "" : command.rule) ?? [];
    const near = wanted === undefined ? [] : nearest(wanted, articles());
    return near.length > 0 ? `Did you mean ${near.join(", ")}?` : HOW;
  }

  async function switchOff(rule: Rule): Promise<Card> {
    const words = ruleInWords(rule);
    return (await removeRoute(db, tenant, team, rule))
      ? noticeCard("The route is off", `New tickets of ${words} go where the other rules say.`)
      : noticeCard("There is no such route", `No route names ${words}. “routes” lists them.`);
  }

  async function sendHere(rule: Rule): Promise<Card> {
    const { activity } = context;
    const name = await nameOfChannel(context);
    const conversation = channelDataOf(activity).channel?.id ?? channelOf(activity.conversation.id);
    const setBy = personOf(activity);
    return (await saveRoute(db, { ...rule, tenant, team, conversation, name, setBy }, now()))
      ? noticeCard("Done", `New tickets of ${ruleInWords(rule)} will be posted in ${name}.`)
      : noticeCard("Too many routes", `There are ${MOST_ROUTES}. Take one away first.`);
  }
}
