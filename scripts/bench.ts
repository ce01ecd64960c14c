/** What things cost: `npm run bench` measures everything, `npm run bench -- match` one part. */
import { benchAnswers } from "./bench-answers.js";
import { benchHelpdesk } from "./bench-helpdesk.js";
import { benchIntake } from "./bench-intake.js";
import { benchMatch } from "./bench-match.js";
import { benchPastes } from "./bench-pastes.js";

const PARTS: Readonly<Record<string, readonly (() => Promise<void>)[]>> = {
  answers: [benchAnswers],
  helpdesk: [benchHelpdesk],
  intake: [benchIntake],
  match: [benchMatch, benchPastes],
  pastes: [benchPastes],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(", ")}; there is ${Object.keys(PARTS).join(" and ")}.`);
  process.exitCode = 2;
} else
  for (const bench of new Set(
    (wanted.length > 0 ? wanted : Object.keys(PARTS)).flatMap((name) => PARTS[name] ?? []),
  ))
    await bench();
