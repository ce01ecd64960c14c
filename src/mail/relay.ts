import { createTransport } from "nodemailer";
import { DeliveryError } from "../outbox/delivery-error.js";
import { formatMailAddress, type MailAddress } from "./mail-address.js";
import type { RelaySettings } from "./mail-settings.js";
import type { ReplyEntry } from "./reply-store.js";

/** The server that carries the answers. */
export interface Relay {
  /** Rejects with a `DeliveryError`. */
  send(entry: ReplyEntry): Promise<void>;
  /** Ends the connections, those in the middle of a mail too. */
  close(): void;
}

const CONNECTIONS = 4;
const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
/** A server that sends a byte a minute is given up as well. */
const LONGEST_MS = 2 * 60_000;

/** TLS is verified wherever the relay offers it; a password never goes out without it. */
export function createRelay(
  { host, port, isTlsFromStart, login }: RelaySettings,
  self: MailAddress,
): Relay {
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
    async send({ reply, reference, queuedAt }) {
      try {
        await transport.sendMail({
          // A bounce of this answer has nowhere to go (RFC 3834 3.3, RFC 5321 4.5.5).
          envelope: { from: "", to: [reply.to] },
          from: { name: "NDR Bot", address },
          to: { name: "", address: reply.to },
          subject: reply.subject,
          text: reply.text,
          html: reply.html,
          messageId: `<${reference}@${self.domain}>`,
          date: new Date(queuedAt),
          inReplyTo: reply.inReplyTo,
          references: [...reply.references],
          headers: {
            "Auto-Submitted": "auto-replied",
            "X-Auto-Response-Suppress": "All",
            "X-Loop": address,
          },
          signal: AbortSignal.timeout(LONGEST_MS),
        });
      } catch (error) {
        throw new DeliveryError("The relay did not take the answer.", {
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

/** Commands whose refusal is about this answer; any other is about us, and the operator can mend it. */
const ABOUT_THE_ANSWER = ["RCPT TO", "DATA"];

/** A 5xx reply says that no later attempt can succeed (RFC 5321 4.2.1). */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, command } = error as Error & Record<string, unknown>;
  const isAboutIt = typeof command === "string" && ABOUT_THE_ANSWER.includes(command);
  return isAboutIt && typeof responseCode === "number" && responseCode >= 500;
}
