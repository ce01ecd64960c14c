import assert from "node:assert/strict";
import { type Hop, readHops } from "../../src/ndr/received.js";

/** Oldest field last, as in a mail. */
const hopsOf = (...values: readonly string[]) =>
  readHops(values.map((value) => ({ name: "received", value })));

const AT = "Sat, 28 Nov 2026 10:05:07 +0100";

describe("readHops", () => {
  const READ: readonly (readonly [value: string, hop: Hop])[] = [
    [
      `from AM0PR08MB1234.eurprd08.prod.outlook.com (2603:10a6:208::1) by DB5EUR03FT022.mail.protection.outlook.com (10.152.20.7) with Microsoft SMTP Server (version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id 15.20.8000.1 via Frontend Transport; ${AT}`,
      {
        from: "AM0PR08MB1234.eurprd08.prod.outlook.com",
        ip: "2603:10a6:208::1",
        by: "DB5EUR03FT022.mail.protection.outlook.com",
        protocol: "Microsoft SMTP Server",
        at: "2026-11-28T09:05:07.000Z",
      },
    ],
    [
      `from [10.1.2.3] (pc7.contoso.example [192.0.2.7]) by mail.contoso.example (Postfix) with ESMTPSA id 4ABC for <anna@fabrikam.example>; ${AT} (CET)`,
      {
        from: "10.1.2.3",
        ip: "192.0.2.7",
        by: "mail.contoso.example",
        protocol: "ESMTPSA",
        at: "2026-11-28T09:05:07.000Z",
      },
    ],
    [
      `from whois ([2001:db8::9] helo=client) by exim.contoso.example with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.99) (envelope-from <kim@contoso.example>) id 1x; ${AT}`,
      {
        from: "whois",
        ip: "2001:db8::9",
        by: "exim.contoso.example",
        protocol: "esmtps",
        at: "2026-11-28T09:05:07.000Z",
      },
    ],
    [
      "by mail.contoso.example; (5.65/1.37) id 0000; no date",
      {
        from: undefined,
        ip: undefined,
        by: "mail.contoso.example",
        protocol: undefined,
        at: undefined,
      },
    ],
    [
      "by mail.contoso.example; Sat, 13 Sep 275760 00:00:00 +0000",
      {
        from: undefined,
        ip: undefined,
        by: "mail.contoso.example",
        protocol: undefined,
        at: undefined,
      },
    ],
    [
      `by web.contoso.example (Postfix, from userid 507 (by hand)) id 4ABC; ${AT}`,
      {
        from: undefined,
        ip: undefined,
        by: "web.contoso.example",
        protocol: undefined,
        at: "2026-11-28T09:05:07.000Z",
      },
    ],
  ];
  for (const [value, hop] of READ) {
    it(`reads ${value.slice(0, 60)}`, () => {
      assert.deepEqual(hopsOf(value), [hop]);
    });
  }

  it("has the first server first", () => {
    const hops = hopsOf(`by two.example; ${AT}`, `by one.example; ${AT}`);
    assert.deepEqual(
      hops.map(({ by }) => by),
      ["one.example", "two.example"],
    );
  });

  it("leaves out what names no server: qmail's notes, words, nothing", () => {
    assert.deepEqual(hopsOf(`(qmail 7 invoked by uid 9); ${AT}`, "REDACTED", "", ";", "((("), []);
  });

  for (const from of [
    "from apache by web.contoso.example with local (Exim 4.99)",
    "from root (uid 0) by web.contoso.example",
    "from unknown (HELO pc7) by web.contoso.example",
  ])
    it(`does not take who wrote it for a server: ${from}`, () => {
      const [hop] = hopsOf(`${from}; ${AT}`);
      assert.deepEqual([hop?.from, hop?.by], [undefined, "web.contoso.example"]);
    });

  it("repeats nothing that is no host", () => {
    const [hop] = hopsOf(
      `from <at>everybody</at> ([x](https://evil.example)) by mx.example with $(calc); ${AT}`,
    );
    assert.deepEqual([hop?.from, hop?.ip, hop?.protocol], [undefined, undefined, undefined]);
  });

  it("keeps the first and the last of a loop of many", () => {
    const hops = hopsOf(...Array.from({ length: 500 }, (_, i) => `by h${499 - i}.example; ${AT}`));
    assert.equal(hops.length, 30);
    assert.deepEqual([hops[0]?.by, hops.at(-1)?.by], ["h0.example", "h499.example"]);
  });
});
