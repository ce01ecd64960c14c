import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { comment, explanationAsPowerShell, onlyLooks } from "../../src/cli/as-powershell.js";
import { BARE_CODE, LIKELY, NDR } from "../cards/examples.js";
import { temporaryFolder } from "../database/databases.js";
import { hostileValues } from "../fakes/hostile-values.js";
import { readPowerShell } from "../fakes/powershell.js";
import { run } from "../fakes/terminal.js";

const GROUP = "test/fixtures/bounces/exchange-5.7.1-restricted-group.txt";
const CERTIFICATE = "test/fixtures/bounces/exchange-5.7.64-attr36.txt";
const BOM = "\uFEFF";

const script = async (...files: readonly string[]) =>
  (await run(["explain", "--powershell", ...files])).stdout;

describe("explain --powershell", () => {
  it("says what it needs on the first line, and to read before running", async () => {
    const [first, second] = (await script(GROUP)).split("\n");
    assert.equal(first, `${BOM}#Requires -Modules ExchangeOnlineManagement`);
    assert.match(second ?? "", /^# Read this before you run any of it/);
  });

  it("says what the bounce is about, traces it, and has the article's commands below their steps", async () => {
    const lines = (await script(GROUP)).split("\n");
    for (const line of [
      `# File: ${GROUP}`,
      "# From: lena.novak@contoso.example",
      "# To: all-staff@contoso.example",
      "# Trace the message",
      "Get-Recipient -Identity 'all-staff@contoso.example' | Format-List RecipientTypeDetails",
    ])
      assert.equal(lines.includes(line), true, `${line} is not in ${lines.join("\n")}`);
    assert.equal(
      lines.some((line) => line.startsWith("Get-MessageTraceV2 ")),
      true,
    );
    const step = lines.findIndex((line) => line.startsWith("Get-Recipient "));
    assert.match(lines[step - 1] ?? "", /^# (?:Step 1: This is for the admin|- )/);
  });

  it("leaves what changes something as a comment", async () => {
    assert.match(await script(GROUP), /^# Set-DistributionGroup -Identity 'all-staff@/m);
  });

  it("makes one script of several files, with one head", async () => {
    const text = await script(GROUP, CERTIFICATE);
    assert.equal(text.split("#Requires").length, 2);
    assert.equal(text.split(BOM).length, 2);
    assert.equal(text.indexOf(GROUP) < text.indexOf(CERTIFICATE), true);
  });

  it("has no byte order mark where a person would copy it off the screen", async () => {
    const { stdout } = await run(["explain", "--powershell", GROUP], { isTTY: true });
    assert.match(stdout, /^#Requires/);
    assert.equal(stdout.includes(`${String.fromCharCode(27)}[`), false);
  });

  it("names a file that could not be read, with exit code 1, and goes on", async () => {
    const { stdout, exitCode } = await run(["explain", "--powershell", "nowhere.eml", GROUP]);
    assert.equal(exitCode, 1);
    assert.match(stdout, /^# File: nowhere\.eml\n# There is no such file\.$/m);
    assert.match(stdout, /^Get-MessageTraceV2 /m);
  });

  it("has nothing to run for what is no bounce", async () => {
    const text = await script("test/fixtures/not-bounces/hello.txt");
    assert.deepEqual(runs(text), []);
  });

  it("traces a bounce that no article explains", () => {
    const text = explanationAsPowerShell("x.eml", {
      kind: "undiagnosed",
      says: "No article.",
      ndr: NDR,
      general: "",
    });
    assert.match(text, /^# No article\.$/m);
    assert.match(text, /^Get-MessageTraceV2 /m);
  });

  it("has the steps of every cause that is as good as the best", () => {
    const text = explanationAsPowerShell("x.eml", BARE_CODE);
    const diagnoses = "diagnoses" in BARE_CODE ? BARE_CODE.diagnoses : [];
    assert.match(
      text,
      /^# Possible cause: The group takes mail only from certain people \(restricted-group\)$/m,
    );
    const heads = text.match(/^# If it is this: .*$/gm) ?? [];
    assert.deepEqual(
      heads,
      diagnoses.map(({ article }) => `# If it is this: ${article.title}`),
    );
    assert.equal(text.split("# Set-DistributionGroup").length > 2, true);
  });

  it("has the best cause alone where that is likely", () => {
    const text = explanationAsPowerShell("x.eml", LIKELY);
    assert.equal(text.match(/cause: /g)?.length, 1);
    assert.doesNotMatch(text, /If it is this/);
    assert.match(text, /^# Step 2: /m);
  });

  describe("keeps a hostile bounce", () => {
    let place: Awaited<ReturnType<typeof temporaryFolder>>;
    beforeEach(async () => {
      place = await temporaryFolder();
    });
    afterEach(async () => {
      await place.remove();
    });

    for (const attack of [
      "#>\rcalc",
      "\u2028calc",
      "'; calc; '",
      "\u2019;calc;\u2019",
      "$(calc)",
      "\u202Eclac",
    ])
      it(`in its comments and strings: ${JSON.stringify(attack)}`, async () => {
        const path = join(place.folder, "x.eml");
        const words = `Remote Server returned '550 5.7.1 RESOLVER.RST.NotAuthorized; ${attack} no'`;
        await writeFile(
          path,
          `Subject: x\n\nGenerating server: hub.contoso.example\n\nall${attack}@contoso.example\n${words}\n`,
        );
        const text = await script(path);
        for (const line of runs(text)) assert.match(line, /^Get-/);
        assert.doesNotMatch(text.slice(1), /(?!\n)\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
      });
  });

  it("runs nothing that a hostile bounce brings along, in thousands of them", function () {
    this.timeout(30_000);
    let found = 0;
    for (const value of hostileValues(20_000)) {
      const text = explanationAsPowerShell(value, {
        kind: "undiagnosed",
        says: value,
        general: value,
        ndr: {
          ...NDR,
          sender: value,
          messageId: value,
          arrivalDate: value,
          recipients: [{ finalRecipient: `o'${value}`, diagnosticCode: value, remoteMta: value }],
        },
      });
      const lines = runs(text);
      found += lines.length;
      if (!lines.every((line) => /^Get-MessageTraceV2 -/.test(line))) assert.fail(text);
    }
    assert.equal(found > 500, true, `Only ${found} commands were looked at.`);
  });
});

/** The lines of a script that PowerShell would run, as it would part them. */
function runs(text: string): readonly string[] {
  const lines: string[] = [];
  let line: string[] = [];
  for (const { kind, text: words } of readPowerShell(text.replace(BOM, ""))) {
    if (kind === "comment") continue;
    if (kind !== "mark" || !/[\r\n;&]/.test(words)) line.push(words);
    else if (line.length > 0) {
      lines.push(line.join(" "));
      line = [];
    }
  }
  return line.length > 0 ? [...lines, line.join(" ")] : lines;
}

describe("comment", () => {
  it("is one comment, whatever it says", function () {
    this.timeout(30_000);
    for (const value of hostileValues(50_000)) {
      const line = comment(value);
      const [token, ...others] = readPowerShell(line);
      const isOne = token?.kind === "comment" && others.length === 0;
      if (!isOne || /#>|<#|(?! )\s*[\p{Cc}\p{Cf}]/u.test(line)) assert.fail(JSON.stringify(value));
    }
  });

  for (const [text, line] of [
    ["one\r\ntwo", "# one two"],
    ["a #> b <#> c", "# a # > b < # > c"],
    ["SIG # Begin signature block", "# - SIG # Begin signature block"],
    [" #sig#begin", "# - sig#begin"],
    [".ExternalHelp \\\\host\\share", "# - .ExternalHelp \\\\host\\share"],
    ["#Requires -Version 99", "# - Requires -Version 99"],
    ["\u202Ecba\u200B", "# cba"],
    ["", "#"],
  ] as const)
    it(`makes ${JSON.stringify(line)} of ${JSON.stringify(text)}`, () => {
      assert.equal(comment(text), line);
    });
});

describe("onlyLooks", () => {
  for (const command of [
    "Get-Mailbox -Identity 'o''brien@contoso.example' | Format-List Name,Enabled",
    "Get-MessageTraceV2 -MessageId ('<1$a@' + 'b.example>') | Get-MessageTraceDetailV2",
    "(Get-DistributionGroupMember -Identity 'a@b.example' -ResultSize Unlimited | Measure-Object).Count",
    "(Get-SendConnector 'x').SourceTransportServers | foreach {Get-TransportService $_.Name} | Select-Object Name",
    "$group = Get-DynamicDistributionGroup -Identity 'Set-Mailbox;calc'",
    "Get-TransportRule | Where-Object { $_.CopyTo -or $_.BlindCopyTo } | Format-List Name",
    "Test-NetConnection -ComputerName 'mx.b.example' -Port 25",
  ])
    it(`lets ${command} run`, () => {
      assert.equal(onlyLooks(command), true);
    });

  for (const command of [
    "Set-Mailbox -Identity 'a@b.example' -Enabled $false",
    "Get-Mailbox -Identity '<address>'",
    "Get-Mailbox 'x' | Set-Mailbox -Enabled $false",
    "Get-Mailbox 'x' | foreach {Remove-Mailbox $_}",
    "Get-Mailbox 'x' | iex",
    "Get-Mailbox 'x'; calc",
    "Get-Mailbox 'x' > file",
    "(Get-Item 'x').Delete()",
    'Get-Mailbox "$(calc)"',
    "Get-Mailbox \u2018x\u2019; calc",
    "Get-Mailbox (del x)",
    "Get-Mailbox 'x' | Where-Object { del x }",
    "Get-Mailbox @{a=(iex 'x')}",
    "Get-Mailbox 'x'\ncalc",
    "Get-Item ([IO.File]::Delete)",
    "(Get-Item 'x').IsReadOnly = 1",
    "Search-Mailbox 'x' -DeleteContent",
    "Format-Volume -DriveLetter 'D'",
    "Measure-Command {Get-Mailbox}",
    "Test-Mailflow -TargetEmailAddress 'a@b.example'",
    "iisreset",
    "configure terminal",
    "# Exchange Online",
    "& '.\\setup.exe'",
    "",
  ])
    it(`does not let ${command || "nothing"} run`, () => {
      assert.equal(onlyLooks(command), false);
    });
});
