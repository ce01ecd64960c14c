import type { BounceMail, HeaderField } from "../intake/bounce-mail.js";
import { headerValue } from "../intake/bounce-mail.js";
import { findAddresses } from "./address.js";
import { findBareNames } from "./bare-names.js";
import { findLooseCode } from "./loose-code.js";
import type { Ndr, RecipientReport } from "./ndr.js";
import { looksLikeFailure } from "./report-kind.js";
import { withoutMailHeads } from "./server-words.js";
import { bestReplies, findMentioned, readTranscript, toReport } from "./transcript.js";

/** A report that is written for people: each recipient with what is said of them, or of all. */
export function readPeopleText(mail: BounceMail): Ndr | undefined {
  if (!looksLikeFailure(mail)) return undefined;
  const reports = transcriptOf(mail);
  const people = withoutMailHeads(mail.text);
  const [reply] = bestReplies(people);
  const named = namedRecipients(mail);
  if (named.length > 0) {
    const byAddress = mapByAddress(reports);
    const others = reply ? toReport(reply, people) : {};
    const recipients = named.map(
      (address) => byAddress.get(address.toLowerCase()) ?? { finalRecipient: address, ...others },
    );
    return { parsedBy: "transcript", recipients, humanLines: [] };
  }
  if (reports.length > 0) return { parsedBy: "transcript", recipients: reports, humanLines: [] };
  // No address beside the reason: the one in a sentence, or the one the returned mail was sent to.
  const to = recipientsInPassing(mail, people);
  if (to.length === 0 || to.length > 3) return undefined;
  const loose = reply ? undefined : findLooseCode(people);
  const said = reply ? toReport(reply, people) : loose && { status: loose.status };
  return {
    parsedBy: "transcript",
    recipients: to.map((finalRecipient) => ({ finalRecipient, ...said })),
    humanLines: [],
  };
}

/**
 * What a text for people says of each recipient. Somebody may have written to themselves: where no
 * other address is one, the reader's own is, if a server said something of it.
 */
export function transcriptOf(mail: BounceMail): readonly RecipientReport[] {
  const reports = readTranscript(mail.text, ownAddresses(mail));
  if (reports.length > 0) return reports;
  return readTranscript(mail.text, reporters(mail)).filter(({ replyCode }) => replyCode);
}

function recipientsInPassing(mail: BounceMail, people: string): readonly string[] {
  const mentioned = findMentioned(people, ownAddresses(mail));
  if (mentioned !== undefined) return [mentioned];
  const names = findBareNames(people, headerValue(mail.headers, "from") ?? "");
  return names.length > 0
    ? names
    : findAddresses(headerValue(mail.returnedHeaders, "to") ?? "").slice(0, 4);
}

/** Of two reports about one recipient the first. */
export function mapByAddress(
  reports: readonly RecipientReport[],
): ReadonlyMap<string, RecipientReport> {
  return new Map(
    reports.map((report): [string, RecipientReport] => [addressOf(report), report]).reverse(),
  );
}

export function addressOf({ finalRecipient = "" }: RecipientReport): string {
  return finalRecipient.toLowerCase();
}

/** More are cut off later; a field may name thousands. */
const MAX_NAMED = 200;

/** Exim and Gmail say whom the report is about in a header field. */
function namedRecipients(mail: BounceMail): readonly string[] {
  return mail.headers
    .filter((field) => field.name === "x-failed-recipients")
    .flatMap((field) => findAddresses(field.value))
    .slice(0, MAX_NAMED);
}

/** Addresses that a report carries without being about them. */
export function ownAddresses(mail: BounceMail): ReadonlySet<string> {
  return new Set([
    ...reporters(mail),
    ...addressesOf(mail.headers, ["to", "delivered-to", "x-original-to"]),
    ...addressesOf(mail.returnedHeaders, ["from"]),
  ]);
}

/** Who wrote the report. */
function reporters(mail: BounceMail): ReadonlySet<string> {
  return new Set(addressesOf(mail.headers, ["from", "reply-to"]));
}

function addressesOf(headers: readonly HeaderField[], names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => findAddresses(headerValue(headers, name) ?? ""))
    .map((address) => address.toLowerCase());
}
