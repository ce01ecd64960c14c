import { getDomain } from "tldts";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import type { Hop } from "../ndr/received.js";
import { isMicrosoftHost } from "../ndr/refusing-system.js";
import { howItFailed } from "./how-it-failed.js";
import { refusingHost } from "./refusing-host.js";

/** The way a message took, as its own header tells it: each server writes what it likes. */
export interface Route {
  /** At least one. */
  readonly stops: readonly Stop[];
  /** Where it ended; absent where the bounce does not tell. */
  readonly end?: End | undefined;
  /** Seconds from the first stop to the last one; absent where their clocks do not tell. */
  readonly took?: number | undefined;
}

export interface Stop {
  readonly host: string;
  /** "Microsoft 365", "contoso.example"; absent for what has no name in the DNS. */
  readonly whose?: string | undefined;
  /** When it had the message, ISO 8601 in UTC, by its own clock. */
  readonly at?: string | undefined;
  /** Seconds since the stop before; absent where the clocks contradict each other. */
  readonly waited?: number | undefined;
}

export interface End {
  readonly how: "refused" | "unreached";
  /** It may be the last stop itself; absent where the bounce does not say which server it was. */
  readonly host?: string | undefined;
  readonly whose?: string | undefined;
}

/** The way of a message whose header was returned; `undefined` where none was. */
export function findRoute(ndr: Ndr): Route | undefined {
  const { hops = [] } = ndr;
  if (hops.length === 0 || ndr.isUnconfirmed) return undefined;
  const places = withReporter(placesOf(hops), ndr.reportingMta);
  const stops = places.map((place, index): Stop => {
    const waited = secondsBetween(lastTime(places.slice(0, index)), place.at);
    return { ...place, whose: ownerOf(place.host), ...(waited !== undefined && { waited }) };
  });
  const times = places.flatMap(({ at }) => at ?? []);
  return {
    stops,
    end: endOf(ndr, stops.at(-1)),
    took: times.length > 1 ? secondsBetween(times[0], times.at(-1)) : undefined,
  };
}

type Place = Pick<Stop, "host" | "at">;

/** Where it came from first, then every server that took it; what passes programs of one server is there once. */
function placesOf(hops: readonly Hop[]): readonly Place[] {
  const [first] = hops;
  const origin = first?.from ?? first?.ip;
  const taken = hops.flatMap(({ by, at }): readonly Place[] => (by ? [{ host: by, at }] : []));
  const places = origin === undefined ? taken : [{ host: origin }, ...taken];
  return places.filter(({ host }, index) => !isSame(host, places[index + 1]?.host));
}

/** The server that reports had the message, too, even where it has left no field. */
function withReporter(places: readonly Place[], reporter: string | undefined): readonly Place[] {
  const isKnown =
    reporter === undefined ||
    places.some(({ host }) => isSame(host, reporter)) ||
    !isHost(reporter);
  return isKnown ? places : [...places, { host: reporter }];
}

const isHost = (name: string): boolean => /^[a-z0-9._-]{1,253}$/i.test(name);

function isSame(one: string, other: string | undefined): boolean {
  if (other === undefined) return false;
  const [left, right] = [one, other].map((host) => host.toLowerCase().replace(/\.$/, ""));
  // Microsoft's servers go by several names: x.mail.protection.outlook.com, x.eop-….outlook.com.
  const areMicrosofts = isMicrosoftHost(one) && isMicrosoftHost(other);
  return left === right || (areMicrosofts && left?.split(".")[0] === right?.split(".")[0]);
}

function endOf(ndr: Ndr, last: Stop | undefined): End | undefined {
  const problem = firstProblem(ndr);
  const how = howItFailed(problem);
  if (how === "unsaid") return undefined;
  const host = how === "refused" ? refusingHost(ndr) : problem.remoteMta;
  // What had the message was reached: it means one behind it.
  const isNamed = host !== undefined && (how === "refused" || !isSame(host, last?.host));
  return isNamed ? { how, host, whose: ownerOf(host) } : { how };
}

function ownerOf(host: string): string | undefined {
  return isMicrosoftHost(host) ? "Microsoft 365" : (getDomain(host) ?? undefined);
}

function lastTime(places: readonly Place[]): string | undefined {
  return places.findLast(({ at }) => at !== undefined)?.at;
}

function secondsBetween(from: string | undefined, to: string | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const seconds = (Date.parse(to) - Date.parse(from)) / 1_000;
  return seconds >= 0 ? seconds : undefined;
}
