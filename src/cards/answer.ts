import type { Bounce } from "../explain.js";
import type { Advice, AdviceStep } from "../advice/advice.js";
import { advise } from "../advice/advise.js";
import { findResend, resendWords } from "../advice/resend.js";
import type { Side } from "../advice/side.js";
import { findVerdict, refusalWords, type Verdict, VERDICTS } from "../advice/verdict.js";
import type { Diagnosis } from "../match/diagnosis.js";
import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import { refusingSystem } from "../ndr/refusing-system.js";
import { shorten } from "./foreign.js";
import { doubts, isOneOfMany, otherCauses } from "./candidates.js";
import { evidence, reasons, serverFacts, serverSaid } from "./evidence.js";
import { otherRecipients } from "./recipients.js";
import {
  HEADING,
  HEADLINE,
  link,
  type Paragraph,
  paragraph,
  runsOf,
  sentence,
  type TextRun,
  words,
} from "./rich-text.js";
import { section, type SectionView, type StepView, stepViews } from "./steps.js";
import { trace } from "./trace.js";
import { wayItTook } from "./way.js";
import { keepsTrying, whatHappened, whatIsDelayed } from "./what-happened.js";

/** The part of the answer card that depends on the bounce alone. */
export interface Answer {
  readonly verdict: readonly TextRun[];
  /** Whose server said no. */
  readonly side: readonly Paragraph[];
  readonly happened: readonly TextRun[];
  readonly cause: readonly Paragraph[];
  readonly stepsTitle: readonly TextRun[];
  readonly steps: readonly StepView[];
  /** The lines to send, where nobody knows the cause. */
  readonly facts: readonly Paragraph[];
  readonly others: readonly Paragraph[];
  readonly sections: readonly SectionView[];
  readonly source: readonly Paragraph[];
}

/** What the card offers beside the answer. */
export interface Offers {
  readonly canAsk: boolean;
  /** Then the other causes are the choices of a question. */
  readonly hasQuestion: boolean;
}

export function answer(explanation: Bounce, { canAsk, hasQuestion }: Offers): Answer {
  switch (explanation.kind) {
    case "diagnosed":
      return diagnosed(explanation, hasQuestion);
    case "undiagnosed":
      return undiagnosed(explanation, canAsk);
    case "delayed":
      return delayed(explanation.diagnoses, explanation.ndr);
  }
}

const STEPS = [words("What you can do", HEADING)];
const STEPS_MEANWHILE = [words("What you can do in the meantime", HEADING)];

function diagnosed({ diagnoses, ndr, side }: Kind<"diagnosed">, hasQuestion: boolean): Answer {
  const best = first(diagnoses);
  const verdict = findVerdict(diagnoses, ndr, side);
  const advice = advise(best.article, ndr);
  const others = otherCauses(diagnoses, ndr);
  // Where nothing speaks for the first one more than for the others, they are part of the answer.
  const areOpen = best.confidence === "possible" && !hasQuestion;
  const isNoCause = isOneOfMany(diagnoses);
  return {
    verdict: [words(VERDICTS[verdict], HEADLINE)],
    side: refusedOn(side, verdict),
    happened: whatHappened(ndr),
    cause: [
      ...doubts(diagnoses, ndr, hasQuestion),
      ...(isNoCause ? [] : cause(advice)),
      ...otherSystem(ndr),
      ...(isNoCause && !hasQuestion ? alternatives("It could be one of these:", others.open) : []),
    ],
    stepsTitle: isNoCause ? STEPS_MEANWHILE : STEPS,
    steps: stepViews(advice.senderSteps),
    facts: [],
    others: [
      ...(areOpen && !isNoCause ? alternatives("It could also be:", others.open) : []),
      ...otherRecipients(ndr),
      ...sendingAgain(diagnoses, ndr),
    ],
    sections: [
      ...section("owner-steps", "What the group owner can do", [], advice.ownerSteps),
      ...section("admin-steps", "What an admin can do", [], advice.adminSteps),
      ...traceOf(ndr),
      ...section("why", "Why we think so", why(best, advice, ndr)),
      ...wayItTook(ndr, side),
      ...(areOpen
        ? section("other-causes", "More possible causes", others.rest)
        : section("other-causes", "Other possible causes", others.all)),
    ],
    source: sourceLine(advice),
  };
}

function undiagnosed({ general, ndr, side }: Kind<"undiagnosed">, canAsk: boolean): Answer {
  const verdict = findVerdict([], ndr);
  const steps = [
    ...(FIRST_STEPS[verdict] ?? []),
    canAsk
      ? "Ask the helpdesk with the button below. They get the lines here, never your mail."
      : "Send the lines here to your mail admin. They say what the servers said, and when.",
  ];
  return {
    verdict: [words(VERDICTS[verdict], HEADLINE)],
    side: refusedOn(side, verdict),
    happened: whatHappened(ndr),
    cause: [
      ...(general.trim() === "" ? [] : [paragraph(sentence(general.trim()))]),
      ...otherSystem(ndr),
    ],
    stepsTitle: STEPS,
    steps: stepViews(steps.map(plainStep)),
    facts: evidence(ndr),
    others: [...otherRecipients(ndr), ...sendingAgain([], ndr)],
    sections: [...traceOf(ndr), ...wayItTook(ndr, side)],
    source: [],
  };
}

