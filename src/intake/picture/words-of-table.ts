import type { PictureLine, PictureWord } from "./picture-line.js";

/** Level 5 of the table is a word; those above are its line, paragraph, block and page. */
const WORD = "5";

/** The lines in Tesseract's table of what it found. */
export function linesOfTable(table: string): readonly PictureLine[] {
  const lines = new Map<string, PictureWord[]>();
  for (const row of table.split("\n")) {
    const [level, page, block, paragraph, line, , ...rest] = row.split("\t");
    const [left, top, width, height, confidence, text = ""] = rest;
    if (level !== WORD || text.trim() === "") continue;
    const place = [page, block, paragraph, line].join(".");
    const words = lines.get(place) ?? [];
    lines.set(place, words);
    words.push({
      text: text.trim(),
      confidence: Number(confidence),
      left: Number(left),
      top: Number(top),
      width: Number(width),
      height: Number(height),
    });
  }
  return [...lines.values()];
}
