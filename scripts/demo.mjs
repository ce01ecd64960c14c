// npm run demo. Plain JavaScript, because it has to run where nothing is installed yet, to say so.
import { existsSync } from "node:fs";

const installed = ["tsx", "botbuilder", "@microsoft/m365agentsplayground"].every((name) =>
  existsSync(new URL(`../node_modules/${name}/package.json`, import.meta.url)),
);
if (installed) {
  const { register } = await import("tsx/esm/api");
  register();
  await import("./demo.ts");
} else {
  console.error("The packages the demo needs are not installed: run `npm ci` first.");
  process.exitCode = 1;
}
