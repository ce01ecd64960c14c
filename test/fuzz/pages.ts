import fc from "fast-check";
import { paste } from "./pastes.js";
import { address, anyText, label, reply } from "./words.js";

const escaped = (text: string) =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br>");

const words = fc.oneof(paste.map(escaped), reply.map(escaped), address, label, anyText);

const TAGS = [
  "p",
  "div",
  "span",
  "table",
  "tr",
  "td",
  "ul",
  "li",
  "blockquote",
  "h1",
  "pre",
  "a",
  "o:p",
];

/** Teams marks what is quoted and who is mentioned. */
const TEAMS = [
  '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong>Kim</strong><p itemprop="preview">',
  '<blockquote itemtype="http://schema.skype.com/Forward"><p>',
  '<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="0">NDR Bot</span>&nbsp;',
  '<attachment id="1"></attachment>',
  "<at>NDR Bot</at>",
];

const OPENED = [
  "<td",
  "<p style='",
  "<!-- ",
  "<![CDATA[",
  "<style>p{",
  "<script>if (a<b)",
  "</td></tr>",
  "<table><table>",
  "<!--[if mso]>",
  "<title>",
  "<textarea>",
  "&#",
  "&#x110000;",
  "&#0;",
  "&notanentity;",
  "<p\u0000>",
  "<base href='//x'>",
  "<img src=x onerror=alert(1)>",
  '<a href="javascript:x">',
  "<svg><style>",
  "<select><option>",
  "<plaintext>",
];

const element = fc.letrec<{ node: string; element: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    words,
    tie("element"),
    fc.constantFrom(...TEAMS, ...OPENED),
  ),
  element: fc
    .tuple(fc.constantFrom(...TAGS), fc.array(tie("node"), { maxLength: 3 }), fc.boolean())
    .map(([tag, nodes, isClosed]) => `<${tag}>${nodes.join("")}${isClosed ? `</${tag}>` : ""}`),
}));

const row = fc
  .tuple(label, reply.map(escaped))
  .map(([name, said]) => `<tr><td>${name}:</td><td>${said}</td></tr>`);

/** Rich text as mail programs, Teams and worse authors write it. */
export const page = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.array(element.node, { maxLength: 6 }).map((nodes) => nodes.join("")),
  },
  {
    weight: 6,
    arbitrary: fc.array(row, { maxLength: 12 }).map((rows) => `<table>${rows.join("")}</table>`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(element.node, fc.constantFrom(50, 500, 3000))
      .map(([node, times]) => node.slice(0, 60).repeat(times)),
  },
);
