import { type MailAddress, parseMailAddress } from "../mail/mail-address.js";
import type { Source } from "./source.js";

/** Who the bot is in mail. */
export function readOwnAddress({ value, complain }: Source): MailAddress | undefined {
  const text = value("MAIL_ADDRESS");
  const address = parseMailAddress(text);
  if (text === "")
    complain(
      "MAIL_ADDRESS is not set: the bot's own address, which people forward bounces to, such as ndr-bot@contoso.example",
    );
  else if (!address)
    complain(
      `MAIL_ADDRESS must be a mail address such as ndr-bot@contoso.example, but is ${JSON.stringify(text)}`,
    );
  return address;
}
