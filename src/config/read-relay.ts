import { isIP } from "node:net";
import type { RelaySettings } from "../mail/mail-settings.js";
import { HOST_NAME } from "./host-name.js";
import type { Source } from "./source.js";

const PORTS: Readonly<Record<string, number>> = { "smtp:": 25, "smtps:": 465 };

/** The server that sends our mail. Not quoted when it is wrong: people write passwords into addresses. */
export function readRelay({ value, complain }: Source): RelaySettings | undefined {
  const text = value("MAIL_RELAY");
  if (text === "") {
    complain(
      "MAIL_RELAY is not set: the server that sends the bot's mail, such as smtp://mail.contoso.example:25",
    );
    return undefined;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const port = url && Number(url.port || PORTS[url.protocol]);
  const login = readLogin({ value, complain });
  const host = url?.hostname.replace(/^\[|\]$/g, "") ?? "";
  const isBare = /^\/?$/.test(`${url?.pathname ?? ""}${url?.search ?? ""}${url?.hash ?? ""}`);
  if (!url || !port || !isBare || !(HOST_NAME.test(host) || isIP(host) !== 0)) {
    complain("MAIL_RELAY must be smtp://HOST:PORT or smtps://HOST:PORT, but is not");
    return undefined;
  }
  if (url.username !== "" || url.password !== "") {
    complain(
      "MAIL_RELAY must not hold a name or password: set MAIL_RELAY_USER and MAIL_RELAY_PASSWORD",
    );
    return undefined;
  }
  return { host, port, isTlsFromStart: url.protocol === "smtps:", login };
}

function readLogin({ value, complain }: Source): RelaySettings["login"] {
  const [user, password] = [value("MAIL_RELAY_USER"), value("MAIL_RELAY_PASSWORD")];
  if (user && !password) complain("MAIL_RELAY_PASSWORD is not set, but MAIL_RELAY_USER is");
  if (password && !user) complain("MAIL_RELAY_USER is not set, but MAIL_RELAY_PASSWORD is");
  return user && password ? { user, password } : undefined;
}
