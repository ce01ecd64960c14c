import { readFile, stat } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { obstacleSays } from "../explain/sentences.js";
import type { MailSource } from "../intake/bounce-mail.js";
import { fileAsSource } from "../intake/file-kind.js";
import type { Limits } from "../intake/limits.js";
import { reasonOf } from "./reason.js";

/** Reads a file, or standard input for "-"; a sentence where it cannot be read. */
export async function readSource(
  file: string,
  stdin: AsyncIterable<Uint8Array | string>,
  limits: Limits,
): Promise<MailSource | string> {
  try {
    if (file !== "-" && (await stat(file)).size > limits.file)
      return obstacleSays("too-large", limits);
    const content = file === "-" ? await buffer(stdin) : await readFile(file);
    const source = fileAsSource(file, content);
    return typeof source === "string" ? obstacleSays(source, limits) : source;
  } catch (error) {
    return reasonOf(error);
  }
}
