import { type Bounce, type Explanation, isBounce } from "../explain.js";
import { withoutPeoplesWords } from "./draw-reading.js";

/** What a text of somebody's is, as if they had pasted it. */
export type ExplainText = (text: string) => Promise<readonly Explanation[]>;

/**
 * The bounce in a text that somebody compared with their picture: as good as one that was pasted, so what
 * it names may be used. `undefined` where there is no bounce in it.
 */
export async function corrected(
  text: string,
  explainText: ExplainText,
): Promise<Bounce | undefined> {
  const bounce = (await explainText(text)).find(isBounce);
  return bounce && withoutPeoplesWords(bounce);
}
