import type { Source } from "./source.js";

/** `on` or `off`; where nothing is said, off unless told otherwise. */
export function readSwitch(
  { value, complain }: Source,
  name: string,
  usual: "on" | "off" = "off",
): boolean {
  const text = value(name) || usual;
  if (/^(?:on|off)$/i.test(text)) return text.toLowerCase() === "on";
  complain(`${name} must be on or off, but is ${JSON.stringify(text)}`);
  return false;
}
