import { createTransport } from "nodemailer";
import { DeliveryError } from "../outbox/delivery-error.js";
import { formatMailAddress, type MailAddress } from "./mail-address.js";
import type { RelaySettings } from "./mail-settings.js";

/** A mail of ours on its way out. All of it is data: nothing in it can add a header or a recipient. */
export interface OutgoingMail {
  /** The address of MAIL FROM; "" where a bounce of it has nowhere to go. */
  readonly envelopeFrom: string;
  /** One address. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string | undefined;
  /** The left part of the Message-ID; the right one is our domain. */
  readonly id: string;
  /** ISO 8601. */
  readonly date: string;
  readonly inReplyTo?: string | undefined;
  readonly references?: readonly string[] | undefined;
  /** RFC 3834 5. */
  readonly autoSubmitted: "auto-replied" | "auto-generated";
}

/** The way to the server that carries our mails. */
export interface Transport {
  /** Rejects with a `DeliveryError`. */
  send(mail: OutgoingMail): Promise<void>;
  /** Ends the connections, those in the middle of a mail too. */
  close(): void;
}

const CONNECTIONS = 4;
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
/** A server that sends a byte a minute is given up as well. */
const LONGEST_MS = 55_000;

/** TLS is verified wherever the relay offers it; a password never goes out without it. */
export function createMailTransport(
  { host, port, isTlsFromStart, login }: RelaySettings,
  self: MailAddress,
): Transport {
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    // The outbox tries again, and knows what it has tried.
    maxRequeues: 0,
    host,
    port,
    secure: isTlsFromStart,
    requireTLS: login !== undefined,
    name: self.domain,
    tls: { minVersion: "TLSv1.2" },
    auth: login && { user: login.user, pass: login.password },
    disableFileAccess: true,
    disableUrlAccess: true,
    ...TIMEOUTS,
  });
  const address = formatMailAddress(self);

  return {
    async send(mail) {
      try {
        await transport.sendMail({
          envelope: { from: mail.envelopeFrom, to: [mail.to] },
          from: { name: "NDR Bot", address },
          to: { name: "", address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: messageIdOf(mail.id, self),
          date: new Date(mail.date),
          inReplyTo: mail.inReplyTo,
          references: [...(mail.references ?? [])],
          headers: {
            "Auto-Submitted": mail.autoSubmitted,
            "X-Auto-Response-Suppress": "All",
            "X-Loop": address,
          },
          signal: AbortSignal.timeout(LONGEST_MS),
        });
      } catch (error) {
        throw new DeliveryError("The relay did not take the mail.", {
          permanent: isFinal(error),
          cause: error,
        });
      }
    },
    close() {
      transport.close({ force: true });
    },
  };
}

/** The Message-ID of a mail of ours (RFC 5322 3.6.4). */
export function messageIdOf(id: string, self: MailAddress): string {
  return `<${id}@${self.domain}>`;
}

/** Commands whose refusal is about this mail; any other is about us, and the operator can mend it. */
const ABOUT_THE_MAIL = ["RCPT TO", "DATA"];

/** A 5xx reply says that no later attempt can succeed (RFC 5321 4.2.1). */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, command } = error as Error & Record<string, unknown>;
  const isAboutIt = typeof command === "string" && ABOUT_THE_MAIL.includes(command);
  return isAboutIt && typeof responseCode === "number" && responseCode >= 500;
}
