import { guardLoopback } from "./loopback-guard.js";

// Imported before the bot in a process of its own: there nobody asks afterwards, so it ends at once.
guardLoopback((what) => {
  process.stderr.write(`Tests stay on this machine, but this was tried: ${what}\n`);
  process.exit(70);
});
