import type { MailSource } from "./bounce-mail.js";
import type { Intake } from "./intake.js";
import type { Parsed } from "./parsed.js";

/** One way a bounce is written down. */
export interface Format {
  readonly name: string;
  accepts(source: MailSource): boolean;
  parse(source: MailSource, intake: Intake): Promise<Parsed>;
}
