import type { Log } from "../log.js";
import { AcknowledgingAdapter } from "./acknowledge.js";
import { StrictAuthentication, type AuthenticationSettings } from "./strict-authentication.js";
import { createTurnErrorHandler } from "./turn-error.js";

export type AdapterSettings = AuthenticationSettings;

/** The bot's side of the line to Teams: who may call, when Teams is answered, what failure looks like. */
export function createAdapter(settings: AdapterSettings, log: Log): AcknowledgingAdapter {
  const adapter = new AcknowledgingAdapter(new StrictAuthentication(settings), log);
  adapter.onTurnError = createTurnErrorHandler(log);
  return adapter;
}
