import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { listening, MAIL } from "./listening.js";
import { BOT, LENA } from "./post-office.js";

describe("createListener, among strangers", () => {
  const smtp = listening();

  describe("and the size of a mail", () => {
    it("refuses one that says beforehand that it is too large", async () => {
      await smtp.listen();
      const client = await smtp.call();
      await client.say("EHLO x\r\n", /^250 .*\r\n/m);
      assert.match(await client.say(`MAIL FROM:<${LENA}> SIZE=100001\r\n`, /^\d{3} /m), /^552 /);
    });

    it("refuses one that is too large, and goes on", async () => {
      await smtp.listen();
      const client = await smtp.callToData();
      const said = await client.say(`${"x".repeat(98)}\r\n`.repeat(1001) + ".\r\n", /^\d{3} /m);
      assert.match(said, /^552 /);
      assert.deepEqual(smtp.handed, []);
      assert.match(await client.say("NOOP\r\n", /^\d{3} /m), /^250 /);
    });

    it("takes one that is just small enough", async () => {
      await smtp.listen();
      const client = await smtp.callToData();
      await client.say(`${"x".repeat(98)}\r\n`.repeat(1000) + ".\r\n", /^250 /m);
      assert.equal(smtp.handed[0]?.mail.length, 100_000);
    });

    it("takes one line of all that is allowed", async () => {
      await smtp.listen();
      const client = await smtp.callToData();
      await client.say("x".repeat(99_990) + "\r\n.\r\n", /^250 /m);
      assert.equal(smtp.handed[0]?.mail.length, 99_992);
    });

    it("hangs up on a command that does not end", async () => {
      await smtp.listen();
      const client = await smtp.call();
      assert.match(await client.say("x".repeat(50_000), /^421 /m), /^421 /);
    });
  });

  describe("and mails in mails", () => {
    const SMUGGLED = `MAIL FROM:<ceo@contoso.example>\r\nRCPT TO:<${BOT}>\r\nDATA\r\nsmuggled\r\n.\r\n`;
    for (const end of [
      "\n.\n",
      "\r.\r",
      "\n.\r\n",
      "\r\n.\n",
      "\r\n.\r",
      "\r.\r\n",
      "\r\n\0.\r\n",
      "\r\r\n.\r\r\n",
    ])
      it(`takes ${JSON.stringify(end)} for no end of a mail`, async () => {
        await smtp.listen();
        const client = await smtp.callToData();
        await client.say(`Subject: x\r\n\r\nHello${end}${SMUGGLED}`, /^250 /m);
        assert.equal(smtp.handed.length, 1);
        assert.equal(smtp.handed[0]?.sender, LENA);
        assert.match(Buffer.from(smtp.handed[0].mail).toString(), /ceo@contoso/);
      });

    it("unescapes dots, and takes no escaped dot for the end", async () => {
      await smtp.listen();
      const client = await smtp.callToData();
      await client.say("..\r\n...\r\n..x\r\n.\r\n", /^250 /m);
      assert.equal(Buffer.from(smtp.handed[0]?.mail ?? []).toString(), ".\r\n..\r\n.x\r\n");
    });

    it("finds the end wherever the network cuts", async () => {
      await smtp.listen();
      const client = await smtp.callToData();
      for (const byte of "Hello\r\n..x\r\n.\r\n") {
        client.socket.write(byte);
        await sleep(2);
      }
      await client.say("", /^250 /m);
      assert.equal(Buffer.from(smtp.handed[0]?.mail ?? []).toString(), "Hello\r\n.x\r\n");
    });
  });

  describe("and what is no SMTP", () => {
    for (const [what, bytes] of Object.entries({
      "a web request": "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "a TLS handshake": Buffer.from("160301020001000001fc03030d0a", "hex"),
      "pipelined garbage": "\x80\xff\0garbage\r\n".repeat(5000),
      "line ends": "\r\n".repeat(5000),
      "commands before their time": "DATA\r\nRCPT TO:<x>\r\nMAIL FROM:<x>\r\n".repeat(200),
    }))
      it(`survives ${what}`, async () => {
        await smtp.listen();
        const client = await smtp.call();
        await client.say(bytes, /^[45]\d\d /m);
        assert.deepEqual(smtp.handed, []);
        const next = await smtp.callToData();
        assert.match(await next.say(`${MAIL}.\r\n`, /^\d{3} /m), /^250 /);
      });

    it("takes an address with a line end for none", async () => {
      await smtp.listen();
      const client = await smtp.call();
      await client.say("EHLO x\r\n", /^250 .*\r\n/m);
      for (const address of [
        "a\rb@contoso.example",
        "a\0@contoso.example",
        "a b@contoso.example",
        "<a@contoso.example",
      ])
        assert.match(await client.say(`MAIL FROM:<${address}>\r\n`, /^\d{3} .*\r\n/m), /^501 /);
    });
  });

  describe("and time", () => {
    it("hangs up on who says nothing", async () => {
      await smtp.listen({ idleMs: 400 });
      const client = await smtp.callToData();
      assert.match(await client.say("half a li", /^421 /m), /^421 /);
      assert.deepEqual(smtp.handed, []);
    });

    it("hangs up on who says a byte at a time for ever", async () => {
      await smtp.listen({ lifetimeMs: 400 });
      const client = await smtp.callToData();
      for (let i = 0; i < 60 && !client.socket.destroyed && !/^421 /m.test(client.heard()); i++) {
        client.socket.write("x");
        await sleep(20);
      }
      assert.match(client.heard(), /^421 4\.4\.2 /m);
      assert.deepEqual(smtp.handed, []);
    });

    it("forgets a mail whose client goes away in the middle", async () => {
      await smtp.listen();
      const client = await smtp.callToData();
      client.socket.write("Subject: half\r\n");
      await sleep(20);
      client.socket.destroy();
      await sleep(20);
      assert.deepEqual(smtp.handed, []);
    });

    it("tells the twenty-first client to come again", async () => {
      await smtp.listen();
      await Promise.all(Array.from({ length: 20 }, () => smtp.call()));
      const client = await smtp.call();
      await client.say("", /^421 /m);
      assert.match(client.heard(), /^421 /);
    });
  });

  describe("when it closes", () => {
    it("lets a mail in the middle through, and ends the idle ones", async () => {
      const listener = await smtp.listen();
      const [busy, idle] = [await smtp.callToData(), await smtp.call()];
      const closed = listener.close();
      await idle.say("", /^421 /m);
      assert.match(idle.heard(), /^421 4\.3\.2 /m);
      assert.match(await busy.say(`${MAIL}.\r\n`, /^\d{3} /m), /^250 /);
      busy.socket.end();
      await closed;
      assert.equal(smtp.handed.length, 1);
    });
  });
});
