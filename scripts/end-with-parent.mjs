// Preloaded into the programs the demo starts (node --import): their standard input is a pipe from
// the demo, so its end means that the demo is gone, even when it had no time to say so.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
// The pipe alone is no reason to stay.
process.stdin.unref();
