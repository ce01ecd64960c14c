import type { BouncePage } from "./bounce-pages.js";
import type { Screenshot } from "./screenshots.js";

const GROUP: BouncePage = {
  layout: "classic",
  language: "english",
  recipient: "all-staff@contoso.example",
  subject: "Fire drill on Friday",
  happened:
    "You don't have permission to send to this group or one of its subgroups. Ask the owner of the group to let you send to it, then try again.",
  reply: "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
};
const ATTRIBUTED: BouncePage = {
  layout: "classic",
  language: "english",
  recipient: "pat@woodgrove.example",
  subject: "Delivery note",
  happened: "A problem occurred during the delivery of this message to this address.",
  reply: "550 5.7.64 TenantAttribution; Relay Access Denied",
};
const FULL: BouncePage = {
  layout: "classic",
  language: "english",
  recipient: "lena.novak@fabrikam.example",
  subject: "Minutes",
  happened:
    "The recipient's mailbox is full and can't accept messages now. Please try resending your message later.",
  reply: "554 5.2.2 mailbox full; STOREDRV.Deliver; delivery exception. QuotaExceededException",
};
const RELAY: BouncePage = {
  layout: "new",
  language: "english",
  recipient: "orders@tailspin.example",
  subject: "Order 4711",
  happened:
    "The outbound connection attempt was not answered because either the remote system was busy or it was unable to take delivery of the message.",
  reply: "550 5.4.1 Relay Access Denied",
  problem: "Relay Access Denied",
};
const UNKNOWN: BouncePage = {
  layout: "new",
  language: "english",
  recipient: "anna@fabrikam.example",
  subject: "Offer",
  happened: "anna wasn't found at fabrikam.example.",
  reply:
    "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient anna@fabrikam.example not found by SMTP address lookup",
  problem: "Unknown To address",
};
const BANNED: BouncePage = {
  layout: "new",
  language: "english",
  recipient: "sam@proseware.example",
  subject: "Catalogue",
  happened: "Your message couldn't be delivered because the sending server is on a block list.",
  reply:
    "550 5.7.606 Access denied, banned sending IP [192.0.2.25]. To request removal from this list please visit https://sender.office.com/ and follow the directions.",
  problem: "Sender blocked",
};
const GERMAN_UNKNOWN: BouncePage = {
  layout: "new",
  language: "german",
  recipient: "anna@fabrikam.example",
  subject: "Angebot für Müller",
  happened: "anna wurde in fabrikam.example nicht gefunden.",
  reply: "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup",
  problem: "Unbekannte An-Adresse",
};
const GERMAN_GROUP: BouncePage = {
  layout: "classic",
  language: "german",
  recipient: "alle@contoso.example",
  subject: "Brandschutzübung",
  happened:
    "Sie sind nicht berechtigt, an diese Gruppe oder eine ihrer Untergruppen zu senden. Bitten Sie den Besitzer der Gruppe um die Berechtigung.",
  reply: "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
};
const FRENCH_FULL: BouncePage = {
  layout: "classic",
  language: "french",
  recipient: "anna@fabrikam.example",
  subject: "Devis",
  happened:
    "La boîte aux lettres du destinataire est pleine et n’accepte plus de messages. Réessayez plus tard.",
  reply: "554 5.2.2 mailbox full; STOREDRV.Deliver; delivery exception. QuotaExceededException",
};
const FRENCH_EDGE: BouncePage = {
  layout: "new",
  language: "french",
  recipient: "sam@proseware.example",
  subject: "Catalogue",
  happened: "sam est introuvable dans proseware.example.",
  reply:
    "550 5.4.1 Recipient address rejected: Access denied. AS(201806281) [DB5EUR03FT022.eop-EUR03.prod.protection.outlook.com]",
  problem: "Adresse du destinataire inconnue",
};

const SANS_LIKE_SEGOE = '"DejaVu Sans", sans-serif';
const NARROW = '"Liberation Sans Narrow", sans-serif';
const SERIF = '"Liberation Serif", serif';

type Taken = Omit<Screenshot, "name" | "page" | "article">;

function shots(
  what: string,
  page: BouncePage,
  article: string,
  ...taken: readonly Taken[]
): readonly Screenshot[] {
  return taken.map((one) => ({
    name: [
      what,
      one.theme,
      `${one.scale * 100} %`,
      ...(one.isJpeg ? ["JPEG"] : []),
      ...(one.crop ? [`${one.crop.from} ${one.crop.share * 100} %`] : []),
      ...(one.font ? [one.font.split('"')[1] ?? ""] : []),
    ].join(", "),
    page,
    article,
    ...one,
  }));
}

/** Both layouts, three languages; each display and each damage that pictures of mail come with. */
export const THIRTY: readonly Screenshot[] = [
  ...shots(
    "group, classic",
    GROUP,
    "group-restricts-senders",
    { theme: "light", scale: 1 },
    { theme: "dark", scale: 1.25 },
    { theme: "light", scale: 0.75 },
    { theme: "dark", scale: 1, isJpeg: true },
    { theme: "light", scale: 1, crop: { from: "top", share: 0.35 } },
  ),
  ...shots(
    "attribution, classic",
    ATTRIBUTED,
    "connector-does-not-match-server",
    { theme: "light", scale: 1.5 },
    { theme: "dark", scale: 0.75 },
    { theme: "light", scale: 1, isJpeg: true, font: SANS_LIKE_SEGOE },
  ),
  ...shots(
    "full, classic",
    FULL,
    "mailbox-full",
    { theme: "light", scale: 2 },
    { theme: "light", scale: 0.75, isJpeg: true },
    { theme: "dark", scale: 2, crop: { from: "bottom", share: 0.6 } },
  ),
  ...shots(
    "relay, new",
    RELAY,
    "relay-access-denied",
    { theme: "light", scale: 1 },
    { theme: "dark", scale: 1.5 },
    { theme: "light", scale: 1.25, font: SERIF },
  ),
  ...shots(
    "unknown, new",
    UNKNOWN,
    "address-does-not-exist",
    { theme: "light", scale: 1 },
    { theme: "dark", scale: 0.75 },
    { theme: "light", scale: 1, crop: { from: "bottom", share: 0.3 } },
    { theme: "light", scale: 1.25, crop: { from: "top", share: 0.4 } },
    { theme: "dark", scale: 1, isJpeg: true },
  ),
  ...shots(
    "banned, new",
    BANNED,
    "sending-ip-banned",
    { theme: "light", scale: 1, isJpeg: true },
    { theme: "dark", scale: 1.25, font: NARROW },
    { theme: "light", scale: 0.75, font: SANS_LIKE_SEGOE },
  ),
  ...shots(
    "unknown, new, German",
    GERMAN_UNKNOWN,
    "address-does-not-exist",
    { theme: "light", scale: 1.25 },
    { theme: "dark", scale: 1, isJpeg: true },
  ),
  ...shots(
    "group, classic, German",
    GERMAN_GROUP,
    "group-restricts-senders",
    { theme: "dark", scale: 1 },
    { theme: "light", scale: 0.75 },
  ),
  ...shots(
    "full, classic, French",
    FRENCH_FULL,
    "mailbox-full",
    { theme: "light", scale: 1, isJpeg: true },
    { theme: "dark", scale: 1.5, crop: { from: "top", share: 0.4 } },
  ),
  ...shots(
    "edge, new, French",
    FRENCH_EDGE,
    "recipient-address-blocked-at-edge",
    { theme: "light", scale: 1 },
    { theme: "dark", scale: 2, isJpeg: true },
  ),
];
