import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import {
  fillManifest,
  findIconProblem,
  findManifestProblems,
  ICONS,
  PackageError,
  zip,
} from "../scripts/app-package.js";
import { EXPLAIN, SEARCH, SEARCH_TICKETS } from "../src/bot/extension-request.js";
import { decodePng } from "./scripts/decode-png.js";
import { readZip } from "./scripts/read-zip.js";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url));
const template = read("manifest/manifest.json").toString();

const ENVIRONMENT = {
  MicrosoftAppId: "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
  DEVELOPER_NAME: "Brightwater",
  WEBSITE_URL: "https://it.brightwater.example/ndr-bot",
  PRIVACY_URL: "https://brightwater.example/privacy",
  TERMS_URL: "https://brightwater.example/terms",
};

interface Manifest {
  readonly version: string;
  readonly id: string;
  readonly name: { readonly short: string; readonly full: string };
  readonly developer: { readonly name: string };
  readonly bots: readonly {
    readonly botId: string;
    readonly scopes: readonly string[];
    readonly supportsFiles: boolean;
    readonly commandLists: readonly {
      readonly scopes: readonly string[];
      readonly commands: readonly { readonly title: string }[];
    }[];
  }[];
  readonly composeExtensions: readonly {
    readonly botId: string;
    readonly commands: readonly Readonly<Record<string, unknown>>[];
  }[];
}

const filled = (env: Record<string, string> = ENVIRONMENT) =>
  JSON.parse(fillManifest(template, "1.2.3", env)) as Manifest;

const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    fillManifest(template, "1.2.3", env);
    return [];
  } catch (error) {
    assert.ok(error instanceof PackageError);
    return error.problems;
  }
};

describe("the app manifest", () => {
  it("is valid against the official schema when filled", async () => {
    assert.deepEqual(await findManifestProblems(fillManifest(template, "1.2.3", ENVIRONMENT)), []);
  });

  it("takes files, in a personal chat, a team and a group chat", () => {
    const [bot] = filled().bots;
    assert.deepEqual(bot!.scopes, ["personal", "team", "groupChat"]);
    assert.equal(bot!.supportsFiles, true);
  });

  it("lists the commands of each scope", () => {
    const lists = filled().bots[0]!.commandLists;
    assert.deepEqual(
      lists.map(({ scopes, commands }) => [scopes, commands.map(({ title }) => title)]),
      [
        [["personal"], ["help", "my tickets", "ticket 1", "queue", "incidents", "forget me"]],
        [
          ["team", "groupChat"],
          [
            "help",
            "helpdesk here",
            "helpdesk where",
            "helpdesk off",
            "queue",
            "incidents",
            "ticket 1",
            "on call",
            "routes",
          ],
        ],
      ],
    );
  });

  it("has a command on messages and a search, which the bot knows by these names", () => {
    const { composeExtensions, bots } = filled();
    assert.deepEqual(
      composeExtensions.map(({ botId, commands }) => [
        botId,
        commands.map(({ id, type, context, fetchTask }) => [id, type, context, fetchTask]),
      ]),
      [
        [
          bots[0]!.botId,
          [
            [EXPLAIN, "action", ["message"], true],
            [SEARCH, "query", ["compose", "commandBox"], undefined],
            [SEARCH_TICKETS, "query", ["compose", "commandBox"], undefined],
          ],
        ],
      ],
    );
  });

  it("names the parameter of the search as the bot reads it", () => {
    for (const search of filled().composeExtensions[0]!.commands.slice(1))
      assert.match(JSON.stringify(search["parameters"]), /^\[\{"name":"query",[^{}]*\}\]$/);
  });

  it("shows no page of ours in Teams, so it names no domain", () => {
    assert.equal("validDomains" in filled(), false);
  });

  it("has a name the store allows", () => {
    const { short, full } = filled().name;
    assert.equal(short, "NDR Bot");
    assert.doesNotMatch(full, /teams|microsoft|outlook|exchange|office/i);
  });
});

