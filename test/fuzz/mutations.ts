import fc from "fast-check";
import { createDice, type Dice, pick } from "../../scripts/many-articles.js";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import { NEAR_MATCHES } from "./bait.js";
import type { Sample } from "./samples.js";

/** One thing that befalls a file on its way, or that somebody does to it on purpose. */
type Mutation = (bytes: Buffer, dice: Dice, other: Buffer) => Buffer;

const latin1 = (text: string) => Buffer.from(text, "latin1");

/** To the bytes, whatever they mean. */
const OF_BYTES: Readonly<Record<string, Mutation>> = {
  "flip bits": (bytes, dice) => {
    const changed = Buffer.from(bytes);
    for (let i = dice(20); i >= 0 && bytes.length > 0; i--) {
      const at = dice(bytes.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << dice(8));
    }
    return changed;
  },
  "write a byte": (bytes, dice) => {
    const changed = Buffer.from(bytes);
    const byte = pick([0x00, 0xff, 0x7f, 0x80, 0xfe, 0x0a, 0x20, 0x01], dice);
    for (let i = dice(8); i >= 0 && bytes.length > 0; i--) changed[dice(bytes.length)] = byte;
    return changed;
  },
  "write a number": (bytes, dice) => {
    const changed = Buffer.from(bytes);
    const number = pick(
      [0, 1, 0xfffffffe, 0xffffffff, 0x7fffffff, 0x10000, dice(bytes.length)],
      dice,
    );
    if (bytes.length >= 4) changed.writeUInt32LE(number, dice(bytes.length - 3));
    return changed;
  },
  cut: (bytes, dice) => bytes.subarray(0, dice(bytes.length + 1)),
  "cut the beginning": (bytes, dice) => bytes.subarray(dice(bytes.length + 1)),
  "leave out": (bytes, dice) => {
    const { from, to } = span(bytes, dice);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  duplicate: (bytes, dice) => {
    const { from, to } = span(bytes, dice);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  splice: (bytes, dice, other) =>
    Buffer.concat([
      bytes.subarray(0, dice(bytes.length + 1)),
      other.subarray(dice(other.length + 1)),
    ]),
};

const ODD = [
  ...Array.from("\u0000\u202E\u200B\u2066\uFEFF\u00AD\u2028\u0085\u001B\u061C"),
  ...[
    "\uD83D",
    "\uDE00",
    "😀",
    "👨‍👩‍👧",
    "مرحبا",
    "ẛ̣",
    "İ",
    "ﬁ",
    "￿",
    "\u{E0041}",
    "a\u0300\u0301\u0302",
  ],
  ...[
    "${x}",
    "<at>x</at>",
    "[x](https://evil.example)",
    "<script>",
    "'; --",
    "\u001B[31m",
    "__proto__",
  ],
] as const;

const CHARSETS = ["utf-7", "x-unknown", "iso-2022-jp", "utf-16", "koi8-r", "windows-1252", "big5"];
const ENCODINGS = ["base64", "quoted-printable", "x-uuencode", "8bit", "binary", "7bit", "none"];

/** To what is written there; each byte stands for a character, so nothing else is changed. */
const OF_TEXT: Readonly<Record<string, Mutation>> = {
  "repeat a line": (bytes, dice) => repeatLine(bytes, dice, pick([2, 3, 20, 20, 300], dice)),
  "swap lines": (bytes, dice) => {
    const lines = linesOf(bytes);
    const [a, b] = [dice(lines.length), dice(lines.length)];
    [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
    return latin1(lines.join("\n"));
  },
  "swap parts": (bytes, dice) => {
    const parts = bytes.toString("latin1").split(/(?<=\n)(?=--)/);
    const [a, b] = [dice(parts.length), dice(parts.length)];
    [parts[a], parts[b]] = [parts[b] ?? "", parts[a] ?? ""];
    return latin1(parts.join(""));
  },
  "join lines": (bytes, dice) => {
    const lines = linesOf(bytes);
    const at = dice(lines.length);
    const few = [...lines.slice(0, at), lines.slice(at, at + 1 + dice(9)).join(" ")];
    return latin1([...few, ...lines.slice(at + 10)].join("\n"));
  },
  "change line ends": (bytes, dice) =>
    latin1(
      bytes.toString("latin1").replace(/\r?\n/g, pick(["\r\n", "\r", "\n\n", "\r\r\n", " "], dice)),
    ),
  "upper case": (bytes) => latin1(bytes.toString("latin1").toUpperCase()),
  "drop the empty lines": (bytes) => latin1(bytes.toString("latin1").replace(/\n\r?\n/g, "\n")),
  "quote it": (bytes, dice) =>
    latin1(
      bytes
        .toString("latin1")
        .replace(/^/gm, pick(["> ", ">> ", "| ", "\t", "  ", "> > > "], dice)),
    ),
  "other charset": (bytes, dice) =>
    latin1(
      bytes.toString("latin1").replace(/charset="?[\w-]+"?/gi, `charset=${pick(CHARSETS, dice)}`),
    ),
  "other encoding": (bytes, dice) =>
    latin1(
      bytes
        .toString("latin1")
        .replace(/(transfer-encoding:) *[\w-]+/gi, `$1 ${pick(ENCODINGS, dice)}`),
    ),
  "other boundary": (bytes) => latin1(bytes.toString("latin1").replace(/boundary=/i, "boundary=x")),
  "re-encode": (bytes, dice) =>
    Buffer.from(bytes.toString(pick(["latin1", "utf8"], dice)), pick(["utf8", "utf16le"], dice)),
  "insert something odd": (bytes, dice) => insert(bytes, dice, pick(ODD, dice)),
  "insert odd things": (bytes, dice) => insert(bytes, dice, pick(ODD, dice).repeat(1 + dice(400))),
  "insert what is looked for": (bytes, dice) => insert(bytes, dice, pick(NEAR_MATCHES, dice)),
};

/** What costs so much that a few of a hundred are enough. */
const LARGE: Readonly<Record<string, Mutation>> = {
  "repeat a line ten thousand times": (bytes, dice) => repeatLine(bytes, dice, 10_000),
  "repeat the whole": (bytes, dice) => Buffer.concat(new Array<Buffer>(20 + dice(80)).fill(bytes)),
};

function repeatLine(bytes: Buffer, dice: Dice, times: number): Buffer {
  const lines = linesOf(bytes);
  const at = dice(lines.length);
  return latin1(
    [
      ...lines.slice(0, at),
      ...new Array<string>(times).fill(lines[at] ?? ""),
      ...lines.slice(at),
    ].join("\n"),
  );
}

function insert(bytes: Buffer, dice: Dice, text: string): Buffer {
  const at = dice(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(text), bytes.subarray(at)]);
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString("latin1").split("\n");
}

function span(bytes: Buffer, dice: Dice): { readonly from: number; readonly to: number } {
  const from = dice(bytes.length + 1);
  return { from, to: from + dice(bytes.length - from + 1) };
}

type Step = readonly [name: string, seed: number];

/** One of the samples after a few mutations of its bytes or its text. */
export function mutated(samples: readonly Sample[]): fc.Arbitrary<Sample> {
  return mutatedBy(samples, { ...OF_BYTES, ...OF_TEXT }, LARGE);
}

/** The same for files that are no text. */
export function mutatedBytes(samples: readonly Sample[]): fc.Arbitrary<Sample> {
  return mutatedBy(samples, OF_BYTES, {});
}

function mutatedBy(
  samples: readonly Sample[],
  usual: Readonly<Record<string, Mutation>>,
  rare: Readonly<Record<string, Mutation>>,
): fc.Arbitrary<Sample> {
  const all = { ...usual, ...rare };
  const step = (names: readonly string[]): fc.Arbitrary<Step> =>
    fc.tuple(fc.constantFrom(...names), fc.nat(0x7fffffff));
  const steps = fc.array(step(Object.keys(usual)), { minLength: 1, maxLength: 4 });
  const withLarge = fc
    .tuple(steps, step(Object.keys(rare).length > 0 ? Object.keys(rare) : Object.keys(usual)))
    .map(([few, large]) => [...few.slice(0, 1), large]);
  return fc
    .tuple(
      fc.constantFrom(...samples),
      fc.constantFrom(...samples),
      fc.oneof({ weight: 60, arbitrary: steps }, { weight: 1, arbitrary: withLarge }),
    )
    .map(([sample, other, taken]) => ({
      name: sample.name,
      bytes: taken
        .reduce(
          (bytes, [name, seed]) => all[name]?.(bytes, createDice(seed), other.bytes) ?? bytes,
          sample.bytes,
        )
        .subarray(0, MOST),
    }));
}

/** A file that is larger than may be is refused unread; a good deal more would only cost time here. */
const MOST = DEFAULT_LIMITS.file + 100_000;
