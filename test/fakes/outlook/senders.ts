import { ID } from "../../../src/intake/outlook/property-ids.js";
import type { PropertyValues } from "./outlook-file.js";

/** As Exchange signs its reports. */
export const FROM_EXCHANGE: PropertyValues = {
  [ID.senderName]: "Microsoft Outlook",
  [ID.senderAddress]: "MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@contoso.example",
  [ID.displayTo]: "Lea Brandt",
};

/** A colleague, as the directory of an organisation knows her. */
export const FROM_LEA: PropertyValues = {
  [ID.messageClass]: "IPM.Note",
  [ID.senderName]: "Lea Brandt",
  [ID.senderAddress]:
    "/O=EXCHANGELABS/OU=EXCHANGE ADMINISTRATIVE GROUP (FYDIBOHF23SPDLT)/CN=RECIPIENTS/CN=LEA",
  [ID.senderSmtpAddress]: "lea@contoso.example",
};
