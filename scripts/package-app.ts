/** npm run package: makes the zip that is uploaded to Teams. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "dotenv";

import {
  type Environment,
  fillManifest,
  findIconProblem,
  findManifestProblems,
  ICONS,
  PackageError,
  zip,
} from "./app-package.js";

const root = fileURLToPath(new URL("..", import.meta.url));

try {
  const path = await makePackage();
  console.log(`${relative(process.cwd(), path)} is ready.`);
  console.log(
    "Next: in the Teams admin center, open Teams apps > Manage apps > Upload new app, and choose this file.",
  );
} catch (error) {
  if (!(error instanceof PackageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function makePackage(): Promise<string> {
  const { version } = JSON.parse(read("package.json").toString()) as { version: string };
  const template = read("manifest/manifest.json").toString();
  const manifest = fillManifest(template, version, readEnvironment());

  const files = new Map<string, Buffer>([["manifest.json", Buffer.from(manifest)]]);
  const problems = await findManifestProblems(manifest);
  for (const { file, size } of ICONS) {
    const content = read(`manifest/${file}`);
    const problem = findIconProblem(`manifest/${file}`, content, size);
    if (problem) problems.push(problem);
    files.set(file, content);
  }
  if (problems.length > 0) throw new PackageError(problems);

  const path = join(root, "build", `ndr-bot-${version}.zip`);
  const content = await zip(files);
  try {
    mkdirSync(join(root, "build"), { recursive: true });
    writeFileSync(path, content);
  } catch (error) {
    throw new PackageError([`${path} cannot be written: ${(error as Error).message}`]);
  }
  return path;
}

function read(path: string): Buffer {
  try {
    return readFileSync(join(root, path));
  } catch (error) {
    throw new PackageError([`${path} cannot be read: ${(error as Error).message}`]);
  }
}

/** What stands in .env, unless the environment says otherwise. */
function readEnvironment(): Environment {
  let fromFile: Environment = {};
  try {
    fromFile = parse(readFileSync(join(root, ".env")));
  } catch (error) {
    // Everything may come from the environment; only a file that is there must be readable.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") {
      throw new PackageError([`.env cannot be read: ${(error as Error).message}`]);
    }
  }
  return { ...fromFile, ...process.env };
}