type Kind<K extends Bounce["kind"]> = Extract<Bounce, { readonly kind: K }>;

function refusedOn(side: Side | undefined, verdict: Verdict): readonly Paragraph[] {
  if (side === undefined) return [];
  return [paragraph([words(refusalWords(side, verdict), { size: "Small" })], "None")];
}

function sendingAgain(diagnoses: readonly Diagnosis[], ndr: Ndr): readonly Paragraph[] {
  const advice = resendWords(findResend(diagnoses, ndr));
  return [
    paragraph([words("Sending it again: ", { weight: "Bolder" }), ...runsOf(advice)], "Small"),
  ];
}

/** What to try before anybody else is asked. */
const FIRST_STEPS: Readonly<Partial<Record<Verdict, readonly string[]>>> = {
  "check-address": [
    "Compare the address letter by letter with one that worked, or ask the recipient by phone.",
  ],
  "mailbox-closed": ["Tell the recipient by phone or chat: only they can see their mailbox."],
  temporary: ["Wait a day. If it is urgent, reach the recipient another way."],
};

function delayed(diagnoses: readonly Diagnosis[], ndr: Ndr): Answer {
  const [best] = diagnoses;
  const advice = best && advise(best.article, ndr);
  return {
    verdict: [words(VERDICTS.wait, HEADLINE)],
    side: [],
    happened: whatIsDelayed(ndr),
    cause: [paragraph(keepsTrying(ndr))],
    stepsTitle: STEPS,
    steps: stepViews(
      [
        "Wait, and don't send it again yet: it may still arrive, and then it would arrive twice.",
        "If the servers give up, you get another message; send me that one.",
      ].map(plainStep),
    ),
    facts: [],
    others: otherRecipients(ndr),
    sections: advice
      ? [
          ...section("why", "What may be holding it up", [
            ...cause(advice),
            ...why(best, advice, ndr),
          ]),
          ...section("sender-steps", "If it is urgent", [], advice.senderSteps),
          ...section("owner-steps", "What the group owner can do", [], advice.ownerSteps),
          ...section("admin-steps", "What an admin can do", [], advice.adminSteps),
          ...traceOf(ndr),
          ...wayItTook(ndr, undefined),
        ]
      : [
          ...section("why", "What the servers said", evidence(ndr)),
          ...traceOf(ndr),
          ...wayItTook(ndr, undefined),
        ],
    source: advice ? sourceLine(advice) : [],
  };
}

/** For an admin who asks for themselves; the helpdesk has it on its own card. */
function traceOf(ndr: Ndr): readonly SectionView[] {
  return trace("message-trace", "How an admin can trace the message", ndr);
}

/** Ours are shorter; a page of somebody else may have any. */
const LONGEST_TITLE = 300;

function cause(advice: Advice): readonly Paragraph[] {
  const [happened] = advice.happened;
  return [
    paragraph([words(shorten(advice.title, LONGEST_TITLE), { weight: "Bolder" })]),
    ...(happened ? [paragraph(runsOf(happened), "Small")] : []),
  ];
}

/** Other systems give some codes another meaning than Microsoft does; whose is taken is said. */
function otherSystem(ndr: Ndr): readonly Paragraph[] {
  const { status, diagnosticCode } = firstProblem(ndr);
  if (!status && diagnosticCode === undefined) return [];
  return refusingSystem(ndr, firstProblem(ndr)) === "others"
    ? [paragraph([words(OTHER_SYSTEM, { isSubtle: true, size: "Small" })], "Small")]
    : [];
}

const OTHER_SYSTEM =
  "The server that refused is not Microsoft's, so I go by what its words and code commonly mean.";

function alternatives(lead: string, causes: readonly Paragraph[]): readonly Paragraph[] {
  return causes.length === 0 ? [] : [paragraph(sentence(lead)), ...causes];
}

function why(best: Diagnosis, advice: Advice, ndr: Ndr): readonly Paragraph[] {
  return [
    ...advice.happened.slice(1).map((line) => paragraph(runsOf(line))),
    ...serverSaid(ndr),
    ...reasons(best, ndr, false),
    ...serverFacts(ndr),
  ];
}

/** The page the article was checked against, and when. */
export function sourceLine(advice: Advice): readonly Paragraph[] {
  const site = URL.canParse(advice.source) ? new URL(advice.source).host : advice.source;
  return [
    paragraph(
      sentence(
        words("Source: ", { isSubtle: true }),
        link(site, advice.source),
        advice.reviewed === undefined
          ? ""
          : words(`, checked on ${advice.reviewed}`, { isSubtle: true }),
      ),
    ),
  ];
}

function plainStep(text: string): AdviceStep {
  return { text: [{ text }], commands: [], details: [] };
}

function first(diagnoses: readonly Diagnosis[]): Diagnosis {
  const [best] = diagnoses;
  if (!best) throw new Error("expected at least one diagnosis, found none");
  return best;
}
