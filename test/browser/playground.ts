import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";

/** Away from the demo's own ports, so that a demo that runs does not get in the way. */
const BOT_PORT = "3979";
const PLAYGROUND_PORT = "56151";
const SHOTS = "build/screenshots";

/** `npm run demo` and a browser in front of it: what a person has who tries the bot. */
export interface Playground {
  readonly page: Page;
  /** Opens a chat or channel by its name in the list. */
  open(name: string | RegExp): Promise<void>;
  /** Types a message into the open chat and sends it. */
  say(text: string): Promise<void>;
  /** Starts a post in the open channel that mentions the bot. */
  mention(text: string): Promise<void>;
  /** Posts an activity of any shape into the open personal chat. */
  mock(activity: Readonly<Record<string, unknown>>): Promise<void>;
  /** The newest card, or other element, that holds a text. */
  newest(text: string | RegExp): Locator;
  press(button: string): Promise<void>;
  /** Types into a card's last text field. */
  type(card: Locator, text: string): Promise<void>;
  /** Presses one of a card's buttons, or opens it out of the menu behind the last one. */
  pressOn(card: Locator, button: string): Promise<void>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

export async function startPlayground(
  settings: Readonly<Record<string, string>> = {},
): Promise<Playground> {
  const folder = mkdtempSync(join(tmpdir(), "ndr-bot-browser-"));
  mkdirSync(SHOTS, { recursive: true });
  const demo = await startDemo(folder, settings);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1400, height: 1300 } });
  page.setDefaultTimeout(15_000);
  // The page asks for fonts on the web; a test has none.
  await page.route(/^https?:\/\/(?!localhost|127\.0\.0\.1)/, (route) => route.abort());
  await page.goto(`http://localhost:${PLAYGROUND_PORT}/`);
  await page.getByRole("treeitem", { name: "Personal Chat" }).waitFor();

  const boxes = page.locator("[role=textbox][contenteditable]");
  return {
    page,
    async open(name) {
      await page.getByRole("treeitem", { name }).click();
      await boxes.last().waitFor();
    },
    async say(text) {
      await boxes.last().click();
      await page.keyboard.insertText(text);
      await page.getByRole("button", { name: "Send Message" }).last().click();
    },
    async mention(text) {
      await boxes.first().click();
      await page.keyboard.type("@", { delay: 60 });
      await page.getByRole("menuitem", { name: "NDR Bot" }).click();
      await page.keyboard.insertText(` ${text}`);
      await page.getByRole("button", { name: "Post" }).click();
    },
    async mock(activity) {
      await page.getByRole("button", { name: "Mock an Activity" }).click();
      await page.locator("[role^=menuitem]", { hasText: "Custom activity" }).click();
      const dialog = page.getByRole("dialog");
      const editor = dialog.locator("textarea").first();
      await editor.waitFor();
      await editor.focus();
      await page.keyboard.press("Control+A");
      await page.keyboard.press("Delete");
      // Typed braces would be closed by the editor; a paste is taken as it is.
      await editor.evaluate(
        `(${PASTE})(document.activeElement, ${JSON.stringify(JSON.stringify(activity))})`,
      );
      await dialog.getByRole("button", { name: "Send activity" }).click();
    },
    newest: (text) => page.locator(".ac-adaptiveCard").filter({ hasText: text }).last(),
    press: (button) => page.getByRole("button", { name: button }).last().click(),
    async type(card, text) {
      const field = card.getByRole("textbox").last();
      await field.click();
      await page.keyboard.type(text, { delay: 20 });
      // The Playground reads a field when it is left.
      await field.press("Tab");
    },
    async pressOn(card, name) {
      await card.waitFor();
      const button = card.getByRole("button", { name, exact: true });
      if ((await button.count()) > 0) return button.last().click();
      await card.getByRole("button", { name: "More options" }).last().click();
      await page.getByRole("menuitem", { name }).click();
    },
    async screenshot(name) {
      // Cards settle after they are drawn: fonts, toggles, scrolling.
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(SHOTS, `${name}.png`) });
    },
    async close() {
      await browser.close();
      await endDemo(demo);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Runs in the page, so its words are the page's. */
const PASTE = `(element, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  element.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
  );
}`;

async function startDemo(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const demo = spawn(process.execPath, ["scripts/demo.mjs"], {
    env: {
      ...process.env,
      ...settings,
      PORT: BOT_PORT,
      PLAYGROUND_PORT,
      DEMO_DATABASE_URL: `sqlite:${join(folder, "demo.db")}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("NDR Bot is running")) resolve();
    };
    demo.stdout.on("data", listen);
    demo.stderr.on("data", listen);
    demo.once("exit", () => {
      reject(new Error(`The demo ended: ${said}`));
    });
  });
  return demo;
}

async function endDemo(demo: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => demo.once("exit", resolve));
  demo.kill("SIGINT");
  await ended;
}
