import { splitHeader } from "./header.js";

// One of these is enough: an article of ours with a mistake in it must be told of the mistake.
const OUR_KEY = /^["']?(?:codes|phrases|who)["']?\s*:/m;
const OUR_HEADING = /^## What (?:happened|you can do|an admin can do)\s*$/m;

const TOP = 1000;

/** Whether a file is a page of Microsoft Learn, or written like one, and no article of our form. */
export function isLearnPage(markdown: string): boolean {
  const text = markdown.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const { header, body } = splitHeader(text);
  // Where a line of --- is missing, our keys stand at the top all the same.
  return !OUR_HEADING.test(body) && !OUR_KEY.test(header === "" ? text.slice(0, TOP) : header);
}
