import type { GreyImage } from "./grey-image.js";

/** A picture as it is read best: dark on light, and letters of a size that keeps its dots and hooks. */
export function legible(image: GreyImage): GreyImage {
  return enlarge(darkOnLight(image));
}

/** Half way from black to white. */
const MIDDLE = 128;

/** The background is most of a screen: where that is dark, light is written on it. */
function darkOnLight(image: GreyImage): GreyImage {
  const { pixels } = image;
  const sum = pixels.reduce((total, pixel) => total + pixel, 0);
  if (sum >= MIDDLE * pixels.length) return image;
  return { ...image, pixels: pixels.map((pixel) => 255 - pixel) };
}

/** Twice as large, but for pictures that are large: there the display was set to large letters. */
const MOST = 2;
const LARGE = 3_000_000;

/** Between the pixels, what is between their greys. */
function enlarge({ width, height, pixels }: GreyImage): GreyImage {
  const factor = Math.min(MOST, Math.sqrt(LARGE / (width * height)));
  if (factor <= 1) return { width, height, pixels };
  const columns = placesOf(width, factor);
  const rows = placesOf(height, factor);
  const larger = new Uint8Array(columns.length * rows.length);
  let at = 0;
  for (const row of rows) {
    const [top, bottom] = [row.before * width, row.after * width];
    for (const { before, after, share } of columns) {
      const above = mix(pixels[top + before], pixels[top + after], share);
      const below = mix(pixels[bottom + before], pixels[bottom + after], share);
      larger[at++] = Math.round(mix(above, below, row.share));
    }
  }
  return { width: columns.length, height: rows.length, pixels: larger };
}

/** Where a new row or column lies among the old ones. */
interface Place {
  readonly before: number;
  readonly after: number;
  readonly share: number;
}

function placesOf(length: number, factor: number): readonly Place[] {
  return Array.from({ length: Math.round(length * factor) }, (_, i) => {
    const at = Math.min(length - 1, Math.max(0, (i + 0.5) / factor - 0.5));
    const before = Math.floor(at);
    return { before, after: Math.min(length - 1, before + 1), share: at - before };
  });
}

function mix(from = 0, to = 0, share: number): number {
  return from + (to - from) * share;
}
