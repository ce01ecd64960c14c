import { boundText } from "../bound-text.js";
import type { Format } from "../format.js";
import { mails, unreadable } from "../parsed.js";
import { textMail } from "../text.js";
import { textOfPicture } from "./picture-text.js";

/** A screenshot or a photograph of a bounce. */
export const picture: Format = {
  name: "picture",
  accepts: ({ contentType }) => contentType.startsWith("image/"),
  parse: async ({ content }, { limits, pictures, asker = "" }) => {
    if (!pictures) return unreadable("no-reader");
    if (typeof content === "string") return unreadable("damaged");
    const lines = await pictures.read(content, { person: asker, timeMs: limits.timeMs });
    if (typeof lines === "string") return unreadable(lines);
    const { text, isCut } = boundText(textOfPicture(lines), limits.text);
    return text === "" ? unreadable("no-words") : mails(textMail(text, "picture", isCut));
  },
};
