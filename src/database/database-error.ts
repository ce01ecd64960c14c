/** The database cannot be used. The message is one or two sentences for whoever runs the bot. */
export class DatabaseError extends Error {
  override name = "DatabaseError";
}
