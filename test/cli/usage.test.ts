import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import pc from "picocolors";
import { explanationForPeople } from "../../src/cli/for-people.js";
import { run } from "../fakes/terminal.js";
import { temporaryFolder } from "../database/databases.js";

const FIXTURE = "test/fixtures/bounces/exchange-5.7.64-attr36.txt";
const ESCAPE = String.fromCharCode(27);
const COLOUR = new RegExp(String.raw`${ESCAPE}\[\d{1,2}m`, "g");
/** All that a terminal obeys, or that turns text around, but the end of a line. */
const CONTROL = /(?!\n)\p{Cc}|[\u202a-\u202e]/u;

describe("the command line", () => {
  const wrong: Readonly<Record<string, readonly string[]>> = {
    "nothing at all": [],
    "a command that is none": ["explode"],
    "explain without a file": ["explain"],
    "explain without a file, as JSON": ["explain", "--json"],
    "explain as JSON and as a script": ["explain", "--json", "--powershell", FIXTURE],
    "explain without a file, as a script": ["explain", "--powershell"],
    "coverage as a script": ["knowledge", "coverage", "--powershell", FIXTURE],
    "knowledge without a verb": ["knowledge"],
    "knowledge with more than list": ["knowledge", "list", "all"],
    "knowledge with another word": ["knowledge", "sort"],
    "show without an article": ["knowledge", "show"],
    "show with two": ["knowledge", "show", "a", "b"],
    "show as JSON": ["knowledge", "show", "a", "--json"],
    "check with two folders": ["knowledge", "check", "a", "b"],
    "new without a name": ["knowledge", "new"],
    "codes for explain": ["explain", "--codes", "5.7.1", FIXTURE],
    "coverage of nothing": ["knowledge", "coverage"],
  };
  for (const [what, args] of Object.entries(wrong))
    it(`answers ${what} with its usage and exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await run(args);
      assert.equal(exitCode, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^Usage:\n {2}ndr-bot explain/);
    });

  for (const [args, says] of [
    [["explain", "--yaml", FIXTURE], /^Unknown option '--yaml'/],
    [["explain", "-x", FIXTURE], /^Unknown option '-x'/],
    [["explain", "--json=yes", FIXTURE], /^Option '--json' does not take an argument/],
    [["tickets", "export", "--out"], /^Option '--out <value>' argument missing/],
    [["tickets", "export", "--since", "2026-11-31"], /^--since: "2026-11-31" is no day such as/],
    [["tickets", "export", "--until", "2026-02-30"], /^--until: "2026-02-30" is no day such as/],
    [["tickets", "export", "--until", "today"], /^--until: "today" is no day such as/],
  ] as const)
    it(`says what is wrong with ${args.join(" ")}, with exit code 2`, async () => {
      const { exitCode, stdout, stderr } = await run([...args]);
      assert.deepEqual([exitCode, stdout], [2, ""]);
      assert.match(stderr, says);
      assert.match(stderr, /\nndr-bot --help shows all commands\.\n$/);
    });

  for (const args of [["--help"], ["-h"], ["help"], ["explain", "--help"]])
    it(`answers ${args.join(" ")} on standard output with exit code 0`, async () => {
      const { exitCode, stdout, stderr } = await run(args);
      assert.deepEqual([exitCode, stderr], [0, ""]);
      assert.match(stdout, /^Usage:/);
    });

  it("reads a file whose name begins with a dash after --", async () => {
    const { exitCode, stdout } = await run(["explain", "--", "-no-such-file.eml"]);
    assert.equal(exitCode, 1);
    assert.match(stdout, /There is no such file/);
  });

  describe("for people", () => {
    it("says who can fix it, what to do, why, and what the servers said", async () => {
      const { stdout } = await run(["explain", FIXTURE]);
      for (const piece of [
        FIXTURE,
        "Your own mail admin can fix this",
        "What you can do",
        "What an admin can do",
        "Why we think so",
        "What the servers said",
        "pat@woodgrove.example",
      ])
        assert.equal(stdout.includes(piece), true, `${piece} is not in ${stdout}`);
      assert.doesNotMatch(stdout, /\$\{|undefined|null|\[object/);
    });

    const colours: readonly [what: string, isTTY: boolean, env: object, coloured: boolean][] = [
      ["at a terminal", true, {}, true],
      ["in a pipe", false, {}, false],
      ["in a pipe with FORCE_COLOR", false, { FORCE_COLOR: "1" }, true],
      ["at a terminal with NO_COLOR", true, { NO_COLOR: "1" }, false],
      ["at a terminal with FORCE_COLOR=0", true, { FORCE_COLOR: "0" }, false],
      ["with both", true, { NO_COLOR: "1", FORCE_COLOR: "1" }, false],
      ["at a terminal with an empty NO_COLOR", true, { NO_COLOR: "" }, true],
    ];
    for (const [what, isTTY, env, coloured] of colours)
      it(`is ${coloured ? "coloured" : "plain"} ${what}`, async () => {
        for (const args of [
          ["explain", FIXTURE],
          ["knowledge", "list"],
        ]) {
          const { stdout } = await run(args, { isTTY, env: { ...env } });
          assert.equal(stdout.includes(`${ESCAPE}[`), coloured);
        }
      });
  });

  describe("never hands a mail's escape sequences to the terminal", () => {
    const attack = [
      `${ESCAPE}[2J${ESCAPE}[1;1H`,
      `${ESCAPE}]0;owned\u0007`,
      `${ESCAPE}]8;;https://evil.example\u0007click${ESCAPE}]8;;\u0007`,
      `${ESCAPE}[31m`,
      "\u009b31m",
      "\r\b\u202e",
    ].join("");
    let place: Awaited<ReturnType<typeof temporaryFolder>>;

    beforeEach(async () => {
      place = await temporaryFolder();
    });

    afterEach(async () => {
      await place.remove();
    });

    for (const name of ["attack.txt", "attack.html", "attack.eml"])
      for (const isTTY of [true, false])
        it(`from ${name}, ${isTTY ? "at a terminal" : "in a pipe"}`, async () => {
          const path = join(place.folder, name);
          const words = `Remote Server returned '550 5.7.1 RESOLVER.RST.NotAuthorized ${attack} no'`;
          const bounce = `Generating server: hub.contoso.example${attack}\n\nall${attack}@contoso.example\n${words}\n`;
          await writeFile(path, name.endsWith(".eml") ? `Subject: x\n\n${bounce}` : bounce);
          const { stdout } = await run(["explain", path], { isTTY });
          // Ours are colours; a foreign one in the same form can do no more than that.
          const rest = stdout.replace(COLOUR, "");
          assert.doesNotMatch(rest, CONTROL);
          assert.equal(!isTTY && stdout.includes(ESCAPE), false);
        });

    for (const coloured of [true, false])
      it(`from an explanation, should a reader ever let them through, colours ${coloured ? "on" : "off"}`, () => {
        const explanation = { kind: "unreadable", says: `It says ${attack}.` } as const;
        const page = explanationForPeople("x", explanation, pc.createColors(coloured));
        assert.doesNotMatch(page.replace(COLOUR, ""), CONTROL);
      });

    it("from the name of a file", async () => {
      const { stdout } = await run(["explain", `x${ESCAPE}[2J.eml`]);
      assert.equal(stdout.includes(ESCAPE), false);
    });

    it("as JSON, where they are escaped", async () => {
      const stdin = `550 5.7.1 RESOLVER.RST.NotAuthorized ${attack}`;
      const { stdout } = await run(["explain", "--json", "-"], { stdin });
      assert.doesNotMatch(stdout, CONTROL);
    });
  });
});
