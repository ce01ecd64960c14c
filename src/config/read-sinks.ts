import { isIP } from "node:net";
import { isPublicAddress } from "../dns/public-address.js";
import { isSameMailbox, parseMailAddress } from "../mail/mail-address.js";
import type { SinkSettings, TicketMailSettings, WebhookSettings } from "../sinks/sink-settings.js";
import { readOwnAddress } from "./read-own-address.js";
import { readRelay } from "./read-relay.js";
import { readSwitch } from "./read-switch.js";
import type { Source } from "./source.js";

/** What WEBHOOK_… and TICKET_MAIL_TO say; nothing where they are not set, or after complaining. */
export function readSinks(source: Source): SinkSettings {
  return { webhook: readWebhook(source), mail: readTicketMail(source) };
}

const SHORTEST_SECRET = 16;

/** Neither URL nor secret is quoted: the services that take webhooks put their secrets into the URL. */
function readWebhook(source: Source): WebhookSettings | undefined {
  const { value, complain } = source;
  const [text, secret] = [value("WEBHOOK_URL"), value("WEBHOOK_SECRET")];
  const isPrivateAllowed = readSwitch(source, "WEBHOOK_ALLOW_PRIVATE");
  if (text === "") {
    if (secret !== "") complain("WEBHOOK_URL is not set, but WEBHOOK_SECRET is");
    return undefined;
  }
  if (secret === "")
    complain(
      `WEBHOOK_SECRET is not set: what events are signed with, at least ${SHORTEST_SECRET} characters that nobody can guess`,
    );
  else if (secret.length < SHORTEST_SECRET)
    complain(`WEBHOOK_SECRET must have at least ${SHORTEST_SECRET} characters`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url?.username === "" && url.password === "" && url.hash === "";
  if (!url || !isPlain || !/^https?:$/.test(url.protocol)) {
    complain("WEBHOOK_URL must be https://HOST/PATH without a name or password, but is not");
    return undefined;
  }
  if (!isPrivateAllowed && !isOutside(url))
    complain(
      "WEBHOOK_URL must be https and lead to a public address; set WEBHOOK_ALLOW_PRIVATE=on for a system inside your network",
    );
  return { url, secret, isPrivateAllowed };
}

/** Where a name leads is looked at with each event. */
function isOutside({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, "");
  const isName = isIP(host) === 0 && host !== "localhost";
  return protocol === "https:" && (isName || isPublicAddress(host));
}

function readTicketMail(source: Source): TicketMailSettings | undefined {
  const { value, complain } = source;
  const text = value("TICKET_MAIL_TO");
  if (text === "") return undefined;
  const to = parseMailAddress(text);
  if (!to)
    complain(
      `TICKET_MAIL_TO must be a mail address such as helpdesk@contoso.example, but is ${JSON.stringify(text)}`,
    );
  const self = readOwnAddress(source);
  const relay = readRelay(source);
  if (to && self && isSameMailbox(to, self))
    complain("TICKET_MAIL_TO must not be MAIL_ADDRESS: the bot would write to itself");
  return to && self && relay ? { to, self, relay } : undefined;
}
