import { clockTime, dayInWords, durationInWords } from "../advice/dates.js";
import { type End, findRoute, type Route, type Stop } from "../advice/route.js";
import { type Side, SIDES } from "../advice/side.js";
import type { Ndr } from "../ndr/ndr.js";
import { name, type Paragraph, paragraph, sentence, type TextRun, words } from "./rich-text.js";
import type { SectionView, StepView } from "./steps.js";

/** The way a message took, behind a line that says how far it came; nothing where the bounce does not tell. */
export function wayItTook(ndr: Ndr, side: Side | undefined): readonly SectionView[] {
  const route = findRoute(ndr);
  // Of one server the answer has said all.
  if (!route || route.stops.length < 2) return [];
  const { stops, took } = route;
  const title = `The way it took: ${stops.length} servers${took === undefined ? "" : `, ${durationInWords(took)}`}`;
  return [
    {
      id: "way",
      title,
      heading: [words(title, { color: "Accent" })],
      isOpen: false,
      paragraphs: [...inShort(route), ...remark(stops)],
      steps: [...shownStops(route), ...end(route, side)],
    },
  ];
}

/** Whose servers it passed, those of one owner once: "contoso.example → Microsoft 365 → ✗ fabrikam.example". */
function inShort({ stops, end: ended }: Route): readonly Paragraph[] {
  const owners = stops.flatMap(({ whose }) => whose ?? []);
  const passed = owners.filter((owner, index) => owner !== owners[index - 1]);
  const refuser = ended?.host === undefined ? undefined : (ended.whose ?? ended.host);
  const before = passed.at(-1) === refuser ? passed.slice(0, -1) : passed;
  const names = [
    ...before.slice(0, MOST_OWNERS).map((owner) => sentence(name(owner))),
    ...(before.length > MOST_OWNERS ? [sentence("…")] : []),
    ...(refuser === undefined ? [] : [sentence("✗ ", name(refuser))]),
  ];
  if (names.length < 2) return [];
  return [
    paragraph(
      names.flatMap((runs, index) => [...(index === 0 ? [] : sentence(" → ")), ...runs]),
      "Small",
    ),
  ];
}

const MOST_OWNERS = 6;

function remark(stops: readonly Stop[]): readonly Paragraph[] {
  const [first] = stops.flatMap(({ at }) => at ?? []);
  const day = first && dayInWords(first);
  return day === undefined
    ? []
    : [paragraph([words(`${day}, times in UTC, by each server's own clock`, SUBTLE)], "Small")];
}

const SUBTLE = { isSubtle: true, size: "Small" } as const;

/** Of a long way its beginning and its end. */
const SHOWN_FIRST = 4;
const SHOWN_LAST = 6;

function shownStops({ stops }: Route): readonly StepView[] {
  const longest = Math.max(0, ...stops.map(({ waited = 0 }) => waited));
  const shown = (some: readonly Stop[]) => some.map((stop) => stopView(stop, longest));
  if (stops.length <= SHOWN_FIRST + SHOWN_LAST + 1) return shown(stops);
  const left = stops.length - SHOWN_FIRST - SHOWN_LAST;
  return [
    ...shown(stops.slice(0, SHOWN_FIRST)),
    view([words("⋮", SUBTLE)], [words(`${left} more servers`, SUBTLE)]),
    ...shown(stops.slice(-SHOWN_LAST)),
  ];
}

function stopView({ host, at, waited }: Stop, longest: number): StepView {
  const time = at === undefined ? [] : [words(`  ${clockTime(at)}`, SUBTLE)];
  const delay =
    waited === undefined
      ? []
      : [
          paragraph(
            [words(delayLine(waited, longest), { ...SUBTLE, fontType: "Monospace" })],
            "None",
          ),
        ];
  return { ...view([words("●", { color: "Accent" })], [hostRun(host), ...time]), details: delay };
}

const LONGEST_BAR = 12;
/** Servers take seconds to hand a message on; a bar for that would say nothing. */
const WORTH_A_BAR = 10;

/** "████ 3 min 12 s", as long as its share of the longest one. */
function delayLine(waited: number, longest: number): string {
  const length = Math.max(1, Math.round((waited / longest) * LONGEST_BAR));
  const bar = waited >= WORTH_A_BAR ? `${"█".repeat(length)} ` : "";
  return `${bar}+${durationInWords(waited)}`;
}

function end({ end: ended }: Route, side: Side | undefined): readonly StepView[] {
  if (!ended) return [];
  const mark = [words("✗", { color: "Attention", weight: "Bolder" })];
  return [view(mark, ended.how === "refused" ? refused(ended, side) : unreached(ended))];
}

function refused({ host }: End, side: Side | undefined): readonly TextRun[] {
  const where = side && `on ${SIDES[side]}`;
  if (host !== undefined)
    return sentence(hostRun(host), words(` refused it${where ? `, ${where}` : ""}.`, BOLD));
  return [
    words(
      where
        ? `A server ${where} refused it.`
        : "A server refused it; the bounce does not say which one.",
      BOLD,
    ),
  ];
}

function unreached({ host }: End): readonly TextRun[] {
  return sentence(
    host === undefined ? words("The next server", BOLD) : hostRun(host),
    words(" could not be reached.", BOLD),
  );
}

const BOLD = { weight: "Bolder" } as const;

// AM0PR08MB1234.eurprd08.prod.outlook.com, AM6EUR05FT063.mail.protection.outlook.com: the first part tells
// a machine from the others, the rest is long. contoso-example.mail.protection.outlook.com is a door.
const INTERNAL =
  /^([a-z\d]{4,20}\d[a-z\d]{0,5})\.(?:[a-z\d-]+\.prod|[a-z\d-]+\.prod\.protection|mail\.protection)\.outlook\.com\.?$/i;

function hostRun(host: string): TextRun {
  const [, short] = INTERNAL.exec(host) ?? [];
  return name(short === undefined ? host : `${short} (Microsoft 365)`);
}

function view(number: readonly TextRun[], text: readonly TextRun[]): StepView {
  return { number, text, code: "", commands: [], details: [] };
}
