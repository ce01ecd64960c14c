/** Renders manifest/*.svg to the PNG icons Teams wants. Run after a change to a drawing. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { ICONS } from "./app-package.js";

const folder = new URL("../manifest/", import.meta.url);
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  for (const { file, size } of ICONS) {
    const svg = readFileSync(new URL(file.replace(".png", ".svg"), folder), "utf8");
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${svg}`);
    await page.screenshot({ path: fileURLToPath(new URL(file, folder)), omitBackground: true });
    console.log(`manifest/${file}: ${size} x ${size}`);
  }
} finally {
  await browser.close();
}
