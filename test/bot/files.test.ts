import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { DEFAULT_LIMITS } from "../../src/intake/limits.js";
import { textOf } from "../cards/reading.js";
import { chatOf, edited, KIM, message, sendFiles, sendPictures } from "../fakes/teams.js";
import { ATTR36, ATTR36_TITLE, CERTIFICATE, CERTIFICATE_TITLE } from "./bounces.js";
import { head } from "../download/file-server.js";
import { caseOf } from "./steps.js";
import { wholeBot } from "./whole-bot.js";

const fixture = (name: string) => readFileSync(`test/fixtures/bounces/${name}`);
const POSTFIX = fixture("postfix-5.1.1-two-recipients.eml");
const GROUP = fixture("exchange-5.7.1-public-folder.eml");

describe("files sent to the bot in a personal chat", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);
  const texts = () =>
    bot.shown(chat).flatMap(({ attachments = [] }) => attachments.map((it) => textOf(it)));
  const posted = () => bot.calls.filter(({ method }) => method === "POST");

  it("are explained, one in one card, with nothing left behind", async () => {
    const reply = await bot.receive(sendFiles(KIM, chat, [bot.keep("Undeliverable.eml", POSTFIX)]));
    assert.equal(reply.status, 200);
    assert.equal(texts().length, 1);
    assert.match(texts()[0]!, /anna|postfix|address/i);
    assert.deepEqual(
      bot.shown(chat).map(({ type }) => type),
      ["typing", "message"],
    );
  });

  it("have a case each, and are asked about like any answer", async () => {
    await bot.receive(sendFiles(KIM, chat, [bot.keep("a.eml", POSTFIX), bot.keep("b.eml", GROUP)]));
    assert.equal(texts().length, 2);
    assert.equal(typeof caseOf(bot.card(chat)), "string");
  });

  it("are said to be read, and the answer takes that message's place", async () => {
    const files = [bot.keep("a.eml", POSTFIX), bot.keep("b.eml", GROUP), bot.keep("c.txt", ATTR36)];
    await bot.receive(sendFiles(KIM, chat, files));
    const progress = posted().find(({ body }) => /Reading 3 files/.test(JSON.stringify(body)));
    assert.ok(progress, "no progress was shown");
    assert.equal(texts().length, 3);
    assert.doesNotMatch(texts().join("\n"), /Reading/);
  });

  it("are read without a word about it where that cannot be said", async () => {
    bot.trouble = ({ body }) =>
      /Reading 2 files/.test(JSON.stringify(body)) ? { kind: "status", status: 403 } : undefined;
    await bot.receive(sendFiles(KIM, chat, [bot.keep("a.eml", POSTFIX), bot.keep("b.eml", GROUP)]));
    assert.equal(texts().length, 2);
  });

  it("are read together with the words beside them", async () => {
    await bot.receive(sendFiles(KIM, chat, [bot.keep("a.txt", CERTIFICATE)], ATTR36));
    assert.match(texts()[0]!, ATTR36_TITLE);
    assert.match(texts()[1]!, CERTIFICATE_TITLE);
  });

  it("need no answer to the talk around them", async () => {
    await bot.receive(sendFiles(KIM, chat, [bot.keep("a.txt", CERTIFICATE)], "why is that?"));
    assert.equal(texts().length, 1);
  });

  it("are read for their bytes, whatever they are called", async () => {
    await bot.receive(sendFiles(KIM, chat, [bot.keep("picture.png", CERTIFICATE)]));
    assert.match(texts()[0]!, CERTIFICATE_TITLE);
  });

  it("are fetched with nothing that says who the bot is", async () => {
    await bot.receive(sendFiles(KIM, chat, [bot.keep("a.txt", ATTR36)]));
    assert.deepEqual(
      bot.fetched.map(({ headers }) => headers.authorization),
      [undefined],
    );
  });

  it("are fetched once where the message is delivered twice", async () => {
    const said = sendFiles(KIM, chat, [bot.keep("a.txt", ATTR36)]);
    await Promise.all([bot.receive(said), bot.receive(said)]);
    assert.equal(bot.fetched.length, 1);
    assert.equal(texts().length, 1);
  });

  it("are acknowledged before they are fetched", async () => {
    let fetched = false;
    const file = bot.keep("a.txt", (response) => {
      fetched = true;
      setTimeout(() => response.end(ATTR36), 50);
    });
    const reply = bot.receive(sendFiles(KIM, chat, [file]));
    assert.equal((await reply).status, 200);
    assert.equal(fetched, true);
    assert.match(texts()[0]!, ATTR36_TITLE);
  });

  it("are one problem where all say the same, with each address once", async () => {
    const files = Array.from({ length: 20 }, (_, i) =>
      bot.keep(
        `${i}.eml`,
        POSTFIX.toString().replaceAll("Final-Recipient: rfc822; ", `Final-Recipient: rfc822; ${i}`),
      ),
    );
    await bot.receive(sendFiles(KIM, chat, files));
    assert.equal(texts().length, 1);
    assert.match(texts()[0]!, /20 bounces say this/);
  });

  describe("of which some are broken", () => {
    const broken = () => ({
      "expired.eml": bot.keep("expired.eml", (response) => head(response, 403).end()),
      "busy.eml": bot.keep("busy.eml", (response) => head(response, 503).end()),
      "cut.eml": bot.keep("cut.eml", (response) => {
        head(response, 200, { "content-length": 1000 }).write("x");
        setImmediate(() => response.socket?.end());
      }),
      "slow.eml": bot.keep("slow.eml", () => undefined),
      "huge.eml": bot.keep("huge.eml", Buffer.alloc(DEFAULT_LIMITS.file + 1, "x")),
      "mails.zip": bot.keep("mails.zip", Buffer.from("504b030414", "hex")),
      "offer.pdf": bot.keep("offer.pdf", "%PDF-1.7"),
      "lunch.txt": bot.keep("lunch.txt", "Lunch at noon?"),
      "away.txt": bot.keep(
        "away.txt",
        "Automatic reply: Offer\n\nI am out of the office until Monday.",
      ),
      "elsewhere.eml": { name: "elsewhere.eml", url: "https://evil.example/x" },
      "private.eml": { name: "private.eml", url: "http://169.254.169.254/x" },
    });
    const says: Readonly<Record<keyof ReturnType<typeof broken>, RegExp>> = {
      "expired.eml": /The link to this file works no more/,
      "busy.eml": /is busy: send it again/,
      "cut.eml": /could not be fetched/,
      "slow.eml": /did not arrive in time/,
      "huge.eml": /larger than 5 MB/,
      "mails.zip": /is an archive/,
      "offer.pdf": /is not a mail/,
      "lunch.txt": /no bounce message/,
      "away.txt": /automatic reply/i,
      "elsewhere.eml": /I fetch nothing from/,
      "private.eml": /I fetch nothing from/,
    };

    for (const name of Object.keys(says) as (keyof typeof says)[]) {
      it(`say by name what is wrong, and lose no good one: ${name}`, async () => {
        const files = [bot.keep("good.txt", CERTIFICATE), broken()[name]];
        await bot.receive(sendFiles(KIM, chat, files));
        const [answer = "", rest = "", ...more] = texts();
        assert.match(answer, CERTIFICATE_TITLE);
        assert.match(rest, /^One of these gave no answer/);
        assert.ok(rest.includes(`• ${name}: `), rest);
        assert.match(rest, says[name]);
        assert.deepEqual(more, []);
      });
    }

    it("are told in one card where all are", async () => {
      await bot.receive(sendFiles(KIM, chat, Object.values(broken())));
      assert.equal(texts().length, 1);
      assert.match(texts()[0]!, /^I found no bounce in these/);
      for (const name of Object.keys(says)) assert.ok(texts()[0]!.includes(name), name);
    });

    it("get the sentence alone where there is one", async () => {
      await bot.receive(sendFiles(KIM, chat, [broken()["expired.eml"]]));
      assert.match(texts()[0]!, /^I can't read this/);
      assert.match(texts()[0]!, /works no more/);
    });

    it("are warned of where one is a fake", async () => {
      const fake = bot.keep(
        "fake.txt",
        "Undelivered mail: you have (5) pending emails.\nYour password expires today, keep the same password: http://mail-verify.example/login",
      );
      await bot.receive(sendFiles(KIM, chat, [fake]));
      assert.match(texts()[0]!, /may be a fake bounce/);
    });

    for (const name of ["<at>Kim</at> [x](https://evil.example)", "x".repeat(10_000), "\u202Egpj"])
      it(`can't use their names for anything: ${name.slice(0, 20)}`, async () => {
        const files = [bot.keep(name, "Lunch?"), bot.keep("b", "Dinner?")];
        await bot.receive(sendFiles(KIM, chat, files));
        const card = JSON.stringify(bot.card(chat));
        assert.doesNotMatch(card, /<at>|x{300}|\u202E|"type":"TextBlock"/);
      });
  });

  it("are read up to a number, and it is said how many were left", async () => {
    const files = Array.from({ length: 23 }, (_, i) => bot.keep(`${i}.txt`, ATTR36));
    await bot.receive(sendFiles(KIM, chat, files));
    assert.equal(bot.fetched.length, 20);
    assert.match(texts()[1]!, /3 more files were too many at once/);
  });

  it("are not all taken where they are too large together", async () => {
    const large = Buffer.alloc(DEFAULT_LIMITS.file, "Lunch? ");
    const files = Array.from({ length: 7 }, (_, i) => bot.keep(`${i}.txt`, large));
    await bot.receive(sendFiles(KIM, chat, files));
    assert.match(texts()[0]!, /too large together/);
  }).timeout(60_000);

  for (const [what, content] of Object.entries({
    "no address": { uniqueId: "1" },
    "an address that is none": { downloadUrl: "x" },
    "an address that is a number": { downloadUrl: 1 },
    nothing: undefined,
    null: null,
  }))
    it(`are named as not to be fetched where Teams gives ${what}`, async () => {
      const contentType = "application/vnd.microsoft.teams.file.download.info";
      await bot.receive(
        message(KIM, chat, undefined, { attachments: [{ contentType, name: "a.eml", content }] }),
      );
      assert.match(texts()[0]!, /^I can't read this/);
    });

  it("are read again when the words beside them are edited, and an expired link changes nothing", async () => {
    let isExpired = false;
    const file = bot.keep("a.txt", (response) => {
      if (isExpired) head(response, 403);
      response.end(isExpired ? "" : CERTIFICATE);
    });
    const said = sendFiles(KIM, chat, [file], "see below");
    await bot.receive(said);
    isExpired = true;
    await bot.receive({
      ...edited(said, "see above"),
      attachments: said["attachments"],
    });
    assert.equal(texts().length, 1);
    assert.match(texts()[0]!, CERTIFICATE_TITLE);
  });

  it("leave no progress behind when the answer cannot be sent", async () => {
    const files = [bot.keep("a.eml", POSTFIX), bot.keep("b.eml", GROUP)];
    bot.trouble = ({ method }) => (method === "PUT" ? { kind: "status", status: 400 } : undefined);
    await bot.receive(sendFiles(KIM, chat, files));
    assert.doesNotMatch(texts().join("\n"), /Reading/);
    assert.match(texts().at(-1)!, /Something went wrong/);
  });
});

describe("pictures in a message", () => {
  const bot = wholeBot();
  const chat = chatOf(KIM);

  it("are not asked for where the words hold the bounce", async () => {
    const { url } = bot.keep("logo", "x");
    await bot.receive(sendPictures(KIM, chat, [url], ATTR36));
    assert.equal(bot.fetched.length, 0);
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  it("are read where nothing else is", async () => {
    const { url } = bot.keep("shot", ATTR36);
    await bot.receive(sendPictures(KIM, chat, [url]));
    assert.match(textOf(bot.card(chat)), ATTR36_TITLE);
  });

  it("are not fetched from anywhere", async () => {
    await bot.receive(sendPictures(KIM, chat, ["https://evil.example/x.png"], "look"));
    assert.match(textOf(bot.card(chat)), /I fetch nothing from/);
  });
});
