import type { Article, RichText, Step } from "../article.js";
import { whoCanFix } from "./audience.js";
import { plainOf } from "./inlines.js";
import type { Part, Role } from "./outline.js";
import type { Page } from "./page.js";
import { readParagraphs, readSteps, stepInWords } from "./steps.js";

/** What tells one article of a page from its others. */
export type Subject = Pick<Article, "id" | "title" | "codes" | "phrases">;

/** The article that some parts of a page make; the sender's part is the page's. */
export function compose(
  page: Page,
  parts: readonly Part[],
  subject: Subject,
  origin: string,
): Article {
  const ofRole = (role: Role, from = parts) => from.filter((part) => part.role === role);
  const senderParts = ofRole("sender", page.parts);
  const adminSteps = readSteps(ofRole("admin"), page.text);
  const senderSteps = readSteps(senderParts, page.text);
  return {
    ...subject,
    who: whoCanFix(
      parts[0]?.heading,
      senderParts,
      adminSteps.map(({ text }) => plainOf(text)).join(" "),
    ),
    ...common(page, origin),
    happened: happened(page, parts),
    senderSteps: senderSteps.length > 0 ? senderSteps : [SEND_ON],
    ownerSteps: readSteps(ofRole("owner"), page.text),
    adminSteps,
  };
}

/** Of a title, in characters: the rest finds nothing more. */
const LONGEST_SEARCH = 120;

/** What all articles of a page have in common. */
export function common(
  { title, reviewed }: Page,
  origin: string,
): Pick<Article, "servers" | "source" | "reviewed" | "origin"> {
  // A file does not say where it was published; Learn's own search finds it by its title.
  const source = `https://learn.microsoft.com/search/?terms=${encodeURIComponent(title.slice(0, LONGEST_SEARCH).replace(/[\uD800-\uDBFF]$/, ""))}`;
  return { servers: "microsoft", source, reviewed, origin };
}

/** For pages that speak to admins only. */
export const SEND_ON: Step = stepInWords(
  "Forward the bounce to your mail admin, all of it. Only an admin can mend this.",
);

/** The cause; where there is none, what leads in to the steps, or to the page. */
function happened(page: Page, parts: readonly Part[]): readonly RichText[] {
  const told = (from: readonly Part[], ...roles: readonly Role[]) =>
    roles.flatMap((role) =>
      readParagraphs(
        from.filter((part) => part.role === role),
        page.text,
      ),
    );
  const [lead] = readSteps(
    parts.filter(({ role, heading }) => role === "admin" && heading === undefined),
    page.text,
  );
  const found = [
    told(parts, "cause", "symptoms"),
    lead?.isRemark && !plainOf(lead.text).endsWith(":") ? [lead.text] : [],
    told(page.parts, "cause", "symptoms"),
    told(page.parts, "intro").slice(0, 1),
  ];
  return found.find(({ length }) => length > 0) ?? [];
}
