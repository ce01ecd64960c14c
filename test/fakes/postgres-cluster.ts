import { execFile } from "node:child_process";
import { chown, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { freePort } from "./child-bot.js";

const run = promisify(execFile);

/** A PostgreSQL server of the test's own, which may be stopped. */
export interface Cluster {
  /** Makes a database; its address. */
  createDatabase(name: string): Promise<string>;
  start(): Promise<void>;
  /** As an operator stops it: who is connected is disconnected. */
  stop(): Promise<void>;
  /** It keeps its connections and takes new ones, and says nothing: as a host that hangs. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes one and starts it; `undefined` where PostgreSQL is not installed. */
export async function makeCluster(): Promise<Cluster | undefined> {
  const programs = await findPrograms();
  if (!programs) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "ndr-bot-postgres-"));
  const data = join(folder, "data");
  const isRoot = process.getuid?.() === 0;
  if (isRoot) {
    // The server refuses to run as root.
    const [uid, gid] = await Promise.all(
      ["-u", "-g"].map(async (what) => Number((await run("id", [what, "postgres"])).stdout)),
    );
    await chown(folder, uid ?? 0, gid ?? 0);
  }
  const port = await freePort();
  const command = (name: string, ...args: string[]) => {
    const words = [join(programs, name), "-D", data, ...args];
    return isRoot
      ? run("runuser", ["-u", "postgres", "--", ...words], { cwd: folder })
      : run(words[0] ?? "", words.slice(1), { cwd: folder });
  };
  await command("initdb", "-U", "postgres", "--auth=trust", "--no-sync");

  /** The server and all that it has started. */
  const signal = async (name: NodeJS.Signals) => {
    const [line = ""] = (await readFile(join(data, "postmaster.pid"), "utf8")).split("\n");
    const { stdout } = await run("pgrep", ["-P", line]);
    for (const pid of [line, ...stdout.split("\n")]) if (pid) process.kill(Number(pid), name);
  };
  const address = `postgres://postgres@127.0.0.1:${port}`;
  const cluster: Cluster = {
    async createDatabase(name) {
      const client = new pg.Client(`${address}/postgres`);
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return `${address}/${name}`;
    },
    async start() {
      const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
      await command("pg_ctl", "-w", "-l", join(folder, "log"), "-o", options, "start");
    },
    async stop() {
      await command("pg_ctl", "-w", "-m", "fast", "stop");
    },
    freeze: () => signal("SIGSTOP"),
    thaw: () => signal("SIGCONT"),
    async remove() {
      await cluster.thaw().catch(() => undefined);
      await command("pg_ctl", "-w", "-m", "immediate", "stop").catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}

/** Debian keeps each version in a folder of its own. */
async function findPrograms(): Promise<string | undefined> {
  const versions = await readdir("/usr/lib/postgresql").catch(() => []);
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest === undefined ? undefined : `/usr/lib/postgresql/${newest}/bin`;
}
