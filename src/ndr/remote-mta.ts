// "host mx.fabrikam.example[192.0.2.1] said: 550 …" (Postfix), "host mx.fabrikam.example [192.0.2.1]:
// 550 …" (Exim), "relay=mx.fabrikam.example[192.0.2.1]:25" (a log), "... while talking to
// mx.fabrikam.example.:" (Sendmail), "for the recipient domain fabrikam.example by
// mx.fabrikam.example. [192.0.2.1]" (Gmail), "server at mx.fabrikam.example (192.0.2.1) returned".
const NAMED =
  /(?:\bhost:? |\brelay=|\bwhile talking to |\bby |\bserver at |\bremote server )\[?((?:[a-z0-9_-]{1,63}\.){1,9}[a-z0-9-]{2,63})(?=\.?:|\.? ?[[(]|\.? (?:said|returned|refused|rejected|did not like)|[ \t]*\n)/gi;

/** The host nearest before a reply is the one that gave it. */
const REACH = 400;

/** The server that gave a reply, as far as the words before the reply name one. */
export function findRemoteMta(before: string): string | undefined {
  return [...before.slice(-REACH).matchAll(NAMED)].at(-1)?.[1];
}
