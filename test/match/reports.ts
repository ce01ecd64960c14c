import type { Article, CodeRange, Servers } from "../../src/knowledge/article.js";
import { createMatcher } from "../../src/match/match.js";
import type { Ndr, RecipientReport } from "../../src/ndr/ndr.js";
import { findStatusCode, findStatusCodes } from "../../src/ndr/status-code.js";

interface Sketch {
  readonly phrases?: readonly string[];
  readonly servers?: Servers;
  readonly title?: string;
  readonly tell?: string;
  readonly happened?: string;
  readonly origin?: string;
  readonly withoutCode?: true;
}

/** An article with nothing in it but what is matched; codes as "5.7.1, 5.7.0-5.7.999". */
export function article(id: string, codes: string, sketch: Sketch = {}): Article {
  const { title = id, phrases = [], happened = "", origin = "built in", ...rest } = sketch;
  return {
    id,
    title,
    codes: codes.split(",").flatMap(rangeOf),
    phrases,
    who: "sender",
    source: "https://learn.microsoft.com/x",
    reviewed: "2026-11-21",
    origin,
    happened: [[{ kind: "words", text: happened }]],
    senderSteps: [],
    ownerSteps: [],
    adminSteps: [],
    ...rest,
  };
}

function rangeOf(text: string): readonly CodeRange[] {
  const [from, to = from] = findStatusCodes(text);
  return from && to ? [{ from, to }] : [];
}

/** A report of what one server said, read from its reply. */
export function reply(
  text: string,
  more: Partial<Pick<Ndr, "parsedBy" | "reportingMta" | "humanLines">> &
    Pick<RecipientReport, "remoteMta" | "action"> = {},
): Ndr {
  const { remoteMta, action, ...rest } = more;
  const report: RecipientReport = {
    action,
    remoteMta,
    status: findStatusCode(text),
    replyCode: /^[45]\d\d/.exec(text)?.[0],
    diagnosticCode: text,
  };
  return { parsedBy: "smtp-reply", recipients: [report], humanLines: [], ...rest };
}

/** What somebody said who has no bounce at hand. */
export function talk(text: string): Ndr {
  const lines = text.split("\n");
  return { parsedBy: "words", recipients: [{ diagnosticCode: text }], humanLines: lines };
}

/** "relay certain", "edge possible": the answers to a report, best first. */
export function answers(articles: readonly Article[], ndr: Ndr): readonly string[] {
  return createMatcher(articles)(ndr).map(
    ({ article, confidence }) => `${article.id} ${confidence}`,
  );
}
