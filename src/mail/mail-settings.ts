import type { MailAddress } from "./mail-address.js";
import type { Network } from "./network.js";

/** What the operator decides about bounces that come by mail. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** Our own address: the only one that mail is taken for, and the one that answers. */
  readonly self: MailAddress;
  /** The organisation's domains, in ASCII and lower case: nobody else is answered. */
  readonly domains: readonly string[];
  /** The mail servers that may connect. */
  readonly allowFrom: readonly Network[];
  /** Absent: no STARTTLS is offered. */
  readonly tls?: TlsSettings | undefined;
  readonly relay: RelaySettings;
  /** Mails a minute, from all senders together. */
  readonly perMinute: number;
  /** Answers an hour to one sender. */
  readonly answersPerHour: number;
  /** Where to ask when the steps do not help, in the organisation's words. */
  readonly helpdesk?: string | undefined;
}

export interface TlsSettings {
  /** Path of the certificate chain, PEM. */
  readonly certFile: string;
  /** Path of the private key, PEM. */
  readonly keyFile: string;
  /** Whether mail is taken over TLS only. */
  readonly isRequired: boolean;
}

/** The server that carries the answers. */
export interface RelaySettings {
  readonly host: string;
  readonly port: number;
  /** Whether TLS begins with the connection; else STARTTLS is used where it is offered. */
  readonly isTlsFromStart: boolean;
  readonly login?: { readonly user: string; readonly password: string } | undefined;
}
