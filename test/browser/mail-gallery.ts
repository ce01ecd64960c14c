import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { letterToHtml } from "../../src/mail/letter-html.js";
import { letterToText } from "../../src/mail/letter-text.js";
import { ALL_LETTERS } from "../mail/all-letters.js";

// Draws every example of an answer by mail, light and dark, wide and on a phone:
//   npx tsx test/browser/mail-gallery.ts
const FOLDER = process.argv[2] ?? fileURLToPath(new URL("../../build/mails", import.meta.url));
const WIDTHS = { wide: 720, phone: 360 } as const;

await mkdir(FOLDER, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
for (const [name, letter] of Object.entries(ALL_LETTERS)) {
  await writeFile(join(FOLDER, `${name}.txt`), letterToText(letter));
  for (const [width, pixels] of Object.entries(WIDTHS))
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await browser.newPage({ viewport: { width: pixels, height: 400 }, colorScheme });
      await page.setContent(letterToHtml(letter));
      const file = join(FOLDER, `${name}-${width}-${colorScheme}.png`);
      await writeFile(file, await page.screenshot({ fullPage: true }));
      await page.close();
    }
}
await browser.close();
