import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A file that is mutated. */
export interface Sample {
  readonly name: string;
  readonly bytes: Buffer;
}

const FOLDERS = ["bounces", "not-bounces", "hostile"].map((folder) =>
  join("test/fixtures", folder),
);

/** A picture costs a second to read: pictures are not for the many. */
const NO_SAMPLE = /\.(?:expected\.json|md|png|jpg|msg)$/;

/** Every fixture that is text, HTML or a mail. */
export function loadSamples(): readonly Sample[] {
  return load((name) => !NO_SAMPLE.test(name));
}

/** Every fixture that Outlook saved. */
export function loadOutlookSamples(): readonly Sample[] {
  return load((name) => name.endsWith(".msg"));
}

function load(isWanted: (name: string) => boolean): readonly Sample[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter(isWanted)
      .sort()
      .map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
  );
}
