/** A phrase as the matcher takes it: capitals and punctuation do not count. */
export function alike(phrase: string): string {
  return phrase
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
