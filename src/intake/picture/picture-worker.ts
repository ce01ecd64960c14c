import { answerQuestions } from "../isolated.js";
import { decodeGreyPng, encodePgm } from "./grey-image.js";
import { legible } from "./legible.js";
import { orientationOf } from "./orientation.js";
import type { PictureLine, PictureQuestion } from "./picture-line.js";
import { openTesseract, type Tesseract } from "./tesseract.js";
import { linesOfTable } from "./words-of-table.js";

/** Opened by the first picture; every one after it finds it warm. */
let opened: Promise<Tesseract> | undefined;

answerQuestions(async (question): Promise<readonly PictureLine[]> => {
  const { picture, languages } = question as PictureQuestion;
  const tesseract = await (opened ??= openTesseract(languages));
  const grey = decodeGreyPng(tesseract.toGreyPng(picture, orientationOf(picture)));
  return linesOfTable(tesseract.readWords(encodePgm(legible(grey))));
});
