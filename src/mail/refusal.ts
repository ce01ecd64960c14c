/** An answer of SMTP that refuses (RFC 5321 4.2), as smtp-server takes it; begins with the code of RFC 3463. */
export function refusal(responseCode: number, words: string): Error & { responseCode: number } {
  return Object.assign(new Error(words), { responseCode });
}
