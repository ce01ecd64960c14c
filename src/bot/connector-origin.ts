import type { TurnContext } from "botbuilder";
import type { ConnectorClient } from "botframework-connector";
import type { Trusted } from "../download/download.js";

/**
 * The connector that a message came through, where the pictures in messages are kept: its origin, and
 * the bot's token, which is for nobody else. Without credentials there is no token.
 */
export async function connectorOf(
  { activity, adapter, turnState }: TurnContext,
  hasCredentials: boolean,
): Promise<Trusted> {
  const { origin } = new URL(activity.serviceUrl);
  if (!hasCredentials) return { origin, paths: PATHS };
  const { ConnectorClientKey: key } = adapter as unknown as { readonly ConnectorClientKey: symbol };
  const client = turnState.get<ConnectorClient | undefined>(key);
  const { credentials } = (client ?? {}) as { readonly credentials?: Partial<TokenSource> };
  const token = await credentials?.getToken?.();
  return { origin, paths: PATHS, authorization: token && `Bearer ${token}` };
}

/** Of the connector's own paths the views of attachments; the token opens conversations too. */
const PATHS = /\/v3\/attachments\/[^/%]+\/views\/[^/%]+$/;

interface TokenSource {
  getToken(): Promise<string>;
}
