import fc from "fast-check";
import { deliveryStatus } from "./delivery-statuses.js";
import {
  address,
  addressed,
  anyText,
  headLabel,
  host,
  label,
  lineEnd,
  reply,
  returnedMark,
  subjectWord,
} from "./words.js";

/** A line as Exchange, a mail program or a server that speaks to people writes it. */
const line = fc.oneof(
  anyText,
  address,
  reply,
  fc
    .tuple(label, fc.constantFrom(": ", "：", ":\t", "\t", " : "), fc.oneof(reply, address, host))
    .map(joined),
  fc.tuple(headLabel, fc.constantFrom(": ", ":", "："), fc.oneof(address, anyText)).map(joined),
  fc.tuple(subjectWord, fc.constantFrom(": Offer", " : Devis", "：見積書", ":")).map(joined),
  fc.tuple(addressed, address).map(([[before, after], to]) => `${before} ${to} ${after}`),
  fc
    .tuple(address, host, reply)
    .map(([to, by, said]) => `<${to}>: host ${by}[192.0.2.1] said: ${said}`),
  fc.tuple(host, reply).map(([by, said]) => `... while talking to ${by}.:\n<<< ${said}`),
  fc.tuple(address, reply).map(([to, said]) => `>>> RCPT To:<${to}>\n<<< ${said}`),
  fc
    .tuple(host, reply)
    .map(([by, said]) => `Remote Server at ${by} (192.0.2.1) returned '${said}'`),
  returnedMark.map((mark) => `${mark}:`),
  returnedMark.map((mark) => `-----${mark}-----`),
  deliveryStatus,
);

function joined(parts: readonly string[]): string {
  return parts.join("");
}

const quoteMark = fc.constantFrom("", "", "", "> ", ">> ", "| ", "\t");

/** What people paste: a report, part of one, two of them, or something of the kind. */
export const paste = fc
  .tuple(fc.array(fc.tuple(line, lineEnd), { maxLength: 14 }), quoteMark)
  .map(([lines, mark]) => lines.map(([said, end]) => `${mark}${said}${end}`).join(""));

/** Conversations quote each other, each with a mark more. */
export const quotedHistory = fc
  .tuple(fc.nat(60), paste)
  .map(([depth, said]) =>
    Array.from({ length: depth }, (_, i) => `${">".repeat(i)} ${said.slice(0, 200)}`).join("\n"),
  );
