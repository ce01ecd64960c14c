import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ChildBot, freePort, startChild } from "../fakes/child-bot.js";
import { withLines } from "../knowledge/small-article.js";
import { temporaryFolder } from "../database/databases.js";

interface Readiness {
  readonly ok: boolean;
  readonly articles: number;
  readonly articleProblems: readonly string[];
}

describe("a folder of the organisation's own articles", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let bot: ChildBot;

  beforeEach(async () => {
    place = await temporaryFolder();
    await mkdir(join(place.folder, "runbooks"));
    await write("vpn.md", withLines({ 2: "title: The VPN was down" }));
    bot = startChild(place.folder, await freePort(), { KNOWLEDGE_PATH: "runbooks" });
    await bot.listening;
  });

  afterEach(async () => {
    bot.kill("SIGKILL");
    await bot.ended;
    await place.remove();
  });

  const write = (name: string, lines: readonly string[]) =>
    writeFile(join(place.folder, "runbooks", name), lines.join("\n"));

  async function readiness(): Promise<Readiness> {
    const response = await fetch(`${bot.url}/readyz`);
    assert.equal(response.status, 200);
    return (await response.json()) as Readiness;
  }

  /** Polls until it is so; the test's own time limit ends it otherwise. */
  async function until(isSo: (now: Readiness) => boolean): Promise<Readiness> {
    for (;;) {
      const now = await readiness();
      if (isSo(now)) return now;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  it("is taken up while the bot runs, and a mistake in it stops nothing", async () => {
    const { articles } = await readiness();

    await write("proxy.md", withLines({ 2: "title: The proxy was down" }));
    await until((now) => now.articles === articles + 1);

    await write("proxy.md", withLines({ 3: "codes: [5.1]" }));
    const broken = await until((now) => now.articleProblems.length > 0);
    assert.equal(broken.ok, true);
    assert.equal(broken.articles, articles + 1);
    assert.match(broken.articleProblems.join("\n"), /^proxy\.md:3:9: "5\.1" is no status code/);

    await write("proxy.md", withLines({ 2: "title: The proxy was down again" }));
    await until((now) => now.articleProblems.length === 0);

    bot.kill("SIGTERM");
    const { code, stdout } = await bot.ended;
    assert.equal(code, 0);
    assert.match(stdout, /"problem":"[^"]*proxy\.md:3:9: /);
    assert.match(stdout, /"articles read again"/);
  });
});
