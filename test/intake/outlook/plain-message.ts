import type { OutlookMessage } from "../../../src/intake/outlook/outlook-message.js";

/** A message with nothing in it. */
export function plainMessage(messageClass: string): OutlookMessage {
  return { messageClass, sender: {}, original: { sender: {} }, recipients: [], attachments: [] };
}
