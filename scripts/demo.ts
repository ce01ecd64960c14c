/** The bot and a chat window to try it in, on this machine alone. Started by demo.mjs. */
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { renderGuide } from "./demo-guide.js";
import { findPortProblem, findWriteProblem, parsePort } from "./preflight.js";
import { type Program, startProgram, waitForAnswer } from "./programs.js";

// The first start compiles the bot; a slow machine with a virus scanner takes its time.
const START_LIMIT_MS = 90_000;

// What the bot stores is other people's mail.
process.umask(0o077);

const root = fileURLToPath(new URL("..", import.meta.url));
const data = join(root, "data");
const logFile = join(data, "demo.log");

process.exitCode = await runDemo();

async function runDemo(): Promise<number> {
  const botPort = parsePort(process.env["PORT"], 3978);
  const playgroundPort = parsePort(process.env["PLAYGROUND_PORT"], 56150);
  if (!botPort || !playgroundPort) {
    return fail("PORT and PLAYGROUND_PORT must be numbers from 1 to 65535.");
  }
  const problem =
    (await findPortProblem("the bot", botPort, "PORT")) ??
    (await findPortProblem("the Agents Playground", playgroundPort, "PLAYGROUND_PORT")) ??
    findWriteProblem(logFile);
  if (problem) return fail(problem);

  const interrupted = waitForTheEnd();
  console.log("Starting NDR Bot and the Agents Playground ...");
  const started = new AbortController();
  const bot = startProgram(botProgram(botPort));
  const playground = startProgram(playgroundProgram(playgroundPort, botPort));
  const botUrl = `http://127.0.0.1:${botPort}/healthz`;
  const playgroundUrl = `http://localhost:${playgroundPort}`;

  const ready = Promise.all([
    waitForAnswer("The bot", botUrl, START_LIMIT_MS, started.signal),
    waitForAnswer("The Agents Playground", playgroundUrl, START_LIMIT_MS, started.signal),
  ]).then((problems) => {
    const late = problems.find((it) => it !== undefined);
    if (late) return late;
    console.log(renderGuide(playgroundUrl, relative(process.cwd(), logFile)));
    return new Promise<never>(() => undefined);
  });

  const reason = await Promise.race([bot.ended, playground.ended, ready, interrupted]);
  started.abort();
  await Promise.all([bot.stop(), playground.stop()]);
  if (reason === undefined) {
    console.log("\nThe demo has ended. What it stored stays in data/.");
    return 0;
  }
  return fail(reason);
}

/** Ctrl-C, a closed terminal, or the end of the npm that started us. */
function waitForTheEnd(): Promise<undefined> {
  return new Promise((resolve) => {
    const end = () => {
      resolve(undefined);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
    if (process.env["npm_lifecycle_event"] === undefined) return;
    // npm does not pass SIGTERM on through its shell: we only find ourselves with another parent.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) end();
    }, 500).unref();
  });
}

function botProgram(port: number): Program {
  return {
    name: "The bot",
    // Not the tsx command: it would put a process between us and the bot.
    args: ["--import", "tsx", join(root, "src", "main.ts")],
    cwd: root,
    env: {
      ...process.env,
      HOST: "127.0.0.1",
      PORT: String(port),
      // The demo stays on this machine.
      CHECKS: process.env["CHECKS"] ?? "off",
      DATABASE_URL: process.env["DEMO_DATABASE_URL"] ?? "sqlite:data/demo.db",
      // Empty counts as set, so a .env with a real bot's credentials has no say here: the
      // Playground sends no token, and a bot with credentials would turn it away.
      MicrosoftAppType: "",
      MicrosoftAppId: "",
      MicrosoftAppPassword: "",
      MicrosoftAppTenantId: "",
    },
    logFile,
  };
}

function playgroundProgram(port: number, botPort: number): Program {
  const cli = join(root, "node_modules", "@microsoft", "m365agentsplayground", "cli.js");
  const loopbackOnly = pathToFileURL(join(root, "scripts", "loopback-only.mjs")).href;
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`;
  return {
    name: "The Agents Playground",
    args: [
      ...["--import", loopbackOnly, cli, "start"],
      ...["-e", endpoint, "-c", "msteams", "-p", String(port), "--disable-telemetry"],
    ],
    cwd: data,
    env: {
      ...process.env,
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(root, "scripts", "playground.yml"),
      M365_AGENTS_PLAYGROUND_LOGFILE: join(data, "playground-details.log"),
      // Opening a browser is the reader's own step: on a server there is none.
      TEAMSAPPTESTER_BROWSER: "none",
      AUTH_CLIENT_ID: "",
      AUTH_CLIENT_SECRET: "",
      AUTH_TENANT_ID: "",
    },
    logFile: join(data, "playground.log"),
  };
}

function fail(sentence: string): number {
  console.error(sentence);
  return 1;
}
