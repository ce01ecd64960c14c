import type { Migration } from "kysely";
import { firstTables, type NumbersItself } from "./0001-tickets.js";
import { mailReplies } from "./0002-mail-replies.js";

/** Every migration under its name; they run in the order of their names, each once. */
export function listMigrations(numbersItself: NumbersItself): Readonly<Record<string, Migration>> {
  return {
    "0001-tickets": firstTables(numbersItself),
    "0002-mail-replies": mailReplies(numbersItself),
  };
}
