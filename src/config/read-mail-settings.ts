import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import type { MailAddress } from "../mail/mail-address.js";
import type { MailSettings, TlsSettings } from "../mail/mail-settings.js";
import { LOOPBACK_NETWORKS, type Network, parseNetwork } from "../mail/network.js";
import { HOST_NAME } from "./host-name.js";
import { listed } from "./listed.js";
import { readOwnAddress } from "./read-own-address.js";
import { readRelay } from "./read-relay.js";
import { readSwitch } from "./read-switch.js";
import type { Source } from "./source.js";

/** What MAIL_… say; nothing where MAIL_LISTEN is not set, or after complaining. */
export function readMailSettings(source: Source): MailSettings | undefined {
  const { value } = source;
  if (value("MAIL_LISTEN") === "") return undefined;
  const listen = readListen(source);
  const self = readOwnAddress(source);
  const domains = readDomains(source, self);
  const allowFrom = readNetworks(source);
  const tls = readTls(source);
  const relay = readRelay(source);
  const limits = {
    perMinute: readNumber(source, "MAIL_PER_MINUTE", 120, 100_000),
    answersPerHour: readNumber(source, "MAIL_ANSWERS_PER_HOUR", 20, 100_000),
  };
  const helpdesk = readHelpdesk(source);
  if (!listen || !self || !relay) return undefined;
  return { ...listen, self, domains, allowFrom, tls, relay, ...limits, helpdesk };
}

/** `PORT`, `HOST:PORT` or `[IPV6]:PORT`. */
function readListen({ value, complain }: Source): { host: string; port: number } | undefined {
  const text = value("MAIL_LISTEN");
  const [, inBrackets, name, digits = ""] =
    /^(?:(?:\[([\da-f:.]+)\]|([^:[\]\s]+)):)?(\d{1,5})$/i.exec(text) ?? [];
  const host = inBrackets ?? name ?? "127.0.0.1";
  const port = Number(digits || 0);
  const isHost = inBrackets === undefined ? HOST_NAME.test(host) : isIP(host) === 6;
  if (isHost && port >= 1 && port <= 65535) return { host, port };
  complain(
    `MAIL_LISTEN must be a port or an address of this machine with a port, such as 127.0.0.1:2525, but is ${JSON.stringify(text)}`,
  );
  return undefined;
}

/** The domain of our own address where nothing else is said. */
function readDomains(source: Source, self: MailAddress | undefined): readonly string[] {
  const named = listed(source.value("MAIL_DOMAINS")).map((text) => {
    const domain = domainToASCII(text).toLowerCase();
    if (!domain.includes(".") || !HOST_NAME.test(domain))
      source.complain(
        `MAIL_DOMAINS must be domains separated by commas, such as contoso.example, but holds ${JSON.stringify(text)}`,
      );
    return domain;
  });
  return named.length > 0 ? named : self ? [self.domain] : [];
}

function readNetworks(source: Source): readonly Network[] {
  const named = listed(source.value("MAIL_ALLOW_FROM")).flatMap((text) => {
    const network = parseNetwork(text);
    if (!network)
      source.complain(
        `MAIL_ALLOW_FROM must be addresses of mail servers or blocks such as 192.0.2.0/24, separated by commas, but holds ${JSON.stringify(text)}`,
      );
    return network ?? [];
  });
  return named.length > 0 ? named : LOOPBACK_NETWORKS;
}

function readTls(source: Source): TlsSettings | undefined {
  const { value, complain } = source;
  const [certFile, keyFile] = [value("MAIL_TLS_CERT"), value("MAIL_TLS_KEY")];
  const isRequired = readSwitch(source, "MAIL_REQUIRE_TLS");
  if (certFile && keyFile) return { certFile, keyFile, isRequired };
  const missing = [
    ...(certFile ? [] : ["MAIL_TLS_CERT is not set: the path of the certificate chain (PEM)"]),
    ...(keyFile
      ? []
      : ["MAIL_TLS_KEY is not set: the path of the certificate's private key (PEM)"]),
  ];
  if (certFile || keyFile || isRequired) missing.forEach(complain);
  return undefined;
}

const LONGEST_HELPDESK = 200;

function readHelpdesk({ value, complain }: Source): string | undefined {
  const text = value("MAIL_HELPDESK");
  if (text.length > LONGEST_HELPDESK || /\p{Cc}/u.test(text))
    complain(
      `MAIL_HELPDESK must be one sentence of at most ${LONGEST_HELPDESK} characters, but is not`,
    );
  return text || undefined;
}

function readNumber(
  { value, complain }: Source,
  name: string,
  usual: number,
  most: number,
): number {
  const text = value(name) || String(usual);
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > most)
    complain(`${name} must be 1-${most}, but is ${JSON.stringify(text)}`);
  return number;
}
