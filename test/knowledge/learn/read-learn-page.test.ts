import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Article, RichText, Step } from "../../../src/knowledge/article.js";
import { formatCodes } from "../../../src/knowledge/format-codes.js";
import { readLearnPage } from "../../../src/knowledge/learn/read-learn-page.js";
import { ArticleError } from "../../../src/knowledge/read-article.js";
import { linksOf, stepsOf, wordsOf } from "../article-text.js";

const FOLDER = "test/fixtures/learn";

const textOf = (text: RichText) => text.map(wordsOf).join("");
const numbered = (steps: readonly Step[]) =>
  steps.filter(({ isRemark }) => !isRemark).map(({ text }) => textOf(text));
const remarks = (steps: readonly Step[]) =>
  steps.filter(({ isRemark }) => isRemark).map(({ text }) => textOf(text));
const commandsOf = (steps: readonly Step[]) =>
  steps.map(({ commands }) => commands.map(textOf)).filter(({ length }) => length > 0);

async function pageOf(name: string, change = (text: string) => text): Promise<readonly Article[]> {
  const path = `${FOLDER}/${name}.md`;
  return readLearnPage(path, change(await readFile(path, "utf8")), "ours");
}

async function onlyOf(name: string, change?: (text: string) => string): Promise<Article> {
  const [article, ...more] = await pageOf(name, change);
  assert.deepEqual(
    more.map(({ id }) => id),
    [],
  );
  assert.ok(article);
  return article;
}

