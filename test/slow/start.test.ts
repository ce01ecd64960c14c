import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ChildBot, type Ended, freePort, startChild } from "../fakes/child-bot.js";
import { startConnector } from "../fakes/connector.js";
import { createMessage, post } from "../fakes/door.js";
import { temporaryFolder } from "../database/databases.js";

const GUID = "11111111-2222-3333-4444-555555555555";

describe("npm start", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;
  let port: number;
  let running: ChildBot[];

  beforeEach(async () => {
    place = await temporaryFolder();
    port = await freePort();
    running = [];
  });

  afterEach(async () => {
    for (const bot of running) bot.kill("SIGKILL");
    await Promise.all(running.map(({ ended }) => ended));
    await place.remove();
  });

  function start(env: Readonly<Record<string, string>> = {}): ChildBot {
    const bot = startChild(place.folder, port, env);
    running.push(bot);
    return bot;
  }

  /** What the operator reads when the bot does not start: sentences, and no stack. */
  async function refusal(env: Readonly<Record<string, string>>): Promise<string> {
    const { code, stdout, stderr } = await start(env).ended;
    assert.equal(code, 1, stderr);
    assert.equal(stdout, "");
    assert.doesNotMatch(stderr, /^\s+at |node_modules|Error:/m);
    return stderr.trim();
  }

  describe("refuses, with exit code 1 and what to mend,", () => {
    it("an environment with mistakes, all of them at once", async () => {
      const said = await refusal({
        PORT: "70000",
        HOST: "0.0.0.0",
        DATABASE_URL: "mysql://admin:secret@db",
        LOG_LEVEL: "loud",
        MicrosoftAppType: "Other",
      });
      const [head, ...problems] = said.split("\n");
      assert.equal(head, "Cannot start. In .env or the environment:");
      for (const name of ["PORT", "DATABASE_URL", "LOG_LEVEL", "MicrosoftAppType"])
        assert.equal(
          problems.some((problem) => problem.startsWith(`  - ${name} must be `)),
          true,
          `${name} is not in ${said}`,
        );
      assert.doesNotMatch(said, /secret/);
    });

    it("credentials given by half", async () => {
      const said = await refusal({ MicrosoftAppId: GUID });
      assert.match(said, /- MicrosoftAppPassword is not set: a client secret's Value/);
      assert.match(said, /- MicrosoftAppTenantId is not set: the Directory \(tenant\) ID/);
    });

    it("to listen to the world without credentials", async () => {
      assert.match(
        await refusal({ HOST: "0.0.0.0" }),
        /HOST must be 127\.0\.0\.1, ::1 or localhost/,
      );
    });

    it("a port that another program has", async () => {
      const first = start();
      await first.listening;
      assert.equal(
        await refusal({ DATABASE_URL: "sqlite:second.db" }),
        `Port ${port} is in use by another program: stop it, or set PORT to a free port.`,
      );
    });

    it("a database in a folder that cannot be made", async () => {
      // Below a file: permissions do not stop the superuser.
      await writeFile(join(place.folder, "file"), "");
      const said = await refusal({ DATABASE_URL: "sqlite:file/data/ndr-bot.db" });
      assert.match(
        said,
        /^DATABASE_URL: the folder .*file\/data cannot be made or written \(\w+\)/,
      );
    });

    it("a database that is none", async () => {
      await writeFile(
        join(place.folder, "x.db"),
        "This is a letter, and rather long. ".repeat(100),
      );
      assert.match(await refusal({ DATABASE_URL: "sqlite:x.db" }), /x\.db is not a database/);
    });

    it("a broken article of one's own, by file and line", async () => {
      const folder = join(place.folder, "ours");
      await mkdir(folder);
      const article = "---\ntitle: Ours\ncodes: [5.7]\n---\n";
      await writeFile(join(folder, "ours.md"), article);
      const said = await refusal({ KNOWLEDGE_PATH: folder });
      assert.match(said, /^The knowledge base cannot be used:\n/);
      assert.match(said, /ours\.md:3:\d+: .*5\.7/);
    });

    it("a folder of articles that is not there", async () => {
      const said = await refusal({ KNOWLEDGE_PATH: "nowhere" });
      assert.match(said, /nowhere: the folder of articles cannot be read/);
    });
  });

  describe("on SIGTERM", () => {
    it("ends with exit code 0 when there is nothing to do", async () => {
      const bot = start();
      await bot.listening;
      bot.kill("SIGTERM");
      const { code, stdout } = await bot.ended;
      assert.equal(code, 0);
      assert.match(stdout, /"msg":"stopped"\}\n$/);
    });

    for (const signal of ["SIGTERM", "SIGINT"] as const)
      it(`finishes the turn that is in flight, then ends with exit code 0: ${signal}`, async () => {
        const connector = await startConnector({ delayMs: 1_000 });
        const bot = start();
        await bot.listening;
        await post(bot.url, createMessage(connector.url, { text: "550 5.7.64 ATTR36" }));
        await connector.called(({ body }) => body["type"] === "typing");
        const asked = Date.now();
        bot.kill(signal);
        const { code, stdout } = await bot.ended;
        const took = Date.now() - asked;
        await connector.close();
        assert.equal(code, 0, stdout);
        assert.equal(took < 5_000, true, `it took ${took} ms`);
        assert.equal(connector.calls.at(-1)?.body["type"], "message", "the answer was given");
        assert.match(stdout, /"msg":"stopped"/);
      });

    it("ends also while Teams does not answer", async () => {
      const connector = await startConnector({ fault: () => ({ kind: "hang" }) });
      const bot = start();
      await bot.listening;
      await post(bot.url, createMessage(connector.url, { text: "hi" }));
      await connector.called(() => true);
      bot.kill("SIGTERM");
      const ended = (await bot.ended) satisfies Ended;
      await connector.close();
      assert.equal(ended.code, 0);
    });
  });
});
