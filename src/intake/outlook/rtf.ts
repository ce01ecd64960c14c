import { decodeCodePage } from "./code-pages.js";

/** What stands in a Rich Text document: the HTML it was made of, or else its text. */
export interface RichText {
  readonly isHtml: boolean;
  readonly text: string;
}

interface Group {
  /** In a font table or the like, or where what is written is for readers of RTF only. */
  readonly isUnseen: boolean;
  /** In a piece of the HTML source (MS-OXRTFEX 2.1.3.1). */
  readonly isSource: boolean;
  readonly isFontTable: boolean;
  /** MS-OXRTFEX 2.1.3.2: the RTF that shows what the source says once more. */
  readonly isTwin: boolean;
  readonly font: number;
  /** How many characters behind a `\u` stand for it in readers that know no Unicode. */
  readonly standIns: number;
}

const TOKEN =
  /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\/gi;

const UNSEEN =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|header|footer|headerl|headerr|footerl|footerr)$/;

const SIGNS: Readonly<Record<string, string>> = {
  par: "\n",
  line: "\n",
  sect: "\n",
  page: "\n",
  row: "\n",
  cell: "\n",
  tab: "\t",
  lquote: "\u2018",
  rquote: "\u2019",
  ldblquote: "\u201C",
  rdblquote: "\u201D",
  bullet: "\u2022",
  endash: "\u2013",
  emdash: "\u2014",
};

/** The words of a Rich Text document (RTF 1.9.1), in one pass over it. */
export function readRtf(rtf: string): RichText {
  const stack: Group[] = [];
  const codePages = new Map<number, number>();
  const out: string[] = [];
  let group: Group = OUTERMOST;
  let codePage: number | undefined;
  let isHtml = false;
  let isOptional = false;
  /** Bytes that are not decoded yet: two of them may be one character. */
  let bytes = "";
  let standInsLeft = 0;

  const isShown = () => !group.isUnseen && (!group.isTwin || group.isSource);
  const flush = () => {
    if (bytes === "") return;
    const used = codePages.get(group.font) ?? codePage;
    out.push(decodeCodePage(Buffer.from(bytes, "latin1"), used));
    bytes = "";
  };
  const write = (text: string) => {
    flush();
    if (isShown()) out.push(text);
  };
  const writeBytes = (raw: string) => {
    const left = raw.slice(standInsLeft);
    standInsLeft = Math.max(0, standInsLeft - raw.length);
    if (isShown()) bytes += left;
  };
  const control = (word: string, number: number | undefined) => {
    flush();
    const isSkipped = isOptional && word !== "htmltag";
    isOptional = false;
    if (isSkipped || UNSEEN.test(word))
      group = { ...group, isUnseen: true, isFontTable: word === "fonttbl" };
    else if (word === "htmltag") group = { ...group, isSource: true };
    else if (word === "htmlrtf") group = { ...group, isTwin: number !== 0 };
    else if (word === "fromhtml") isHtml = true;
    else if (word === "ansicpg") codePage = number;
    else if (word === "f") group = { ...group, font: number ?? 0 };
    else if (word === "fcharset" && group.isFontTable) {
      const ofFont = CHARSETS[number ?? -1];
      if (ofFont !== undefined) codePages.set(group.font, ofFont);
    } else if (word === "uc") group = { ...group, standIns: number ?? 1 };
    else if (word === "u" && number !== undefined) {
      write(String.fromCharCode(number & 0xffff));
      standInsLeft = group.standIns;
    } else write(SIGNS[word] ?? "");
  };

  for (const [, word, number, byte, symbol, brace, text] of rtf.matchAll(TOKEN)) {
    if (word !== undefined)
      control(word.toLowerCase(), number === undefined ? undefined : Number(number));
    else if (byte !== undefined) writeBytes(String.fromCharCode(parseInt(byte, 16)));
    else if (text !== undefined) writeBytes(text);
    else if (symbol === "*") isOptional = true;
    else if (symbol !== undefined) write(SYMBOLS[symbol] ?? "");
    else if (brace !== undefined) {
      flush();
      isOptional = false;
      standInsLeft = 0;
      if (brace === "{") stack.push(group);
      else group = stack.pop() ?? OUTERMOST;
    }
  }
  flush();
  return { isHtml, text: out.join("") };
}

const OUTERMOST: Group = {
  isUnseen: false,
  isSource: false,
  isFontTable: false,
  isTwin: false,
  font: 0,
  standIns: 1,
};

const SYMBOLS: Readonly<Record<string, string>> = {
  "\\": "\\",
  "{": "{",
  "}": "}",
  "~": " ",
  _: "-",
  "\n": "\n",
  "\r": "\n",
};

/** Windows's numbers for the scripts of fonts, and the code pages they are written in. */
const CHARSETS: Readonly<Record<number, number>> = {
  0: 1252,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};
