import type { Source } from "./source.js";

/** `on` or `off`; off where nothing is said. */
export function readSwitch({ value, complain }: Source, name: string): boolean {
  const text = value(name) || "off";
  if (/^(?:on|off)$/i.test(text)) return text.toLowerCase() === "on";
  complain(`${name} must be on or off, but is ${JSON.stringify(text)}`);
  return false;
}
