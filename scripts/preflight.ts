import { closeSync, mkdirSync, openSync } from "node:fs";
import { createServer } from "node:net";
import { dirname } from "node:path";

const HIGHEST_PORT = 65_535;

/** The port in `text`, `fallback` when nothing is said, or undefined when it is no port. */
export function parsePort(text: string | undefined, fallback: number): number | undefined {
  const trimmed = text?.trim() ?? "";
  if (!trimmed) return fallback;
  const port = Number(trimmed);
  return /^\d+$/.test(trimmed) && port > 0 && port <= HIGHEST_PORT ? port : undefined;
}

/** Why nothing could listen on `port`, in one sentence, or undefined when it is free. */
export async function findPortProblem(
  whose: string,
  port: number,
  variable: string,
): Promise<string | undefined> {
  // Both: on some systems one may listen on all addresses while another program has the loopback one.
  const code = (await errorOfListening(port, "127.0.0.1")) ?? (await errorOfListening(port));
  if (!code) return undefined;
  const advice = `end that program, or choose another port with ${variable}`;
  if (code === "EADDRINUSE") {
    return `Port ${port}, which ${whose} needs, is in use by another program: ${advice}.`;
  }
  return `Port ${port}, which ${whose} needs, cannot be used (${code}): choose another with ${variable}.`;
}

function errorOfListening(port: number, host?: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? error.message);
    });
    server.listen({ port, host }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

/** Why the log, and so its folder, cannot be written, in one sentence, or undefined. Empties the log. */
export function findWriteProblem(logFile: string): string | undefined {
  const folder = dirname(logFile);
  try {
    mkdirSync(folder, { recursive: true });
    closeSync(openSync(logFile, "w"));
    return undefined;
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return `The demo keeps its database and its log in ${folder}, which cannot be written (${code}): make it a folder that you may write to.`;
  }
}