describe("readLearnPage, of a page with a part for senders and one for admins", () => {
  let article: Article;

  before(async () => {
    article = await onlyOf("fix-error-code-5-7-951-in-exchange-online");
  });

  it("takes the file's name, its title, its date and Microsoft's meaning of the codes", () => {
    const { id, title, reviewed, servers, origin } = article;
    assert.deepEqual(
      { id, title, reviewed, servers, origin },
      {
        id: "fix-error-code-5-7-951-in-exchange-online",
        title: "Fix an email delivery issue for error code 5.7.951 in Exchange Online",
        reviewed: "2025-03-09",
        servers: "microsoft",
        origin: "ours",
      },
    );
  });

  it("leads to Learn's search for the page, as the file does not say where it stood", () => {
    const { hostname, searchParams } = new URL(article.source);
    assert.deepEqual([hostname, searchParams.get("terms")], ["learn.microsoft.com", article.title]);
  });

  it("takes codes of title and description, not of code blocks, links or the wrong heading", () => {
    assert.deepEqual(article.codes.map(formatCodes), ["5.7.951", "5.7.951-5.7.955"]);
  });

  it("takes what the report might contain for phrases", () => {
    assert.deepEqual(article.phrases, [
      "The moderator is away and nobody stands in",
      "MODERATION.Queue.Closed; room takes no mail",
    ]);
  });

  it("says the cause, without the table of icons", () => {
    assert.deepEqual(article.happened.map(textOf), [
      "A room takes messages through its moderator only, and the moderator's queue was closed.",
    ]);
  });

  it("finds the sender's part below a heading of another level", () => {
    assert.deepEqual(numbered(article.senderSteps), [
      "Wait an hour: The queue opens again by itself. See the limits.",
      "Ask the moderator: Their name stands in the address book.",
    ]);
    assert.deepEqual(remarks(article.senderSteps), [
      "Two things are worth trying:",
      "If neither helps, send the report to your email admin.",
    ]);
  });

  it("has all steps for admins, headings and lead-ins between them", () => {
    assert.deepEqual(numbered(article.adminSteps), [
      "Open the admin center.",
      "Choose Rooms, and then choose Edit.",
      "Choose Save now.",
      "Open the queue in PowerShell: Run this command:",
    ]);
    assert.deepEqual(remarks(article.adminSteps), [
      "Open the queue again.",
      "Open the queue in the admin center",
    ]);
  });

  it("keeps bullets and notes of a step as its details, and code as its commands", () => {
    const details = article.adminSteps.map(({ details }) => details.map(textOf));
    assert.deepEqual(
      details.filter(({ length }) => length > 0),
      [
        ["Clear Closed.", "Enter 0 hours.", "Note: Others see this within an hour."],
        ["Note: It works for one room at a time."],
      ],
    );
    assert.deepEqual(commandsOf(article.adminSteps), [
      ['Set-Room -Identity "Blue" -Queue Open', "# the log of 550 5.9.9 is no code of this page"],
    ]);
  });

  it("makes links from the root whole, and those into the page or beside it plain", () => {
    assert.deepEqual(linksOf(article).slice(1), [
      "https://learn.microsoft.com/exchange/limits#queue",
      "https://admin.microsoft.com",
    ]);
  });

  it("is for the sender, who has steps", () => {
    assert.equal(article.who, "sender");
  });

  it("leaves no markup of the site", () => {
    const all = [
      ...article.happened,
      ...stepsOf(article).flatMap(({ text, details }) => [text, ...details]),
    ];
    assert.doesNotMatch(all.map(textOf).join("\n"), /\*\*|:::|\[!|&nbsp;|\u00a0|Still need/);
  });

  it("reads the same from a Windows checkout with a byte order mark", async () => {
    const name = "fix-error-code-5-7-951-in-exchange-online";
    const windows = await pageOf(name, (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`);
    assert.deepEqual(windows, [article]);
  });
});

describe("readLearnPage, of a page with symptoms, cause and resolution", () => {
  let article: Article;

  before(async () => {
    article = await onlyOf("scanner-login-refused");
  });

  it("reads the code and the words from a bold line and a quoted heading", () => {
    assert.deepEqual(article.codes.map(formatCodes), ["5.7.39"]);
    assert.deepEqual(article.phrases, [
      "Login over an old protocol is switched off",
      "Login over an old protocol",
    ]);
  });

  it("sends the sender to an admin, in words of ours", () => {
    assert.equal(article.who, "sender-admin");
    assert.equal(article.senderSteps.length, 1);
    assert.match(numbered(article.senderSteps).join(), /^Forward the bounce to your mail admin/);
  });

  it("has the steps of all options", () => {
    assert.deepEqual(numbered(article.adminSteps), [
      "Open the scanner's page.",
      "Set the Protocol value to TLS 1.2.",
      "For scanners with a fixed address",
      "For all others",
    ]);
    assert.deepEqual(remarks(article.adminSteps), [
      "Do one of the following.",
      "Option 1: Use another protocol",
      "When it is set, switch the scanner off and on.",
      "Option 2: Send without login",
      "More information: The protocol is described in another article.",
    ]);
  });

  it("keeps each code block with what it belongs to", () => {
    assert.deepEqual(commandsOf(article.adminSteps), [
      ["220 2.0.0 ready", "550 5.3.4 too big"],
      ["New-InboundConnector -Name Scanner -SenderIPAddresses 192.0.2.7"],
      ["Get-InboundConnector"],
    ]);
  });

  it("says no date where the page has none", () => {
    assert.equal(article.reviewed, undefined);
  });
});

describe("readLearnPage, of a page that speaks to both in one section", () => {
  it("gives each their own sentences, and takes the cause for no step", async () => {
    const article = await onlyOf("sending-limit-reached");
    assert.deepEqual(article.happened.map(textOf), [
      "This problem happens when somebody sends to more people in a day than allowed.",
    ]);
    assert.deepEqual(numbered(article.senderSteps), [
      "If you're a user, wait until tomorrow, then send to fewer people at a time.",
    ]);
    assert.deepEqual(numbered(article.adminSteps), [
      "Look for a stolen password.",
      "Raise the limit.",
    ]);
    assert.deepEqual(article.phrases, ["Daily sending limit reached"]);
  });
});

describe("readLearnPage, of what is no step", () => {
  const read = (...blocks: readonly string[]) => {
    const [article] = readLearnPage(
      "x/rooms.md",
      ["# Fix 5.7.991", ...blocks].join("\n\n"),
      "ours",
    );
    assert.ok(article);
    return article;
  };

  it("goes on with the steps after a cause and its list", () => {
    const article = read(
      "## I'm an email admin. How do I fix this?",
      "This problem occurs when:",
      "- the room is closed\n- the room is full",
      "Open the room.",
    );
    assert.deepEqual(numbered(article.adminSteps), ["Open the room."]);
    assert.deepEqual(article.happened.map(textOf), [
      "This problem occurs when: • the room is closed • the room is full",
    ]);
  });

  it("takes a note before the first step for no step", () => {
    const article = read("## Resolution", "> [!IMPORTANT]\n> Knock.", "Open the room.");
    assert.deepEqual(remarks(article.adminSteps), ["Important: Knock."]);
    assert.deepEqual(numbered(article.adminSteps), ["Open the room."]);
  });

  it("takes words that announce the steps for no cause", () => {
    const article = read("Rooms close.", "## Resolution", "If you are in a hurry:", "1. Open it.");
    assert.deepEqual(article.happened.map(textOf), ["Rooms close."]);
  });

  it("takes a reply in bold for a reply and no heading", () => {
    const article = read(
      "## Symptoms",
      "You get:",
      "**550 5.7.991 Room is closed today**",
      "## Resolution",
      "1. Wait.",
    );
    assert.deepEqual(article.phrases, ["Room is closed today"]);
  });

  it("leaves out what leads to help, up to the next heading of its level", () => {
    const article = read(
      "## Resolution",
      "1. Wait.",
      "## See also",
      "### By phone",
      "1. Call.",
      "## Verify the room",
      "1. Look.",
    );
    assert.deepEqual(numbered(article.adminSteps), ["Wait.", "Look."]);
  });
});

describe("readLearnPage, of a page about several codes", () => {
  it("makes an article of each section, with its own words and steps", async () => {
    const articles = await pageOf("tenant-refused");
    assert.deepEqual(
      articles.map(({ id, codes, phrases, adminSteps }) => [
        id,
        codes.map(formatCodes).join(),
        phrases,
        numbered(adminSteps),
      ]),
      [
        [
          "tenant-refused--5-7-981-too-much-mail-from-a-new-tenant",
          "5.7.981",
          ["Access denied, new tenant sends too much"],
          ["Wait for a day."],
        ],
        [
          "tenant-refused--5-7-982-the-tenant-is-a-trial",
          "5.7.982",
          [],
          ["Buy a license.", "Ask for an exception."],
        ],
      ],
    );
  });

  it("keeps an article for the page where it has a code of its own", () => {
    const page = [
      "# Fix 5.7.991",
      "## I'm an email admin. How do I fix this?",
      "1. Look.",
      "### The room is closed",
      "> 550 5.7.992 The room is closed today",
      "1. Open it.",
    ].join("\n\n");
    const articles = readLearnPage("x/rooms.md", page, "ours");
    assert.deepEqual(
      articles.map(({ id, codes, phrases, adminSteps }) => [
        id,
        codes.map(formatCodes),
        phrases,
        numbered(adminSteps),
      ]),
      [
        ["rooms", ["5.7.991"], [], ["Look.", "Open it."]],
        [
          "rooms--the-room-is-closed",
          ["5.7.992", "5.7.991"],
          ["The room is closed today"],
          ["Open it."],
        ],
      ],
    );
  });

  it("reads a reply that stands in a note", () => {
    const page =
      "# Fix 5.7.991\n\n## Resolution\n\n> [!NOTE]\n> 550 5.7.991 Room is closed today\n\n1. Wait.";
    const [article] = readLearnPage("x/rooms.md", page, "ours");
    assert.deepEqual(article?.phrases, ["Room is closed today"]);
  });

  it("tells two sections of the same heading apart", () => {
    const section = ["### Method 1", "> 550 5.7.992 The room is closed today", "1. Open it."];
    const page = ["# Fix 5.7.991", "## Resolution", ...section, "## Workaround", ...section];
    assert.deepEqual(
      readLearnPage("x/rooms.md", page.join("\n\n"), "ours").map(({ id }) => id),
      ["rooms", "rooms--method-1", "rooms--method-1-2"],
    );
  });
});

describe("readLearnPage, of a table of codes", () => {
  it("makes an article of each row, of Markdown's and of HTML's tables", async () => {
    const articles = await pageOf("all-codes");
    assert.deepEqual(
      articles.map(({ id, phrases, happened, adminSteps }) => [
        id,
        phrases,
        happened.map(textOf),
        numbered(adminSteps),
      ]),
      [
        [
          "all-codes--4-3-91",
          ["Insufficient queue space"],
          ["The server is full."],
          ["Free some."],
        ],
        [
          "all-codes--5-4-96-5-4-97",
          ["Routing loop of rooms"],
          ["Two rooms forward to each other. They never stop."],
          ["Two rooms forward to each other. They never stop."],
        ],
        ["all-codes--4-7-950-4-7-979", ["Slow down | wait"], ["Too fast."], ["Wait. See limits."]],
        [
          "all-codes--5-7-99",
          ["Moderation > refused"],
          ["The moderator said no."],
          ["The moderator said no."],
        ],
      ],
    );
  });
});

describe("readLearnPage refuses", () => {
  const cases: Record<string, [string, RegExp]> = {
    "a file about something else": ["# Shopping\n\n- Milk", /does not begin with a line of ---/],
    "one with front matter": ["---\ntitle: Shopping\n---\n- Milk", /has no codes, phrases or who/],
    "an empty file": ["", /the file is empty/],
    "a page without steps": ["# Fix 5.7.1\n\nIt is what it is.", /without steps/],
  };
  for (const [what, [text, says]] of Object.entries(cases)) {
    it(`${what}, by file and line`, () => {
      assert.throws(
        () => readLearnPage("kb/notes.md", text, "ours"),
        (error) =>
          error instanceof ArticleError &&
          /^kb\/notes\.md:1:1: /.test(error.message) &&
          says.test(error.message),
      );
    });
  }
});
