import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Three letters, and a script where a language has two: `eng`, `chi_sim`. */
const LANGUAGE = /^[a-z]{3}(?:_[a-z]{3,4})?$/;

/** Whether pictures can be read in a language: whether its package is installed. */
export function isInstalled(language: string): boolean {
  try {
    return LANGUAGE.test(language) && existsSync(languageFile(language));
  } catch {
    return false;
  }
}

/** What is known of a language's letters and words, in its package. Throws where that is not installed. */
export function languageFile(language: string): string {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
  return join(folder, "4.0.0_best_int", `${language}.traineddata.gz`);
}
