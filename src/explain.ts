import { inShort } from "./advice/advise.js";
import { type Organisation, UNNAMED_ORGANISATION } from "./advice/organisation.js";
import { findSide, type Side } from "./advice/side.js";
import { diagnose, withoutSomebodysWords } from "./explain/diagnose.js";
import { DELAYED, NO_CODE, NO_REPORT, obstacleSays } from "./explain/sentences.js";
import type { BounceMail, MailSource } from "./intake/bounce-mail.js";
import { type Intake, parseMail, PLAIN_INTAKE } from "./intake/intake.js";
import type { Limits } from "./intake/limits.js";
import { nextTurn } from "./intake/next-turn.js";
import type { Obstacle } from "./intake/parsed.js";
import { generalMeaning } from "./knowledge/general-meaning.js";
import type { Diagnosis } from "./match/diagnosis.js";
import { firstProblem } from "./match/fragments.js";
import type { Matcher } from "./match/match.js";
import type { Ndr } from "./ndr/ndr.js";
import { parseNdr } from "./ndr/parse-ndr.js";
import { recogniseReport } from "./ndr/report-kind.js";
import type { LooksLike } from "./ndr/report-kind.js";
import { wordsOf } from "./ndr/words.js";

/** The answer to one mail; what the chat, the card and the command line show. */
export type Explanation = Answer & {
  /** Whether the mail was too long to read all of it. */
  readonly isCut?: true | undefined;
  /** Whether there was no more to read than the beginning of the mail. */
  readonly isBeginning?: true | undefined;
  /** How many bounces say it, where several were put together; the details are those of one. */
  readonly bounces?: number | undefined;
  /** What was read in a picture, for the asker to correct. */
  readonly readInPicture?: string | undefined;
};

type Answer =
  | {
      readonly kind: "diagnosed";
      readonly says: string;
      readonly ndr: Ndr;
      /** At least one, best first. */
      readonly diagnoses: readonly Diagnosis[];
      /** Whose server refused it, where the bounce tells. */
      readonly side?: Side | undefined;
      /** What the asker answered where the bounce did not decide. */
      readonly told?: Told | undefined;
    }
  | {
      readonly kind: "undiagnosed";
      readonly says: string;
      readonly ndr: Ndr;
      readonly side?: Side | undefined;
      /** What the class and subject of the status code mean (RFC 3463). */
      readonly general: string;
    }
  | {
      readonly kind: "delayed";
      readonly says: string;
      readonly ndr: Ndr;
      readonly diagnoses: readonly Diagnosis[];
      /** Nobody has refused it. */
      readonly side?: undefined;
    }
  | {
      readonly kind: "not-an-ndr";
      readonly says: string;
      readonly looksLike: LooksLike;
      /** Whom a receipt or a complaint is about, and what it says of them. */
      readonly about?: Ndr | undefined;
    }
  | {
      readonly kind: "unreadable";
      readonly says: string;
      /** Absent where there was nothing to open. */
      readonly why?: Obstacle | undefined;
    };

/** An answer to the question that the bounce left open. */
export interface Told {
  /** The id of an article, or `_none`. */
  readonly answer: string;
  /** Where its diagnosis stood before it came first. */
  readonly place?: number | undefined;
}

/** An answer that is about a message that was not delivered. */
export type Bounce = Extract<Explanation, { kind: "diagnosed" | "undiagnosed" | "delayed" }>;

/** The whole way from mail to answer: read it, take the evidence, match it, say it. */
export async function explain(
  source: MailSource,
  match: Matcher,
  intake: Intake = PLAIN_INTAKE,
  organisation: Organisation = UNNAMED_ORGANISATION,
): Promise<Explanation> {
  const [first] = await explainAll(source, match, intake, organisation);
  return first;
}

/** The same for every bounce in what was handed over; where there is none, what else it is. */
export async function explainAll(
  source: MailSource,
  match: Matcher,
  intake: Intake = PLAIN_INTAKE,
  organisation: Organisation = UNNAMED_ORGANISATION,
): Promise<readonly [Explanation, ...Explanation[]]> {
  const parsed = await parseMail(source, intake);
  if (parsed.kind === "unreadable") return [unreadable(parsed.why, intake.limits)];
  const [first, ...more] = parsed.mails;
  const tell = async (mail: BounceMail) => withSide(await explainMail(mail, match), organisation);
  const answer = await tell(first);
  const answers = [answer];
  for (const mail of more) answers.push(await tell(mail));
  const [bounce, ...others] = answers.filter(isBounce);
  return bounce ? [bounce, ...others] : [answer];
}

