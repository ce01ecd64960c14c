import { join } from "node:path";
import { BODIES } from "./bodies.js";
import { FORWARDS } from "./forwards.js";
import { NOT_BOUNCES } from "./not-bounces.js";
import { type MessageToSave, outlookFile } from "./outlook-file.js";
import { OVER_THE_INTERNET } from "./over-the-internet.js";
import { REPORTS } from "./reports.js";

const FOLDERS: Readonly<Record<string, Readonly<Record<string, () => MessageToSave>>>> = {
  bounces: { ...REPORTS, ...BODIES, ...OVER_THE_INTERNET, ...FORWARDS },
  "not-bounces": NOT_BOUNCES,
};

/** The Outlook files among the fixtures, by their paths. */
export function outlookFixtures(): ReadonlyMap<string, Uint8Array> {
  return new Map(
    Object.entries(FOLDERS).flatMap(([folder, messages]) =>
      Object.entries(messages).map(([name, message]): [string, Uint8Array] => [
        join("test/fixtures", folder, name),
        outlookFile(message()),
      ]),
    ),
  );
}
