import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../src/main.ts", import.meta.url));
const TSX = import.meta.resolve("tsx");
const GUARD = new URL("guarded-process.ts", import.meta.url).href;

/** The bot as an operator runs it: src/main.ts in a process of its own. */
export interface ChildBot {
  readonly url: string;
  readonly pid: number | undefined;
  /** Resolves when it listens; rejects with what it said when it ended instead. */
  readonly listening: Promise<void>;
  /** How it ended and all it wrote. */
  readonly ended: Promise<Ended>;
  kill(signal: NodeJS.Signals): void;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts it in `folder`, where its relative paths lead and no .env is, with these variables only. */
export function startChild(
  folder: string,
  port: number,
  env: Readonly<Record<string, string>> = {},
): ChildBot {
  const child = spawn(process.execPath, ["--import", TSX, "--import", GUARD, MAIN], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, PORT: String(port), CHECKS: "off", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = waitForEnd(child);
  const listening = new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes('"listening"')) resolve();
    });
    void ended.then(({ stderr }) => {
      reject(new Error(`The bot ended: ${stderr}`));
    });
  });
  // Whoever waits for the end does not wait for this.
  listening.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid,
    listening,
    ended,
    kill: (signal) => child.kill(signal),
  };
}

async function waitForEnd(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { code, signal, stdout, stderr };
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