/** Is an answer about a message that was not delivered, or not yet? */
export function isBounce(explanation: Explanation): explanation is Bounce {
  return explanation.kind !== "not-an-ndr" && explanation.kind !== "unreadable";
}

/** The answer where nothing could be read. */
export function unreadable(why: Obstacle, limits: Limits): Explanation {
  return { kind: "unreadable", why, says: obstacleSays(why, limits) };
}

function withSide(explanation: Explanation, organisation: Organisation): Explanation {
  if (explanation.kind !== "diagnosed" && explanation.kind !== "undiagnosed") return explanation;
  const diagnoses = explanation.kind === "diagnosed" ? explanation.diagnoses : [];
  const side = findSide(diagnoses, explanation.ndr, organisation);
  return side === undefined ? explanation : { ...explanation, side };
}

async function explainMail(mail: BounceMail, match: Matcher): Promise<Explanation> {
  await nextTurn();
  const answer = await answerTo(mail, match);
  const whole: Explanation =
    mail.format === "picture" ? { ...answer, readInPicture: mail.text } : answer;
  return mail.isCut ? { ...whole, says: `${whole.says} ${CUT}`, isCut: true } : whole;
}

async function answerTo(mail: BounceMail, match: Matcher): Promise<Answer> {
  const found = parseNdr(mail);
  await nextTurn();
  const report = recogniseReport(mail, found);
  if (report.kind === "no-report" && (found || report.looksLike !== "plain talk"))
    return noReport(report.looksLike, found);

  const words = found ?? wordsOf(mail);
  if (!words) return noReport("plain talk");
  const read: Ndr = mail.format === "picture" ? { ...words, isUnconfirmed: true } : words;
  const asRead = await diagnose(read, match);
  const { ndr, diagnoses } = withoutSomebodysWords(asRead);
  if (report.kind === "delay") return { kind: "delayed", says: DELAYED, ndr, diagnoses };
  const [best] = diagnoses;
  const isEnough =
    found !== undefined || ndr.isReport || asRead.diagnoses.slice(0, 1).some(speaksForItself);
  if (best && isEnough) return { kind: "diagnosed", says: summarise(best, ndr), ndr, diagnoses };
  // Words that match nothing are talk, unless they come as a report.
  if (report.kind === "no-report" && !ndr.isReport) return noReport("plain talk");
  return { kind: "undiagnosed", ...undiagnosed(ndr), ndr };
}

/** Marks that servers put into their words, and nobody into talk: ATTR36, S3150, AS345. */
const MARK = /\b[A-Z]{1,5}\d{2,}\b/;

function speaksForItself({ points, reasons }: Diagnosis): boolean {
  return (
    points >= MIN_WORDS ||
    reasons.some(({ signal, evidence }) => signal === "topic" || MARK.test(evidence))
  );
}

/** Of talk that is no report, this much must be in a phrase before it is taken for one. */
const MIN_WORDS = 24;

/** The first paragraph of the article, with this bounce's values filled in. */
export function summarise({ article }: Diagnosis, ndr: Ndr): string {
  return inShort(article, ndr);
}

function undiagnosed(ndr: Ndr): { readonly says: string; readonly general: string } {
  const { status } = firstProblem(ndr);
  const general = status ? generalMeaning(status) : NO_CODE;
  return { says: `Your message was not delivered. ${general}`, general };
}

function noReport(looksLike: LooksLike, about?: Ndr): Answer {
  const isAboutDelivery = looksLike === "delivery receipt" || looksLike === "feedback report";
  return {
    kind: "not-an-ndr",
    looksLike,
    says: NO_REPORT[looksLike],
    ...(isAboutDelivery && { about }),
  };
}

/** Said wherever an answer stands on a part of the mail. */
export const CUT = "The mail was too long to read all of it; some of it was left out.";
