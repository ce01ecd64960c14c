/** The pause that a Retry-After header asks for, in milliseconds (RFC 9110 10.2.3). */
export function parseRetryAfter(text: string | undefined, now: Date): number | undefined {
  const said = text?.trim() ?? "";
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000;
  // A date of HTTP begins with the day of the week; `Date.parse` takes much more than those.
  const at = /^[a-z]{3,9},? /i.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isFinite(at) ? Math.max(at - now.getTime(), 0) : undefined;
}
