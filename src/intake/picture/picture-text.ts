import type { PictureLine, PictureWord } from "./picture-line.js";

/** The lines of a picture as somebody would have copied them; "" where there are no words in it. */
export function textOfPicture(lines: readonly PictureLine[]): string {
  const read = lines.filter(isRead);
  const edge = Math.max(...read.map(right));
  return read
    .map((line, i) => {
      const above = read[i - 1];
      return `${above ? between(above, line, edge) : ""}${wordsOf(line)}`;
    })
    .join("");
}

/** Below this the letters are bars, icons and frames. */
const READ = 40;

function isRead(line: PictureLine): boolean {
  const letters = line.reduce((sum, { text }) => sum + text.length, 0);
  const sure = line.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return sure >= READ * letters && /[\p{L}\p{N}]{2}/u.test(line.map(({ text }) => text).join(" "));
}

/** Lines further apart than the height of their letters belong to two paragraphs. */
function between(above: PictureLine, below: PictureLine, edge: number): string {
  const height = Math.max(heightOf(above), heightOf(below));
  if (top(below) - bottom(above) > height) return "\n\n";
  return goesOnInColumn(above, below, height) || isWrapped(above, below, edge) ? " " : "\n";
}

/** Below a table's cell with nothing in front, the cell goes on. */
function goesOnInColumn(above: PictureLine, below: PictureLine, height: number): boolean {
  const cell = above.findLast((word, i) => isColumn(above[i - 1], word, heightOf(above)));
  return cell !== undefined && Math.abs(cell.left - left(below)) < height / 2;
}

/** A line that ends where the next word would not have fitted, and not with a sentence. */
function isWrapped(above: PictureLine, below: PictureLine, edge: number): boolean {
  const [first] = below;
  const isAligned = Math.abs(left(above) - left(below)) < heightOf(below);
  const hasEnded = /[.:!?'’"”]$/.test(above.at(-1)?.text ?? "");
  return isAligned && !hasEnded && right(above) + (first?.width ?? 0) > edge;
}

function wordsOf(line: PictureLine): string {
  const height = heightOf(line);
  return line
    .map((word, i) => {
      if (i === 0) return word.text;
      return `${isColumn(line[i - 1], word, height) ? "\t" : " "}${word.text}`;
    })
    .join("");
}

/** Words further apart than a line is high stand in two columns of a table. */
function isColumn(before: PictureWord | undefined, word: PictureWord, height: number): boolean {
  return before !== undefined && word.left - (before.left + before.width) > 1.5 * height;
}

const left = (line: PictureLine) => Math.min(...line.map((word) => word.left));
const right = (line: PictureLine) => Math.max(...line.map((word) => word.left + word.width));
const top = (line: PictureLine) => Math.min(...line.map((word) => word.top));
const bottom = (line: PictureLine) => Math.max(...line.map((word) => word.top + word.height));

function heightOf(line: PictureLine): number {
  const heights = line.map(({ height }) => height).sort((a, b) => a - b);
  return heights[Math.floor(heights.length / 2)] ?? 0;
}
