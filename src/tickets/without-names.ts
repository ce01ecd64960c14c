import type { Findings } from "../checks/check.js";
import { type Bounce, type Explanation, isBounce } from "../explain.js";
import type { Ndr } from "../ndr/ndr.js";
import type { Case } from "./ticket.js";

/** Stands for the name before the @ of an address. */
const LEFT_OUT = "…";

/**
 * A case as its asker lets the helpdesk see it: domains instead of addresses, in whatever the servers said,
 * too. The Message-ID stays, for without names a message is found by nothing else.
 */
export function withoutNames(about: Case): Case {
  const { explanation, findings } = about;
  if (!isBounce(explanation)) return about;
  const hide = hiderOf(explanation.ndr);
  return {
    ...about,
    explanation: hideIn(explanation, hide),
    findings: findings && rewrite<Findings>(findings, hide),
  };
}

type Hide = (text: string) => string;

function hideIn(bounce: Bounce, hide: Hide): Explanation {
  const ndr: Ndr = { ...rewrite(bounce.ndr, hide), hasNoNames: true };
  const says = hide(bounce.says);
  // The picture shows the names, too.
  const common = { says, ndr, readInPicture: undefined };
  return "diagnoses" in bounce
    ? {
        ...bounce,
        ...common,
        // An article's own addresses are nobody's.
        diagnoses: bounce.diagnoses.map((diagnosis) => ({
          ...diagnosis,
          reasons: rewrite(diagnosis.reasons, hide),
        })),
      }
    : { ...bounce, ...common };
}

/** A copy with every text in it rewritten, but for the Message-ID and the subject, which goes. */
function rewrite<T>(value: T, hide: Hide): T {
  return rewritten(value, hide) as T;
}

function rewritten(value: unknown, hide: Hide): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((part) => rewritten(part, hide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      // A status code has a subject, too: a number.
      .filter(([key, part]) => key !== "subject" || typeof part !== "string")
      .map(([key, part]) => [key, key === "messageId" ? part : rewritten(part, hide)]),
  );
}

function hiderOf({ recipients, sender }: Ndr): Hide {
  const addresses = recipients.flatMap(({ finalRecipient, originalRecipient }) => [
    finalRecipient,
    originalRecipient,
  ]);
  const names = new Set([...addresses, sender].flatMap((address) => nameIn(address)));
  return (text) =>
    text
      .replace(QUOTED_NAME, LEFT_OUT)
      .replace(PIECE, withoutName)
      .replace(WORD, (word) => (names.has(word.toLowerCase()) ? LEFT_OUT : word));
}

/** Servers name a mailbox without its domain, too: "jdoe wasn't found at contoso.example". */
function nameIn(address: string | undefined): readonly string[] {
  const at = address?.lastIndexOf("@") ?? -1;
  const name = address?.slice(0, Math.max(at, 0)).toLowerCase() ?? "";
  return name.length < SHORTEST_NAME || NOBODYS.has(name) ? [] : [name];
}

const SHORTEST_NAME = 3;
/** Who these are is no secret (RFC 2142), and the others are words that servers use for anybody. */
const NOBODYS: ReadonlySet<string> = new Set(
  "abuse hostmaster info marketing noc postmaster sales security support webmaster address mail mailbox recipient sender user".split(
    " ",
  ),
);

const QUOTED_NAME = /"[^"]*"(?=@)/gu;
/** What holds an address and nothing beside it. */
const PIECE = /[^\s<>()[\]{}"'`,;:|\\]+/gu;
const WORD = /[\p{L}\p{M}\p{N}._+&'-]+(?<=[\p{L}\p{M}\p{N}])/gu;

function withoutName(piece: string): string {
  const at = piece.lastIndexOf("@");
  return at > 0 ? LEFT_OUT + piece.slice(at) : piece;
}
