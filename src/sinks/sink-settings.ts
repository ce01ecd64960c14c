import type { MailAddress } from "../mail/mail-address.js";
import type { RelaySettings } from "../mail/mail-settings.js";

/** Which other systems get a copy of each ticket event, as the operator decides. */
export interface SinkSettings {
  readonly webhook?: WebhookSettings | undefined;
  readonly mail?: TicketMailSettings | undefined;
}

export interface WebhookSettings {
  readonly url: URL;
  /** What the events are signed with. */
  readonly secret: string;
  /** Whether the URL may lead to an address inside the organisation, and be http. */
  readonly isPrivateAllowed: boolean;
}

export interface TicketMailSettings {
  /** The address of the helpdesk's system. */
  readonly to: MailAddress;
  /** Our own address. */
  readonly self: MailAddress;
  readonly relay: RelaySettings;
}
