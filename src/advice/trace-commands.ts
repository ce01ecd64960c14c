import type { Ndr } from "../ndr/ndr.js";
import { findCommandValues } from "./blank-values.js";
import { quote } from "./command-line.js";

/**
 * Command lines that look the message up in Exchange Online; none where the bounce names neither side.
 * Without days, they look at the last two.
 */
export function traceCommands(ndr: Ndr): readonly string[] {
  const { sender, recipient, messageId, traceStart, traceEnd } = findCommandValues(ndr);
  const days = [...parameter("StartDate", traceStart), ...parameter("EndDate", traceEnd)];
  const from = parameter("SenderAddress", sender);
  const to = parameter("RecipientAddress", recipient);
  const id = parameter("MessageId", messageId && `<${messageId}>`);
  const trace = (...parameters: readonly string[]) =>
    ["Get-MessageTraceV2", ...parameters, ...days].join(" ");
  const one = id.length > 0 ? id : from;
  return [
    ...(from.length + to.length > 0 ? [trace(...from, ...to)] : []),
    ...(id.length > 0 ? [trace(...id)] : []),
    ...(to.length > 0 && one.length > 0 ? [`${trace(...one, ...to)} | ${EVENTS}`] : []),
  ];
}

// It asks for trace id and recipient of a message, and finds both in what the trace hands on.
const EVENTS = "Get-MessageTraceDetailV2 | Format-List Date,Event,Detail";

const LONG = 40;

/** A long value as two strings added up: a card breaks a line between them, and the command stays whole. */
function parameter(name: string, value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const at = value.length > LONG ? value.lastIndexOf("@") + 1 : 0;
  if (at === 0) return [`-${name} ${quote(value)}`];
  return [`-${name} (${quote(value.slice(0, at))} + ${quote(value.slice(at))})`];
}
