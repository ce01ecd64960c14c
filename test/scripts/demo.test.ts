import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { renderGuide, SAMPLES } from "../../scripts/demo-guide.js";
import { findPortProblem, findWriteProblem, parsePort } from "../../scripts/preflight.js";
import { type Program, startProgram, waitForAnswer } from "../../scripts/programs.js";

describe("parsePort", () => {
  it("takes the fallback when nothing is said", () => {
    assert.equal(parsePort(undefined, 3978), 3978);
    assert.equal(parsePort(" ", 3978), 3978);
  });

  it("reads a port", () => {
    assert.equal(parsePort("8080", 3978), 8080);
  });

  for (const text of ["0", "65536", "-1", "3978.5", "0x10", "http"]) {
    it(`does not take ${JSON.stringify(text)} for a port`, () => {
      assert.equal(parsePort(text, 3978), undefined);
    });
  }
});

describe("findPortProblem", () => {
  for (const host of ["127.0.0.1", undefined]) {
    it(`names the port that is taken on ${host ?? "all addresses"}, and the way out`, async () => {
      const { server, port } = await listen(host);
      assert.equal(
        await findPortProblem("the bot", port, "PORT"),
        `Port ${port}, which the bot needs, is in use by another program: ` +
          "end that program, or choose another port with PORT.",
      );
      await close(server);
    });
  }

  it("finds nothing wrong with a free port, and leaves it free", async () => {
    const { server, port } = await listen("127.0.0.1");
    await close(server);
    assert.equal(await findPortProblem("the bot", port, "PORT"), undefined);
    assert.equal(await findPortProblem("the bot", port, "PORT"), undefined);
  });
});

describe("in a folder of its own", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ndr-bot-demo-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  describe("findWriteProblem", () => {
    it("makes the folder and empties the log", () => {
      const log = join(folder, "data", "demo.log");
      assert.equal(findWriteProblem(log), undefined);
      writeFileSync(log, "yesterday's");
      assert.equal(findWriteProblem(log), undefined);
      assert.equal(readFileSync(log, "utf8"), "");
    });

    it("says which folder cannot be written", () => {
      // A file in the folder's place stops even the superuser, who may write anywhere else.
      writeFileSync(join(folder, "data"), "");
      const problem = findWriteProblem(join(folder, "data", "demo.log"));
      assert.match(problem ?? "", /keeps its database and its log in .*data, which cannot be/);
      assert.match(problem ?? "", /make it a folder that you may write to\.$/);
    });
  });

  describe("startProgram", () => {
    const programOf = (code: string): Program => ({
      name: "The stub",
      args: ["--input-type=module", "--eval", code],
      cwd: folder,
      env: process.env,
      logFile: join(folder, "stub.log"),
    });
    const hasStarted = async () => {
      while (!readFileSync(join(folder, "stub.log"), "utf8").includes("started")) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    const KEEP_RUNNING = "setInterval(() => {}, 1000);";

    it("says how a program ended by itself, and the last it said", async () => {
      const stub = startProgram(
        programOf("console.error('PORT must be a number'); process.exit(3)"),
      );
      assert.equal(
        await stub.ended,
        `The stub ended by itself (exit code 3). Its log, ${join(folder, "stub.log")}, ends with:\n` +
          "  PORT must be a number",
      );
    });

    it("lets a program close in order", async function () {
      if (process.platform === "win32") this.skip(); // has no SIGTERM to close on
      const stub = startProgram(
        programOf(
          `process.on('SIGTERM', () => { console.log('closed'); process.exit(0); }); console.log('started'); ${KEEP_RUNNING}`,
        ),
      );
      await hasStarted();
      await stub.stop();
      assert.equal(readFileSync(join(folder, "stub.log"), "utf8"), "started\nclosed\n");
    });

    it("insists when a program does not close", async () => {
      const stub = startProgram(
        programOf(`process.on('SIGTERM', () => {}); console.log('started'); ${KEEP_RUNNING}`),
        50,
      );
      await hasStarted();
      await stub.stop();
      assert.match(await stub.ended, /^The stub ended by itself \(SIG(KILL|TERM)\)/);
    });

    it("stops a program that has already ended", async () => {
      const stub = startProgram(programOf(""));
      await stub.ended;
      await stub.stop();
    });
  });
});

describe("waitForAnswer", () => {
  it("says who did not answer, where, and for how long", async () => {
    const { server, port } = await listen("127.0.0.1");
    await close(server);
    const url = `http://127.0.0.1:${port}/`;
    assert.equal(
      await waitForAnswer("The bot", url, 0, new AbortController().signal),
      `The bot did not answer at ${url} within 0 seconds.`,
    );
  });
});

describe("renderGuide", () => {
  it("names the address, the samples, the helpdesk command and the log", () => {
    const guide = renderGuide("http://localhost:56150", "data/demo.log");
    for (const it of ["http://localhost:56150", "helpdesk here", "data/demo.log", ...SAMPLES]) {
      assert.ok(guide.includes(it), it);
    }
  });

  for (const path of SAMPLES) {
    it(`points to ${path}, which is there`, () => {
      assert.ok(existsSync(new URL(`../../${path}`, import.meta.url)));
    });
  }
});

async function listen(host: string | undefined): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen({ port: 0, host }, resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

function close(server: Server): Promise<unknown> {
  return new Promise((resolve) => server.close(resolve));
}
