import type { Check, Finding } from "./check.js";

/** Slips of the finger in the recipient's address, and addresses that are none. Looks nothing up. */
export const address: Check = {
  name: "address",
  run: ({ recipient, recipientDomain, ownDomains }) => {
    if (recipient === undefined || recipientDomain === undefined) return Promise.resolve([]);
    const domain = recipientDomain.toLowerCase();
    const meant = likeOneOf(domain, [...ownDomains, ...WELL_KNOWN]) ?? withUsualEnd(domain);
    return Promise.resolve([
      ...insideAddress(recipient),
      ...(meant === undefined
        ? []
        : [
            problem(
              recipient,
              `${domain} looks like a typing error for ${meant}. If that is what you meant, send the message there.`,
            ),
          ]),
    ]);
  },
};

const problem = (about: string, means: string, found?: string): Finding => ({
  check: "address",
  outcome: "problem",
  about,
  means,
  ...(found !== undefined && { found }),
});

/** Where most private mail goes; those among them that look alike, too. */
const WELL_KNOWN: readonly string[] = [
  "aol.com",
  "comcast.net",
  "email.com",
  "gmail.com",
  "gmx.de",
  "gmx.net",
  "googlemail.com",
  "hotmail.com",
  "icloud.com",
  "live.com",
  "msn.com",
  "orange.fr",
  "outlook.com",
  "proton.me",
  "protonmail.com",
  "t-online.de",
  "web.de",
  "yahoo.com",
  "ymail.com",
];

/** One letter away from a shorter name there is mostly somebody. */
const SHORTEST = 9;

/** Ends that no domain has, and what was meant; RFC 2606 and 6761 have the reserved ones. */
const SLIPS: Readonly<Record<string, string>> = {
  cmo: "com",
  comm: "com",
  con: "com",
  cim: "com",
  ocm: "com",
  vom: "com",
  xom: "com",
  ent: "net",
  nett: "net",
  nte: "net",
  ogr: "org",
  orgg: "org",
};

function likeOneOf(domain: string, known: readonly string[]): string | undefined {
  if (known.includes(domain)) return undefined;
  return known.find((one) => one.length >= SHORTEST && isOneSlip(domain, one));
}

function withUsualEnd(domain: string): string | undefined {
  const dot = domain.lastIndexOf(".");
  const meant = SLIPS[domain.slice(dot + 1)];
  return meant === undefined ? undefined : `${domain.slice(0, dot + 1)}${meant}`;
}

/** Whether one letter too many, too few or another one, or two the wrong way round, makes one of the other. */
export function isOneSlip(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const rest = one.slice(at);
  const otherRest = other.slice(at);
  return (
    rest.slice(1) === otherRest.slice(1) ||
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    (rest[0] === otherRest[1] && rest[1] === otherRest[0] && rest.slice(2) === otherRest.slice(2))
  );
}

// "IMCEAEX-_O=CONTOSO_OU=EXCHANGE+20ADMINISTRATIVE+20GROUP_CN=RECIPIENTS_CN=Ana@contoso.example"
const INSIDE = /^IMCEAEX-([^@]{1,1000})@/i;

/** An address of Exchange's own directory, which Outlook remembered and nobody has any more. */
function insideAddress(recipient: string): readonly Finding[] {
  const [, packed] = INSIDE.exec(recipient) ?? [];
  if (packed === undefined) return [];
  const once = packed
    .replaceAll("_", "/")
    .replace(/\+([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  return [
    problem(
      recipient,
      "Outlook used an old internal address that it remembered. Delete the suggestion for the name in the To line, and choose the person in the address book again.",
      once,
    ),
  ];
}
