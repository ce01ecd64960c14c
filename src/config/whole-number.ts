import type { Source } from "./source.js";

/** A whole number from 1 to `most`; `otherwise` where the variable is not set. */
export function readWholeNumber(
  { value, complain }: Source,
  name: string,
  otherwise: number,
  most: number,
): number {
  const text = value(name);
  if (text === "") return otherwise;
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most)
    complain(`${name} must be a whole number from 1 to ${most}, but is ${JSON.stringify(text)}`);
  return number;
}
