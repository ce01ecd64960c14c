import { chromium } from "playwright-core";
import { type BouncePage, type Looks, pageOf } from "./bounce-pages.js";

/** A screenshot somebody takes of a bounce. */
export interface Screenshot {
  readonly name: string;
  readonly page: BouncePage;
  readonly theme: Looks["theme"];
  /** Of the display: 0.75 to 2. */
  readonly scale: number;
  readonly font?: string;
  /** A JPEG as chats make it, where not a PNG. */
  readonly isJpeg?: true;
  /** What is left of the page's height, from one of its ends. */
  readonly crop?: { readonly from: "top" | "bottom"; readonly share: number };
  /** The article that explains it. */
  readonly article: string;
}

const SANS = '"Liberation Sans", sans-serif';
const JPEG_QUALITY = 40;

/** Takes them, in the order given. */
export async function takeScreenshots(shots: readonly Screenshot[]): Promise<readonly Buffer[]> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const taken: Buffer[] = [];
  try {
    for (const { page: bounce, theme, scale, font = SANS, isJpeg, crop } of shots) {
      const page = await browser.newPage({
        viewport: { width: 800, height: 600 },
        deviceScaleFactor: scale,
      });
      await page.setContent(pageOf(bounce, { theme, font }));
      const { height } = (await page.locator("main").boundingBox()) ?? { height: 600 };
      const kept = Math.round(height * (crop?.share ?? 1));
      const y = crop?.from === "bottom" ? Math.round(height) - kept : 0;
      taken.push(
        await page.screenshot({
          fullPage: true,
          clip: { x: 0, y, width: 800, height: kept },
          ...(isJpeg ? { type: "jpeg", quality: JPEG_QUALITY } : {}),
        }),
      );
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return taken;
}
