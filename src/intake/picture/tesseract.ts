import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import getCore from "tesseract.js/src/worker-script/node/getCore.js";
import { languageFile } from "./languages.js";

/** Reads letters in pictures, in languages chosen once. */
export interface Tesseract {
  /** Any picture that can be decoded, as an 8-bit grey PNG. */
  toGreyPng(picture: Uint8Array, orientation: number): Buffer;
  /** Every word as a line of tab-separated values, with its place. */
  readWords(picture: Uint8Array): string;
}

/** The neural engine, which needs the small language files only. */
const LSTM = 1;
const GREY = 1;

/** Where it writes to, whatever it is told. */
const WRITTEN = "/image.png";

/**
 * The engine of tesseract.js without its worker: that takes all languages from one folder, or from the
 * network. Here there is no way to the network.
 */
export async function openTesseract(languages: readonly string[]): Promise<Tesseract> {
  const start = await getCore(LSTM, undefined, { progress: () => undefined });
  const { FS, TessBaseAPI } = await start({});
  for (const language of languages)
    FS.writeFile(`${language}.traineddata`, gunzipSync(readFileSync(languageFile(language))));
  const api = new TessBaseAPI();
  if (api.Init(null, languages.join("+"), LSTM) !== 0) throw new Error("languages not read");

  const open = (picture: Uint8Array, orientation = 1) => {
    FS.writeFile("/input", picture);
    if (api.SetImageFile(orientation, 0) === 1) throw new Error("no picture");
  };
  return {
    toGreyPng(picture, orientation) {
      open(picture, orientation);
      api.WriteImage(GREY, WRITTEN);
      const png = Buffer.from(FS.readFile(WRITTEN));
      FS.unlink(WRITTEN);
      return png;
    },
    readWords(picture) {
      open(picture);
      api.Recognize(null);
      const words = api.GetTSVText(0);
      api.Clear();
      FS.unlink("/input");
      return words;
    },
  };
}
