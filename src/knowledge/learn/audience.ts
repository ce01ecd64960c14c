import type { WhoCanFix } from "../article.js";
import type { Block } from "../markdown.js";
import { plainOf, readWords } from "./inlines.js";
import type { Part, Role } from "./outline.js";

const TO_ADMIN = /^if you(?:'re| are) (?:an?|the) [^.]{0,40}admin/;
const TO_SENDER = /^if you(?:'re| are) (?:an?|the) (?:end )?(?:user|sender)/;

const CAUSE =
  /^(?:this|the) (?:problem|issue|error|ndr) (?:happens|occurs|is caused|(?:can|may|might) (?:happen|occur|be caused))\b/;

/**
 * Parts a section that speaks to both in turn: "If you're a user, …", "If you're an email admin, …".
 * What follows belongs to the one spoken to last. A paragraph that tells the cause, with its list, is
 * no step.
 */
export function byAudience(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) => {
    if (part.role !== "admin") return [part];
    const spoken: Part[] = [{ ...part, blocks: [] }];
    for (const block of part.blocks) {
      const last = spoken.at(-1) ?? part;
      const role = spokenTo(block) ?? goingOn(last.role, block);
      if (last.role === role) last.blocks.push(block);
      else spoken.push({ ...part, role, heading: undefined, blocks: [block] });
    }
    return spoken.filter(({ blocks, heading }) => blocks.length > 0 || heading !== undefined);
  });
}

/** After a cause and its list, the steps go on. */
function goingOn(role: Role, block: Block): Role {
  return role === "cause" && block.type !== "list" ? "admin" : role;
}

function spokenTo(block: Block): Role | undefined {
  const text = opening(block).toLowerCase().replace(/[’‘]/g, "'");
  if (TO_SENDER.test(text)) return "sender";
  if (CAUSE.test(text)) return "cause";
  return TO_ADMIN.test(text) ? "admin" : undefined;
}

function opening(block: Block): string {
  return block.type === "paragraph" ? plainOf(readWords(block.children)) : "";
}

const ADMIN_ONLY = /\bonly an? [^.]{0,40}admin\b|\byou can(?:'|’)t fix\b/i;

/**
 * Who has to act, by the headings. A section's heading comes first: "The recipient is a public folder",
 * "Your domain's SPF record has a problem". Else it is the sender, where a section for senders has
 * steps of its own (a list) and does not say that they can't; else the recipient's admin, where the
 * page sends the reader to one, or else one's own.
 */
export function whoCanFix(
  heading: string | undefined,
  senderParts: readonly Part[],
  adminWords: string,
): WhoCanFix {
  const [subject] = /\b(?:recipient|public folder|group|sender|your)\b/i.exec(heading ?? "") ?? [];
  if (subject) return /sender|your/i.test(subject) ? "sender-admin" : "recipient-admin";
  const words = senderParts.flatMap(({ blocks }) => blocks.map(opening)).join(" ");
  const hasSteps = senderParts.some(({ blocks }) => blocks.some(({ type }) => type === "list"));
  if (hasSteps && !ADMIN_ONLY.test(words)) return "sender";
  return /\brecipient(?:'s|’s) (?:email )?admin/i.test(`${words} ${adminWords}`)
    ? "recipient-admin"
    : "sender-admin";
}
