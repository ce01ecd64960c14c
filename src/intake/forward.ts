import type { HeaderField } from "./bounce-mail.js";
import { anyOf } from "./mail-heads.js";
import { isMailSystem } from "./mail-system.js";
import { headTop, isHeadLine } from "./report-marks.js";

/** A report that somebody forwarded in the text of their mail. */
export interface Forward {
  /** From, To and Subject of the report, as the forwarding program wrote them. */
  readonly headers: readonly HeaderField[];
  readonly text: string;
}

/**
 * The report below the head of a mail system, whoever passed it on and however often; `undefined`
 * where there is none. What people wrote above it is theirs.
 */
export function findForward(text: string): Forward | undefined {
  const lines = text.split("\n");
  const from = lines.findIndex(
    (line) => line.length < 400 && isHeadLine(line) && isMailSystem(line),
  );
  if (from < 0) return undefined;
  const top = headTop(lines, from);
  const length = lines.slice(top).findIndex((line) => !isHeadLine(line));
  if (length < 2) return undefined;
  const head = lines.slice(top, top + length);
  return {
    headers: head.map((line) => toField(line, isMailSystem(line))),
    text: lines.slice(top + length).join("\n"),
  };
}

const SUBJECT = new RegExp(
  String.raw`^[*\s]*(?:${anyOf(({ subject }) => subject)})\*?[ \t]*[:：]`,
  "i",
);

/** The label's language is any; who wrote and to whom is told by the value. */
function toField(line: string, isFrom: boolean): HeaderField {
  const value = line.slice(line.search(/[:：]/) + 1).replace(/^[*\s]+/, "");
  if (isFrom) return { name: "from", value };
  return { name: SUBJECT.test(line) ? "subject" : value.includes("@") ? "to" : "date", value };
}