describe("fillManifest", () => {
  it("fills in the version and the ids", () => {
    const manifest = filled();
    assert.equal(manifest.version, "1.2.3");
    assert.equal(manifest.bots[0]!.botId, ENVIRONMENT.MicrosoftAppId);
    assert.equal(manifest.id, ENVIRONMENT.MicrosoftAppId);
  });

  it("takes another id for the app when there is one", () => {
    const id = "00000000-0000-4000-8000-000000000001";
    assert.equal(filled({ ...ENVIRONMENT, TEAMS_APP_ID: id }).id, id);
  });

  it("keeps a name with quotation marks and dollar signs as it is", () => {
    const name = 'A "B" \\ $& ${PRIVACY_URL}';
    assert.equal(filled({ ...ENVIRONMENT, DEVELOPER_NAME: name }).developer.name, name);
  });

  it("reports all missing values at once, with where to find them", () => {
    const problems = problemsOf({ DEVELOPER_NAME: "  " });
    assert.deepEqual(
      problems.map((it) => it.split(" ", 4).join(" ")),
      ["MicrosoftAppId", "DEVELOPER_NAME", "WEBSITE_URL", "PRIVACY_URL", "TERMS_URL"].map(
        (name) => `${name} is not set:`,
      ),
    );
    assert.match(problems[0]!, /Application \(client\) ID in the bot's app registration/);
  });

  it("says what is wrong with a value", () => {
    assert.deepEqual(
      problemsOf({
        ...ENVIRONMENT,
        MicrosoftAppId: "ndr-bot",
        DEVELOPER_NAME: "x".repeat(33),
        PRIVACY_URL: "http://brightwater.example",
      }),
      [
        'MicrosoftAppId must be a GUID such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301, but is "ndr-bot"',
        `DEVELOPER_NAME must have at most 32 characters, but is "${"x".repeat(33)}"`,
        'PRIVACY_URL must be the address of a web page that begins with https://, but is "http://brightwater.example"',
      ],
    );
  });
});

describe("findManifestProblems", () => {
  const broken = (change: (manifest: Record<string, unknown>) => void) => {
    const manifest = JSON.parse(fillManifest(template, "1.2.3", ENVIRONMENT)) as Record<
      string,
      unknown
    >;
    change(manifest);
    return findManifestProblems(JSON.stringify(manifest));
  };

  it("refuses a scope that Teams does not know", async () => {
    const problems = await broken((it) => (it["defaultInstallScope"] = "galaxy"));
    assert.match(problems.join("\n"), /manifest\.json: .*defaultInstallScope/);
  });

  it("refuses a manifest without icons", async () => {
    const problems = await broken((it) => delete it["icons"]);
    assert.match(problems.join("\n"), /icons/);
  });

  it("names a placeholder that nothing fills in", async () => {
    const problems = await broken((it) => (it["accentColor"] = "${ACCENT}"));
    assert.equal(problems[0], "manifest.json has ${ACCENT}, which nothing fills in");
  });

  it("says so when the manifest is not JSON", async () => {
    const problems = await findManifestProblems("{");
    assert.match(problems[0]!, /^manifest\.json is not JSON: /);
  });
});

describe("the icons", () => {
  for (const { file, size } of ICONS) {
    it(`${file} is ${size} x ${size}`, () => {
      assert.equal(findIconProblem(file, read(`manifest/${file}`), size), undefined);
    });
  }

  it("are refused in another size", () => {
    assert.equal(
      findIconProblem("color.png", read("manifest/outline.png"), 192),
      "color.png must be 192 x 192 pixels, but is 32 x 32",
    );
  });

  it("are refused in another format", () => {
    assert.equal(
      findIconProblem("color.png", read("manifest/color.svg"), 192),
      "color.png is not a PNG image",
    );
  });

  it("outline.png is white on transparent and nothing else", () => {
    const pixels = decodePng(read("manifest/outline.png"));
    const drawn = pixels.filter(([, , , alpha]) => alpha > 0);
    assert.ok(drawn.length > 50 && drawn.length < pixels.length / 2);
    for (const [red, green, blue] of drawn) assert.deepEqual([red, green, blue], [255, 255, 255]);
  });

  it("color.png fills its square and has colours", () => {
    const pixels = decodePng(read("manifest/color.png"));
    assert.ok(pixels.every(([, , , alpha]) => alpha === 255));
    assert.ok(new Set(pixels.map(String)).size > 3);
  });
});

describe("zip", () => {
  const files = new Map([
    ["manifest.json", Buffer.from(template)],
    ...ICONS.map(({ file }) => [file, read(`manifest/${file}`)] as const),
  ]);

  it("holds the three files at its root, and their content", async () => {
    const entries = readZip(await zip(files));
    assert.deepEqual([...entries.keys()], ["manifest.json", "color.png", "outline.png"]);
    for (const [name, content] of files) assert.deepEqual(entries.get(name), content);
  });

  it("gives the same bytes every time", async () => {
    assert.deepEqual(await zip(files), await zip(files));
  });
});
