/** What is said to the bot about people on call, routes, and oneself. */
export type PeopleCommand = OnCallCommand | RouteCommand | { readonly kind: "forget-me" };

export type OnCallCommand =
  | { readonly kind: "on-call" | "on-call-off" }
  /** Those mentioned, and whoever says it where they say "me". */
  | { readonly kind: "on-call-add" | "on-call-remove"; readonly me: boolean };

export type RouteCommand =
  | { readonly kind: "routes" }
  /** The rule as it was typed. */
  | { readonly kind: "route-here" | "route-off"; readonly rule: string };

/** Longer texts are mail. */
const LONGEST = 400;

const WHO_IS_ON_CALL = /^who(?:['’]s| is) on[ -]?call$/i;
const ON_CALL = /^on[ -]?call(?: (add|remove|off)(?: (.*))?)?$/i;
const ROUTE = /^route (here|off)(?: (.*))?$/i;
const ROUTES = /^(?:(?:show|list) )?(?:the )?routes?$/i;
const FORGET = /^forget me$/i;

/** The command in a message, which is nothing but the command. */
export function parsePeopleCommand(text: string): PeopleCommand | undefined {
  if (text.length > LONGEST) return undefined;
  const said = text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[!?.]{1,10}$/, "")
    .trim();
  if (FORGET.test(said)) return { kind: "forget-me" };
  if (WHO_IS_ON_CALL.test(said)) return { kind: "on-call" };
  if (ROUTES.test(said)) return { kind: "routes" };
  const [, where, rule = ""] = ROUTE.exec(said) ?? [];
  if (where) return { kind: where.toLowerCase() === "here" ? "route-here" : "route-off", rule };
  const onCall = ON_CALL.exec(said);
  return onCall ? onCallCommand(onCall[1]?.toLowerCase(), onCall[2] ?? "") : undefined;
}

function onCallCommand(verb: string | undefined, whom: string): PeopleCommand | undefined {
  const me = /^me(?:$|,| and )/i.test(whom);
  switch (verb) {
    case undefined:
      return { kind: "on-call" };
    case "add":
      return { kind: "on-call-add", me };
    case "remove":
      return { kind: "on-call-remove", me };
    default:
      return whom === "" ? { kind: "on-call-off" } : undefined;
  }
}
