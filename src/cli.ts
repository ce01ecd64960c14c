#!/usr/bin/env node
import "dotenv/config";
import { runCli } from "./cli/run-cli.js";

// `| head` has read enough and closed the pipe; nobody is left to write to.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: () => new Date(),
});
