import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { explainAsJson, run } from "../fakes/terminal.js";
import { temporaryFolder } from "../database/databases.js";

const LINE = "550 5.7.64 Relay Access Denied ATTR36";
const OUTLOOK = "test/fixtures/bounces/outlook-5.1.1-recipient-table.msg";
const FIXTURE = "test/fixtures/bounces/exchange-5.7.64-attr36.txt";

describe("what explain reads", () => {
  let place: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeEach(async () => {
    place = await temporaryFolder();
  });

  afterEach(async () => {
    await place.remove();
  });

  const file = async (name: string, content: string | Uint8Array) => {
    const path = join(place.folder, name);
    await writeFile(path, content);
    return path;
  };

  /** The article named first, or what is wrong with the file. */
  const answer = async (path: string, stdin = "") => {
    const [line] = await explainAsJson([path], { stdin });
    const [best] = line!["diagnoses"] as readonly { readonly article: string }[];
    return best?.article ?? String(line!["says"]);
  };

  it("is standard input, named -", async () => {
    assert.equal(await answer("-", LINE), "certificate-domain-not-accepted");
  });

  it("is a part of what is too long, and the page says so", async () => {
    const letter = "Dear all, the offer is in the mail.\n".repeat(7000);
    const { stdout } = await run(["explain", "-"], { stdin: `${LINE}\n\n${letter}` });
    assert.match(stdout, /too long to read all of it/);
    assert.doesNotMatch((await run(["explain", "-"], { stdin: LINE })).stdout, /too long/);
  });

  it("is a whole mail on standard input, too", async () => {
    const mail = `From: MAILER-DAEMON@contoso.example\nSubject: Undelivered\nContent-Type: text/plain\n\n${LINE}\n`;
    assert.equal(await answer("-", mail), "certificate-domain-not-accepted");
  });

  it("is a file of Outlook's, whatever its name", async function () {
    this.timeout(30_000);
    const path = await file("bounce.eml", await readFile(OUTLOOK));
    assert.equal(await answer(path), "address-does-not-exist");
  });

  it("is the file after one of Outlook's that is damaged", async function () {
    this.timeout(30_000);
    const damaged = await file("bounce.msg", (await readFile(OUTLOOK)).subarray(0, 2000));
    const { stdout, exitCode } = await run(["explain", damaged, OUTLOOK]);
    assert.match(stdout, /the file is damaged or not a mail\..*\n/);
    assert.match(stdout, /There is no mailbox at this address/);
    assert.equal(exitCode, 1);
  });

  for (const [name, content] of Object.entries({
    "bounce.txt": LINE,
    "bounce.html": `<html><body><p>${LINE}</p></body></html>`,
    "bounce.htm": `<p>${LINE}</p>`,
    "bounce.eml": `Subject: Undelivered\nContent-Type: text/plain\n\n${LINE}\n`,
    "BOUNCE.EML": `Subject: Undelivered\nContent-Type: text/plain\n\n${LINE}\n`,
    "no-extension": LINE,
    "name with spaces and ü.txt": LINE,
  }))
    it(`is ${name}`, async () => {
      assert.equal(await answer(await file(name, content)), "certificate-domain-not-accepted");
    });

  describe("is not", () => {
    /** A sentence and exit code 1, but never a stack. */
    async function refused(path: string, says: RegExp): Promise<void> {
      for (const args of [
        ["explain", path],
        ["explain", "--json", path],
      ]) {
        const { exitCode, stdout, stderr } = await run(args);
        assert.equal(exitCode, 1);
        assert.equal(stderr, "");
        assert.match(stdout, says);
        assert.doesNotMatch(stdout, /^\s+at |ENOENT|EISDIR|Error:/m);
      }
    }

    it("a file that is not there", () =>
      refused(join(place.folder, "nowhere.eml"), /There is no such file\./));

    it("a folder", async () => {
      const folder = join(place.folder, "mails.txt");
      await mkdir(folder);
      await refused(folder, /This is a folder: name the files in it\./);
    });

    it("a file below a file", async () => {
      const below = join(await file("a.txt", LINE), "b.txt");
      await refused(below, /could not be read|There is no such file/);
    });

    it("an archive, which is never opened", async () => {
      const path = await file("bounces.zip", Buffer.from("PK\u0003\u0004", "latin1"));
      await refused(path, /archives are not opened: send the mail that is in it/);
    });

    it("a document that holds no mail", async () => {
      await refused(await file("bounce.pdf", "%PDF-1.7"), /This is not a mail/);
    });

    it("a file of more than 5 MB", async () => {
      const large = await file("large.eml", Buffer.alloc(5 * 1024 * 1024 + 1, "x"));
      await refused(large, /larger than 5 MB/);
    });
  });

  it("may be empty, which is no bounce", async () => {
    const [line] = await explainAsJson([await file("empty.txt", "")]);
    assert.equal(line!["kind"], "not-an-ndr");
  });

  it("may be bytes of any kind, without a crash", async () => {
    const noise = Uint8Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256);
    for (const name of ["noise.txt", "noise.eml", "noise.html"]) {
      const { exitCode } = await run(["explain", await file(name, noise)]);
      assert.equal(exitCode <= 1, true);
    }
  });

  it("is worth exit code 0 when everything was read, bounce or not", async () => {
    const { exitCode } = await run(["explain", FIXTURE, "test/fixtures/not-bounces/hello.txt"]);
    assert.equal(exitCode, 0);
  });

  it("is worth exit code 1 when one of several could not be read, and the others are explained", async () => {
    const { exitCode, stdout } = await run(["explain", FIXTURE, "nowhere.eml", FIXTURE]);
    assert.equal(exitCode, 1);
    assert.equal(stdout.split("names a domain that is not yours").length - 1, 2);
  });
});
