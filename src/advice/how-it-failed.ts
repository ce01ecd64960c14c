import type { RecipientReport } from "../ndr/ndr.js";

// "10061 … the target machine actively refused it": a refused connection is no refused message.
const NO_CONNECTION =
  /\bconnection (?:\w{2,4} ){0,2}(?:dropped|refused|reset|closed|lost)\b|\bactively refused\b|\brefused (?:the |to )?connect|\bnot accept \w+ requests? to connect/gi;
const UNREACHED =
  /\bexpired\b|\btime(?:d|s)?[ -]?out\b|\bno answer\b|\b(?:did not|didn[’']?t) respond\b|\bsocket error\b|\bhost (?:\w+ )?not found\b|\bDNS\b|\bname serv(?:er|ice)\b|\bservice not known\b/i;
const REFUSED =
  /\brefus|\breject|\bden(?:y|ied)\b|\bblock|\bnot (?:accept|allow|permit|authori)|\bprohibit|\bpolicy\b|\bspam\b|\bunknown user\b|\buser unknown\b/i;
// A message that goes round in circles reached every server there is.
const LOOP = /\bloop|\bhop count\b|\btoo many hops\b/i;

const LOOKED_AT = 1000;
const SECURITY = 7;
const ROUTING = 4;

/** Whether a server said no, none could be reached, or the bounce does not tell. */
export function howItFailed(problem: RecipientReport): "refused" | "unreached" | "unsaid" {
  const { status } = problem;
  const said = (problem.diagnosticCode ?? "").slice(0, LOOKED_AT);
  const withoutConnection = said.replace(NO_CONNECTION, "");
  if (status?.subject === SECURITY || REFUSED.test(withoutConnection)) return "refused";
  if (LOOP.test(said)) return "unsaid";
  if (withoutConnection !== said || UNREACHED.test(said)) return "unreached";
  // "550 5.4.1" alone may also be a server that knows no such address.
  if (status?.subject === ROUTING)
    return status.class === 4 || /\p{L}{3}/u.test(said) ? "unreached" : "unsaid";
  // With no code and no reply, no server has spoken.
  return status?.class === 5 || problem.replyCode?.startsWith("5") ? "refused" : "unsaid";
}
