import { dayInWords } from "../advice/dates.js";
import type { Bar } from "../incidents/incident.js";
import { type Paragraph, paragraph, words } from "./rich-text.js";

/** A timeline as a chart, and as lines of text for clients that draw none. */
export interface BarChart {
  readonly hasChart: boolean;
  readonly chart: readonly { readonly x: string; readonly y: number }[];
  readonly barLines: readonly Paragraph[];
}

const LONGEST = 20;
const DAY = 24 * 60;

/** One bar tells nothing that its number does not. */
export function barChart(bars: readonly Bar[]): BarChart {
  const labels = bars.map(labelling(bars));
  const most = Math.max(1, ...bars.map(({ bounces }) => bounces));
  const longest = Math.max(0, ...labels.map(({ length }) => length));
  return {
    hasChart: bars.length > 1,
    chart: bars.map(({ bounces }, index) => ({ x: labels[index] ?? "", y: bounces })),
    barLines: bars.map(({ bounces }, index) => {
      const label = (labels[index] ?? "").padEnd(longest);
      const length = bounces === 0 ? 0 : Math.max(1, Math.round((bounces / most) * LONGEST));
      const line = `${label}  ${"█".repeat(length)}${length > 0 ? " " : ""}${bounces}`;
      return paragraph([words(line, { fontType: "Monospace", size: "Small" })], "None");
    }),
  };
}

/** When a bar begins: the time, the day, or both, as its width asks for. */
function labelling(bars: readonly Bar[]): (bar: Bar) => string {
  const days = new Set(bars.map(({ from }) => from.slice(0, 10)));
  return ({ from, minutes }) => {
    const day = (dayInWords(from) ?? from).replace(/^(\d+ \w{3})\w* \d+$/, "$1");
    if (minutes >= DAY) return day;
    const time = from.slice(11, 16);
    return days.size > 1 ? `${day} ${time}` : time;
  };
}
