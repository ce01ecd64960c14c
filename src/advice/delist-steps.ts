import type { AdviceStep, Line } from "./advice.js";
import type { DelistPlace } from "./delist-places.js";

/** Where to ask for an address to be taken off a list; a step for each list. */
export function delistSteps(
  places: readonly DelistPlace[],
  clientIp: string | undefined,
): readonly AdviceStep[] {
  return places.map(({ who, page }) => {
    const link = { text: new URL(page).host.replace(/^www\./, ""), link: page };
    return {
      text: clientIp ? ask(who, clientIp, link) : find(who, link),
      commands: [],
      details: [],
    };
  });
}

type Link = Line[number];

// The address is not marked as foreign: it is digits and dots and no more, is there to be copied, and a
// foreign name may be cut.
const ask = (who: string, clientIp: string, link: Link): Line => [
  { text: `Once the cause is gone, ask ${who} to take this address off its list: ` },
  { text: clientIp, code: true },
  { text: ", at " },
  link,
  { text: "." },
];

const find = (who: string, link: Link): Line => [
  {
    text: `The bounce does not name the address that ${who} blocks: find it in the log of the server that sent. Once the cause is gone, ask for it at `,
  },
  link,
  { text: "." },
];
