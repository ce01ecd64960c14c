import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import type { Card } from "../../src/cards/fit.js";
import { hostConfig, type Theme } from "./card-gallery-host.js";

/** One picture to take. */
export interface Shot {
  readonly name: string;
  readonly card: Card;
  /** Titles of the lines and buttons to press first. */
  readonly press?: readonly string[];
}

const WIDTHS = { wide: 720, channel: 480, phone: 320 } as const;
const THEMES: readonly Theme[] = ["light", "dark"];

/** Draws cards with the Adaptive Cards SDK in Chromium, one PNG for each width and theme. */
export async function renderCards(
  shots: readonly Shot[],
  folder: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const sdk = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const files: string[] = [];
  try {
    for (const [width, pixels] of Object.entries(WIDTHS)) {
      for (const theme of THEMES) {
        const page = await browser.newPage({ viewport: { width: pixels, height: 400 } });
        for (const shot of shots) {
          await page.setContent(frame(theme));
          await page.addScriptTag({ path: sdk });
          await page.evaluate(drawing(shot.card, theme));
          for (const title of shot.press ?? []) await press(page, title);
          const file = join(folder, `${shot.name}-${width}-${theme}.png`);
          await writeFile(file, await page.screenshot({ fullPage: true }));
          files.push(file);
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  return files;
}

/** A button below the card, or in the menu behind the others. */
async function press(page: Page, title: string): Promise<void> {
  const button = page.getByRole("button", { name: title, exact: true });
  if ((await button.count()) > 0) return button.first().click();
  await page.getByRole("button", { name: "More options" }).click();
  await page.getByRole("menuitem", { name: title, exact: true }).click();
}

/** A chat bubble the way Teams paints it. */
function frame(theme: Theme): string {
  const colours =
    theme === "light" ? ["#f5f5f5", "#ffffff", "#d1d1d1"] : ["#141414", "#292929", "#3d3d3d"];
  const [page, bubble, edge] = colours;
  const text = theme === "light" ? "#242424" : "#ffffff";
  return `<!doctype html><style>
    body { margin: 8px; background: ${page}; font: 14px "Segoe UI", "Open Sans", "DejaVu Sans", sans-serif; }
    #card { background: ${bubble}; border: 1px solid ${edge}; border-radius: 6px; }
    .ac-pushButton { font: inherit; font-weight: 600; color: ${text}; background: ${bubble}; border: 1px solid ${edge};
      border-radius: 4px; padding: 5px 12px; max-width: 100%; }
    .ac-anchor { color: inherit; text-decoration: none; }
    .ac-actionSet { flex-wrap: wrap; gap: 8px 0; }
    textarea, input:not([type="checkbox"]) { font: inherit; color: ${text}; background: ${page}; border: 0; border-bottom: 1px solid ${edge};
      padding: 6px; box-sizing: border-box; width: 100%; min-height: 56px; }
  </style><div id="card"></div>`;
}

// A string, because the project's types know nothing of a browser.
function drawing(card: Card, theme: Theme): string {
  return `(() => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = new AdaptiveCards.HostConfig(${JSON.stringify(hostConfig(theme))});
    card.parse(${JSON.stringify(card)});
    document.getElementById("card").append(card.render());
  })()`;
}
