import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { BUILT_IN_KNOWLEDGE, loadKnowledgeBase } from "../src/knowledge/knowledge-base.js";
import { readArticle } from "../src/knowledge/read-article.js";
import {
  inlinesOf,
  linksOf,
  overlap,
  plain,
  stepsOf,
  textOf,
  wordsOf,
} from "./knowledge/article-text.js";

// What is written by hand for people to read: articles now, card templates beside them.

const articles = await loadKnowledgeBase([BUILT_IN_KNOWLEDGE]);

/** Microsoft's pages, the standards, and the pages on which other mail systems explain their replies. */
const TRUSTED_HOSTS: ReadonlySet<string> = new Set([
  "postmaster.google.com",
  "support.google.com",
  "admin.microsoft.com",
  "answers.microsoft.com",
  "admin.exchange.microsoft.com",
  "go.microsoft.com",
  "learn.microsoft.com",
  "purview.microsoft.com",
  "security.microsoft.com",
  "support.microsoft.com",
  "techcommunity.microsoft.com",
  "technet.microsoft.com",
  "social.technet.microsoft.com",
  "testconnectivity.microsoft.com",
  "portal.microsoftonline.com",
  "outlook.office.com",
  "sender.office.com",
  "substrate.office.com",
  "support.office.com",
  "sendersupport.olc.protection.outlook.com",
  "senders.yahooinc.com",
  "www.iana.org",
  "www.postfix.org",
  "www.rfc-editor.org",
  "check.spamhaus.org",
]);

/** A command of Exchange that does more than look. */
const CHANGES = /(?:^|[|;] *)(?:Add|Disable|Enable|New|Remove|Resume|Retry|Set|Start|Update)-/;

describe("knowledge", () => {
  it("has an article in each file", async () => {
    const files = (await readdir(BUILT_IN_KNOWLEDGE.folder)).filter(
      (name) => name.endsWith(".md") && name !== "README.md",
    );
    assert.deepEqual(
      articles.map(({ id }) => id),
      files.map((name) => name.slice(0, -".md".length)).toSorted(),
    );
  });

  it("has a title of its own for each article", () => {
    assert.equal(new Set(articles.map(({ title }) => title)).size, articles.length);
  });

  it("shows an example in its README that is accepted", async () => {
    const readme = await readFile(join(BUILT_IN_KNOWLEDGE.folder, "README.md"), "utf8");
    const [, example = ""] = /^````markdown\n(.*?)^````$/ms.exec(readme) ?? [];
    assert.deepEqual(readArticle("mailbox-full.md", example, "README").senderSteps.length, 2);
  });

  // Sorted out by codes and phrases, two such articles could never be told apart.
  it("gives no two articles of the same code the same phrase", () => {
    for (const one of articles) {
      for (const other of articles) {
        if (one === other || !one.codes.some((a) => other.codes.some((b) => overlap(a, b)))) {
          continue;
        }
        const shared = one.phrases.filter((phrase) =>
          other.phrases.some((foreign) => plain(foreign) === plain(phrase)),
        );
        assert.deepEqual(shared, [], `${one.id} and ${other.id}`);
      }
    }
  });

  for (const article of articles) {
    describe(article.id, () => {
      it("has a title that fits a card's first line", () => {
        assert.ok(article.title.length <= 90, article.title);
        assert.doesNotMatch(article.title, /\.$/);
      });

      it("is short enough for a chat", () => {
        const size = inlinesOf(article).map(wordsOf).join("").length;
        assert.ok(size <= 3500, `${size} characters`);
        for (const steps of [article.senderSteps, article.ownerSteps, article.adminSteps]) {
          assert.ok(steps.length <= 7, `${steps.length} steps`);
        }
      });

      // A reader takes them for the bounce's own, or writes to them.
      it("names no example domain or address", () => {
        const found =
          /contoso|fabrikam|adatum|tailspin|woodgrove|\bexample\.|\.example\b|192\.0\.2\.|xxx/i;
        assert.doesNotMatch([textOf(article), ...linksOf(article)].join(" "), found);
      });

      it("tells the sender whom to send or give what", () => {
        const sender = article.senderSteps.flatMap(({ text, details }) => [text, ...details]);
        assert.match(sender.flat().map(wordsOf).join(" "), /forward[^.]* (?:bounce|it)\b/i);
        assert.match(sender.flat().map(wordsOf).join(" "), /admin|owner/);
      });

      // Outsiders and group owners have no access to the chat, and a card cannot be sent on.
      it("asks nobody to send a card, nor says what it holds", () => {
        assert.doesNotMatch(inlinesOf(article).map(wordsOf).join(""), /\b(?:this|the) card\b/i);
      });

      it("links whole pages that their owners keep up to date", () => {
        for (const link of linksOf(article)) {
          const { protocol, hostname, pathname } = new URL(link);
          assert.equal(protocol, "https:", link);
          // A language in the path would be ours, not the reader's.
          assert.ok(TRUSTED_HOSTS.has(hostname), link);
          if (hostname === "learn.microsoft.com") {
            assert.doesNotMatch(pathname, /^\/[a-z]{2}-[a-z]{2}\/|\/\/|\.md$|[()]/i, link);
            assert.ok(pathname.length > 1, link);
          }
        }
      });

      it("puts the bounce's own values into single quotes in commands", () => {
        for (const command of stepsOf(article).flatMap(({ commands }) => commands)) {
          command.forEach((inline, index) => {
            if (inline.kind !== "blank") return;
            const before = command.slice(0, index).map(wordsOf).join("");
            assert.equal((before.split("'").length - 1) % 2, 1, `${before}{${inline.name}|…}`);
            // Inside double quotes PowerShell would still run the $(…) of a hostile address.
            assert.equal((before.split('"').length - 1) % 2, 0, `${before}{${inline.name}|…}`);
          });
        }
      });

      it("looks before it changes anything", () => {
        for (const command of article.adminSteps[0]?.commands ?? [])
          assert.doesNotMatch(command.map(wordsOf).join(""), CHANGES);
      });

      it("traces within days that one command may ask for", () => {
        for (const command of stepsOf(article).flatMap(({ commands }) => commands)) {
          const text = command.map(wordsOf).join("");
          if (!text.includes("Get-MessageTraceV2")) continue;
          const blanks = command.flatMap((inline) => (inline.kind === "blank" ? inline.name : []));
          assert.ok(blanks.includes("traceStart") && blanks.includes("traceEnd"), text);
        }
      });

      it("has commands with as many closing as opening brackets and quotes", () => {
        for (const command of stepsOf(article).flatMap(({ commands }) => commands)) {
          const text = command.map(wordsOf).join("");
          const count = (mark: string) => text.split(mark).length;
          assert.equal(count("("), count(")"), text);
          assert.equal(count("{"), count("}"), text);
          assert.equal(count("'") % 2, 1, text);
        }
      });
    });
  }
});
