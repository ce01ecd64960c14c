// A process of its own, started by migrations.test.ts: opens the database at argv[2] and says so.
import { openDatabase } from "../../src/database/database.js";

const db = await openDatabase(process.argv[2] ?? "");
await db.destroy();
process.stdout.write("opened\n");
