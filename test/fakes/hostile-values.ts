/** What might end a string, begin something inside it, or show it as something else. */
const BAIT = [
  ...Array.from("'\u2018\u2019\u201A\u201B"),
  ...Array.from('"\u201C\u201D\u201E\u201F\u00AB\u00BB\u2032\u02BC\uFF07\uFF02'),
  ...Array.from("`$;|&(){}[]<>@#%,*?!\\/ \t"),
  ...Array.from("\r\n\u0000\u0007\u0008\u001B\u007F\u0085\u009B\u2028\u2029"),
  ...Array.from("\u061C\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E"),
  ...Array.from(
    "\u2060\u2061\u2066\u2067\u2068\u2069\uFEFF\u00AD\u034F\u115F\u3164\uFE0F\u{E0041}",
  ),
  ...Array.from("\u00A0\u2003\u3000\u2013\u2014\u0412\u{1F600}"),
  ...[
    "\uD83D",
    "\uDE00",
    "''",
    "'''",
    "\u2019'",
    "'\u2019",
    "`'",
    '`"',
    "$(",
    "${",
    "@'\n",
    "\n'@",
    '@"\n',
  ],
  ...[
    "#>",
    "<#",
    "--%",
    "'; Remove-Mailbox x; '",
    "' | iex '",
    "\u2019;calc;\u2019",
    "$($env:x)",
    "\r\ncalc\r\n",
  ],
];
const PLAIN = [
  "ana",
  "o",
  "brien",
  ".",
  "@",
  "contoso",
  ".example",
  "-",
  "192.0.2.1",
  "x".repeat(70),
];

/** mulberry32: the same values each time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Addresses, hosts, ids and free text, all of them hostile here and there. */
export function* hostileValues(count: number): Generator<string> {
  const random = randomFrom(20261128);
  const pick = (from: readonly string[]) => from[random(from.length)] ?? "";
  const some = (most: number, bait: number) =>
    Array.from({ length: random(most) }, () => pick(random(100) < bait ? BAIT : PLAIN)).join("");
  for (let i = 0; i < count; i++) {
    switch (i % 5) {
      case 0:
        yield `${some(6, 50)}@${some(4, 20)}.example`;
        break;
      case 1:
        yield `${some(5, 25)}.${some(5, 25)}`;
        break;
      case 2:
        yield `<${some(8, 40)}$${some(3, 40)}@${some(3, 40)}>`;
        break;
      case 3:
        yield some(20, 90);
        break;
      case 4:
        yield i % 1000 === 4 ? some(4000, 70) : some(3, 100);
    }
  }
}
