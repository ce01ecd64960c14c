import { compareStatusCodes } from "../ndr/status-code.js";
import type { CodeRange } from "./article.js";

export function isSingle({ from, to }: CodeRange): boolean {
  return compareStatusCodes(from, to) === 0;
}
