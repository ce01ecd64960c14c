import type { Migration } from "kysely";
import type { TableWords } from "../dialects.js";
import { firstTables } from "./0001-tickets.js";
import { mailReplies } from "./0002-mail-replies.js";
import { helpdeskOfMany } from "./0003-helpdesk-of-many.js";
import { findings } from "./0004-findings.js";
import { triedSteps } from "./0005-tried-steps.js";

/** Every migration under its name; they run in the order of their names, each once. */
export function listMigrations(words: TableWords): Readonly<Record<string, Migration>> {
  return {
    "0001-tickets": firstTables(words),
    "0002-mail-replies": mailReplies(words),
    "0003-helpdesk-of-many": helpdeskOfMany(words),
    "0004-findings": findings(),
    "0005-tried-steps": triedSteps(),
  };
}
