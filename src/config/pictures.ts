import { isInstalled } from "../intake/picture/languages.js";
import type { Source } from "./source.js";

/** In which languages pictures are read (ISO 639-2); `undefined` where they are not. */
export function readPictureLanguages({ value, complain }: Source): readonly string[] | undefined {
  const pictures = value("PICTURES") || "on";
  if (!["on", "off"].includes(pictures.toLowerCase()))
    complain(`PICTURES must be on or off, but is ${JSON.stringify(pictures)}`);
  if (pictures.toLowerCase() === "off") return undefined;

  const languages = (value("PICTURE_LANGUAGES") || "eng").split(",").map((name) => name.trim());
  for (const language of languages.filter((name) => !isInstalled(name)))
    complain(
      `PICTURE_LANGUAGES names ${JSON.stringify(language)}, which is not installed: npm install @tesseract.js-data/LANGUAGE, where LANGUAGE is of three letters like eng, deu or fra`,
    );
  return languages;
}
