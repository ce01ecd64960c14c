import type { BounceMail, MailSource } from "./bounce-mail.js";

/** One way a bounce is written down. */
export interface Format {
  readonly name: string;
  accepts(source: MailSource): boolean;
  /** The mail, or `undefined` where the source is not in this format after all. */
  parse(source: MailSource): Promise<BounceMail | undefined>;
}
