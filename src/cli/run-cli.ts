import { readDatabaseConfig, readReadingConfig } from "../config.js";
import { ConfigError } from "../config/source.js";
import type { Intake } from "../intake/intake.js";
import type { Limits } from "../intake/limits.js";
import { createOutlookReader } from "../intake/outlook/outlook-reader.js";
import { createPictureReader } from "../intake/picture/picture-reader.js";
import { KnowledgeError, loadKnowledgeBase } from "../knowledge/knowledge-base.js";
import { parseCommand, UsageError, USAGE } from "./command.js";
import type { Command } from "./command.js";
import { explainFiles } from "./explain-files.js";
import { articlesForPeople } from "./for-people.js";
import { articlesAsJson } from "./as-json.js";
import { colorsFor, jsonLine } from "./terminal.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs one command; returns the exit code: 0 done, 1 an input could not be read or has mistakes,
 * 2 wrong usage.
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const command = parseCommand(args);
    if (command) return await run(command, terminal);
    terminal.stderr.write(USAGE);
    return 2;
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.stderr.write(`${error.message}\nndr-bot --help shows all commands.\n`);
      return 2;
    }
    if (!(error instanceof KnowledgeError || error instanceof ConfigError)) throw error;
    terminal.stderr.write(`${error.message}\n`);
    return 1;
  }
}

async function run(command: Command, terminal: Terminal): Promise<number> {
  const config = () => readReadingConfig(terminal.env);
  const load = () => loadKnowledgeBase(config().knowledgeFolders);
  switch (command.kind) {
    case "help":
      terminal.stdout.write(USAGE);
      return 0;
    case "explain":
      return withReaders(config(), async (intake) =>
        explainFiles(command, await load(), intake, terminal, config().organisation),
      );
    case "list": {
      const articles = await load();
      terminal.stdout.write(
        command.json
          ? jsonLine(articlesAsJson(articles))
          : articlesForPeople(articles, colorsFor(terminal)),
      );
      return 0;
    }
    // What only these need is brought only for them: `explain` starts the sooner.
    case "show": {
      const { showArticle } = await import("./knowledge-show.js");
      return showArticle(command.id, await load(), terminal);
    }
    case "check": {
      const { checkArticles } = await import("./knowledge-check.js");
      return checkArticles(command.folder, terminal);
    }
    case "new": {
      const { newArticle } = await import("./knowledge-new.js");
      return newArticle(command, terminal);
    }
    case "export": {
      const { exportTickets } = await import("./tickets-export.js");
      return exportTickets(command, readDatabaseConfig(terminal.env).databaseUrl, terminal);
    }
    case "coverage": {
      const { showCoverage } = await import("./knowledge-coverage.js");
      return withReaders(config(), async (intake) =>
        showCoverage(command, await load(), intake, terminal),
      );
    }
    case "helpdesk-release": {
      const { releaseHelpdesk } = await import("./helpdesk-release.js");
      return releaseHelpdesk(command, terminal);
    }
    case "outbox-list": {
      const { listOutbox } = await import("./outbox-commands.js");
      return listOutbox(command, terminal);
    }
    case "outbox-replay": {
      const { replayOutbox } = await import("./outbox-commands.js");
      return replayOutbox(command, terminal);
    }
    case "outbox-discard": {
      const { discardOutbox } = await import("./outbox-commands.js");
      return discardOutbox(command, terminal);
    }
  }
}

/** Readers in processes of their own are ended with the command. */
async function withReaders(
  {
    limits,
    pictureLanguages: languages,
  }: {
    readonly limits: Limits;
    readonly pictureLanguages?: readonly string[] | undefined;
  },
  use: (intake: Intake) => Promise<number>,
): Promise<number> {
  const outlook = createOutlookReader();
  const pictures = languages && createPictureReader({ languages });
  try {
    return await use({ limits, outlook, pictures });
  } finally {
    await Promise.all([outlook.close(), pictures?.close()]);
  }
}
