import { dayInWords, timeInWords } from "../advice/dates.js";
import { howItFailed } from "../advice/how-it-failed.js";
import { isStillTried } from "../advice/still-tried.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr, RecipientReport } from "../ndr/ndr.js";
import { unreached } from "./recipients.js";
import { foreign, name, sentence, type TextRun } from "./rich-text.js";

/** What became of the message, in one sentence with this bounce's addresses and hosts. */
export function whatHappened(ndr: Ndr): readonly TextRun[] {
  const to = recipients(ndr);
  if (isStillTried(ndr)) {
    return sentence(
      "Your message",
      ...to,
      " has not been delivered yet. Servers usually try again by themselves. If you get a message that they gave up, send me that.",
    );
  }
  const problem = firstProblem(ndr);
  const server = whichServer(ndr, problem);
  switch (howItFailed(problem)) {
    case "unreached":
      return sentence(
        "Your message",
        ...to,
        " could not be delivered: ",
        server ?? "the recipient's server",
        " could not be reached.",
      );
    case "refused":
      if (!server) break;
      return sentence("Your message", ...to, " came back: ", server, " refused it.");
    case "unsaid":
      break;
  }
  return sentence("Your message", ...to, " came back undelivered.");
}

/** The same for a message that is still on its way. */
export function whatIsDelayed(ndr: Ndr): readonly TextRun[] {
  return sentence("The servers are still trying to deliver your message", ...recipients(ndr), ".");
}

// DB7PR07MB5562.eurprd07.prod.outlook.com is a machine inside Exchange Online that nobody has to know.
const INTERNAL = /\.prod\.outlook\.com\.?$/i;

/** As far as it may be named: of no use with a letter wrong. */
function whichServer(ndr: Ndr, problem: RecipientReport): TextRun | string | undefined {
  if (ndr.isUnconfirmed) return undefined;
  return haveSeveralServers(ndr) ? "the recipients' servers" : remoteServer(problem);
}

function remoteServer({ remoteMta }: RecipientReport): TextRun | undefined {
  return remoteMta === undefined || INTERNAL.test(remoteMta) ? undefined : name(remoteMta);
}

/** Bounces that were put together often come from as many servers. */
function haveSeveralServers(ndr: Ndr): boolean {
  const servers = (ndr.alike ?? []).flatMap((index) => ndr.recipients[index]?.remoteMta ?? []);
  return new Set(servers).size > 1;
}

function recipients(ndr: Ndr): readonly (string | TextRun)[] {
  const [first, ...others] = unreached(ndr);
  if (first === undefined) return [];
  const more =
    others.length === 1 ? " and to one more person" : ` and to ${others.length} more people`;
  const asRead = ndr.isUnconfirmed ? " (as read in the picture)" : "";
  return [" to ", name(first), others.length === 0 ? "" : more, asRead];
}

const LOOKED_AT = 1000;

const SPAN = String.raw`\d{1,4}(?: more)? (?:minute|hour|day|week)(?:\(s\)|s)?`;
const KEEPS_TRYING = [
  // "The server will keep trying to deliver this message for the next 1 days, 19 hours and 54 minutes."
  new RegExp(
    String.raw`\bfor (?:the next |another )?${SPAN}(?:(?:, and|,| and) ${SPAN}){0,3}`,
    "i",
  ),
  // "Will keep trying until message is 5 days old"
  new RegExp(String.raw`\buntil (?:the |your )?message is ${SPAN} old`, "i"),
];
const IS_TRYING = /\b(?:try|tried|trying|retr(?:y|ied|ying|ies)|attempt)/i;

const DAY = 24 * 60 * 60 * 1000;

/**
 * How long the servers keep trying: what this bounce says of it, else what is usual. RFC 5321 4.5.4.1 asks
 * for 4-5 days, Exchange Online stops after one.
 */
export function keepsTrying(ndr: Ndr): readonly TextRun[] {
  const figure = findFigure(ndr);
  if (figure !== undefined)
    return sentence("The server says how long it keeps trying: “", foreign(figure, {}, 100), "”.");
  const usually = "Servers usually keep trying for one to five days";
  const sent = ndr.arrivalDate && timeInWords(ndr.arrivalDate) ? Date.parse(ndr.arrivalDate) : NaN;
  if (Number.isNaN(sent)) return sentence(`${usually} after you sent it.`);
  const [earliest = "", latest = ""] = [1, 5].map((days) =>
    dayInWords(new Date(sent + days * DAY).toISOString()),
  );
  return sentence(`${usually}: until some time between ${earliest} and ${latest}.`);
}

function findFigure(ndr: Ndr): string | undefined {
  const lines = [firstProblem(ndr).diagnosticCode ?? "", ...ndr.humanLines];
  for (const line of lines
    .map((text) => text.slice(0, LOOKED_AT))
    .filter((text) => IS_TRYING.test(text))) {
    const [figure] = KEEPS_TRYING.flatMap((pattern) => pattern.exec(line)?.[0] ?? []);
    if (figure !== undefined) return figure;
  }
  return undefined;
}
