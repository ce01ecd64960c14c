import { setTimeout as sleep } from "node:timers/promises";
import { type ChildBot, freePort, startChild } from "../../fakes/child-bot.js";
import { post, type Reply } from "../../fakes/door.js";
import type { ActivityJson } from "../../fakes/teams.js";

/** Several copies of the bot on one database, behind one address, as it were. */
export interface Copies {
  /** To any copy that lives, as Teams does: the same activity again where a copy died over it. */
  deliver(activity: ActivityJson): Promise<Reply | undefined>;
  /** kill -9, and a new one in its place. */
  kill(index: number): Promise<void>;
  /** Ends all of them in good order. */
  close(): Promise<void>;
}

/** Somebody who gets no answer tries again for as long. */
const PATIENCE_MS = 60_000;

export async function startCopies(
  count: number,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Copies> {
  const started: ChildBot[] = [];
  /** Those that listen. */
  const bots: (ChildBot | undefined)[] = [];
  const start = async (index: number): Promise<void> => {
    const bot = startChild(folder, await freePort(), env);
    started.push(bot);
    await bot.listening;
    bots[index] = bot;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    for (const bot of started) bot.kill(signal);
    await Promise.all(started.map(({ ended }) => ended));
  };
  try {
    await Promise.all(Array.from({ length: count }, (_, index) => start(index)));
  } catch (error) {
    await end("SIGKILL");
    throw error;
  }
  let turn = 0;

  return {
    async deliver(activity) {
      const deadline = Date.now() + PATIENCE_MS;
      while (Date.now() < deadline) {
        const bot = bots[(turn = (turn + 1) % count)];
        try {
          if (bot) return await post(bot.url, activity);
        } catch {
          // Cut off in the middle: it may or may not have been heard. A button is pressed once.
          if (activity["type"] === "invoke") return undefined;
        }
        await sleep(250);
      }
      return undefined;
    },

    async kill(index) {
      const bot = bots[index];
      bots[index] = undefined;
      bot?.kill("SIGKILL");
      await bot?.ended;
      await start(index);
    },

    close: () => end("SIGTERM"),
  };
}
