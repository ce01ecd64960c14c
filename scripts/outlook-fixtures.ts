import { writeFileSync } from "node:fs";
import { outlookFixtures } from "../test/fakes/outlook/fixtures.js";

/** Writes the Outlook files among the fixtures anew: `npx tsx scripts/outlook-fixtures.ts`. */
for (const [path, content] of outlookFixtures()) writeFileSync(path, content);
