import { firstProblem } from "../match/fragments.js";
import type { Ndr } from "../ndr/ndr.js";
import type { StatusCode } from "../ndr/status-code.js";

/** Who blocks an address, and the page on which its owner asks to be let in again. */
export interface DelistPlace {
  readonly who: string;
  /** Ours, to the last letter: nothing of a bounce is ever in it. */
  readonly page: string;
}

interface KnownPlace extends DelistPlace {
  /** What a server says that goes by this list. */
  readonly words: RegExp;
  /** Codes that mean this list and nothing else. */
  readonly isCode?: (status: StatusCode) => boolean;
}

const PLACES: readonly KnownPlace[] = [
  {
    who: "Microsoft",
    page: "https://sender.office.com/",
    words: /\bsender\.office\.com\b/i,
    // Not 5.7.511, which is lifted by mail alone.
    isCode: ({ class: c, subject, detail }) =>
      c === 5 && subject === 7 && detail >= 606 && detail <= 649,
  },
  {
    who: "Outlook.com",
    page: "https://support.microsoft.com/supportrequestform/8ad563e3-288e-2a61-8122-3ba03d6b8d75",
    words: /\(S31[45]0\)|\bpart of their network is on our block list\b/i,
  },
  { who: "Spamhaus", page: "https://check.spamhaus.org/", words: /\bspamhaus\b/i },
  {
    who: "Barracuda",
    page: "https://www.barracudacentral.org/rbl/removal-request",
    words: /\bbarracudacentral\b|\bbarracuda reputation\b/i,
  },
  { who: "SpamCop", page: "https://www.spamcop.net/bl.shtml", words: /\bspamcop\b/i },
  {
    who: "Proofpoint",
    page: "https://ipcheck.proofpoint.com/",
    words: /\bipcheck\.proofpoint\.com\b|\bproofpoint dynamic reputation\b/i,
  },
  {
    who: "Cloudmark",
    page: "https://csi.cloudmark.com/en/reset/",
    words: /\bcsi\.cloudmark\.com\b|\bcloudmark sender intelligence\b/i,
  },
  { who: "Abusix", page: "https://lookup.abusix.com/", words: /\babusix\b/i },
];

/** The lists that the server which refused names, by its words or its code. */
export function findDelistPlaces(ndr: Ndr): readonly DelistPlace[] {
  const { diagnosticCode = "", status } = firstProblem(ndr);
  return PLACES.filter(
    ({ words, isCode }) => words.test(diagnosticCode) || (status && isCode?.(status)),
  ).map(({ who, page }) => ({ who, page }));
}
