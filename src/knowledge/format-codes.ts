import { formatStatusCode } from "../ndr/status-code.js";
import type { CodeRange } from "./article.js";

/** "5.7.64", or "5.7.606-5.7.649" for a range. */
export function formatCodes({ from, to }: CodeRange): string {
  const [first, last] = [formatStatusCode(from), formatStatusCode(to)];
  return first === last ? first : `${first}-${last}`;
}
