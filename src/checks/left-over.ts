/** What somebody forgot in the MX records of a domain. */
export interface LeftOver {
  readonly hosts: readonly string[];
  /** What they are, as the end of a sentence. */
  readonly what: string;
}

const FORGOTTEN: readonly { readonly host: RegExp; readonly what: string }[] = [
  {
    host: /\.msv1\.invalid(?:\.outlook\.com)?$/,
    what: "by which Microsoft 365 once saw whose domain it is, and where no mail can go",
  },
  { host: /(?:^|\.)invalid$/, what: "a name that no server has" },
  {
    host: /(?:^|\.)(?:mail\.messaging\.microsoft|mail\.global\.frontbridge)\.com$/,
    what: "a name from before Microsoft 365, where Microsoft takes no mail any more",
  },
];

/** The names of Microsoft 365 for one domain, the newest first; the older ones still take mail. */
const GENERATIONS: readonly RegExp[] = [
  /\.mx\.microsoft$/,
  /\.mail\.protection\.outlook\.com$/,
  /\.mail\.eo\.outlook\.com$/,
];

/** The hosts that can go, of one kind at a time: the worst first. */
export function findLeftOver(hosts: readonly string[]): LeftOver | undefined {
  for (const { host: pattern, what } of FORGOTTEN) {
    const found = hosts.filter((host) => pattern.test(host));
    if (found.length > 0) return { hosts: found, what };
  }
  const [newest, ...older] = GENERATIONS.map((pattern) =>
    hosts.filter((host) => pattern.test(host)),
  ).filter((found) => found.length > 0);
  const left = older.flat();
  return newest === undefined || left.length === 0
    ? undefined
    : { hosts: left, what: `an older way to Microsoft 365 beside ${newest[0] ?? ""}` };
}
