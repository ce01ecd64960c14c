import type { MailAddress } from "./mail-address.js";
import type { RelaySettings } from "./mail-settings.js";
import type { ReplyEntry } from "./reply-store.js";
import { createMailTransport } from "./transport.js";

/** The server that carries the answers. */
export interface Relay {
  /** Rejects with a `DeliveryError`. */
  send(entry: ReplyEntry): Promise<void>;
  /** Ends the connections, those in the middle of a mail too. */
  close(): void;
}

export function createRelay(settings: RelaySettings, self: MailAddress): Relay {
  const transport = createMailTransport(settings, self);
  return {
    send: ({ reply, reference, queuedAt }) =>
      transport.send({
        ...reply,
        // A bounce of this answer has nowhere to go (RFC 3834 3.3, RFC 5321 4.5.5).
        envelopeFrom: "",
        id: reference,
        date: queuedAt,
        autoSubmitted: "auto-replied",
      }),
    close: () => {
      transport.close();
    },
  };
}
