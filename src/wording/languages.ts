import { chinese } from "./chinese.js";
import { czech } from "./czech.js";
import { dutch } from "./dutch.js";
import { english } from "./english.js";
import { french } from "./french.js";
import { german } from "./german.js";
import { italian } from "./italian.js";
import { japanese } from "./japanese.js";
import { korean } from "./korean.js";
import type { Language } from "./language.js";
import { polish } from "./polish.js";
import { portuguese } from "./portuguese.js";
import { russian } from "./russian.js";
import { spanish } from "./spanish.js";
import { swedish } from "./swedish.js";
import { turkish } from "./turkish.js";

/** Every language that reports are read in. A new one is a file beside this one and a line here. */
export const LANGUAGES: readonly Language[] = [
  english,
  german,
  french,
  spanish,
  italian,
  dutch,
  portuguese,
  swedish,
  polish,
  czech,
  turkish,
  russian,
  japanese,
  korean,
  chinese,
];
