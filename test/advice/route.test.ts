import assert from "node:assert/strict";
import { findRoute } from "../../src/advice/route.js";
import type { Ndr } from "../../src/ndr/ndr.js";
import type { Hop } from "../../src/ndr/received.js";
import { code } from "../cards/example-articles.js";

const at = (time: string) => `2026-11-28T${time}.000Z`;
const HOPS: readonly Hop[] = [
  { from: "pc7", ip: "10.1.2.3", by: "mail.contoso.example", at: at("10:05:00") },
  { by: "AM0PR08MB1.eurprd08.prod.outlook.com", at: at("10:05:02") },
  { by: "DB3FT022.mail.protection.outlook.com", at: at("10:08:14") },
];
const bounce = (changes: Partial<Ndr> = {}): Ndr => ({
  parsedBy: "delivery-status",
  hops: HOPS,
  reportingMta: "DB3FT022.eop-EUR03.prod.protection.outlook.com",
  recipients: [
    {
      finalRecipient: "anna@fabrikam.example",
      status: code("5.7.1"),
      diagnosticCode: "550 5.7.1 refused",
      remoteMta: "mx.fabrikam.example",
    },
  ],
  humanLines: [],
  ...changes,
});

describe("findRoute", () => {
  it("has where it came from, each server with its wait, and where it ended", () => {
    assert.deepEqual(findRoute(bounce()), {
      stops: [
        { host: "pc7", whose: undefined },
        { host: "mail.contoso.example", at: at("10:05:00"), whose: "contoso.example" },
        {
          host: "AM0PR08MB1.eurprd08.prod.outlook.com",
          at: at("10:05:02"),
          whose: "Microsoft 365",
          waited: 2,
        },
        {
          host: "DB3FT022.mail.protection.outlook.com",
          at: at("10:08:14"),
          whose: "Microsoft 365",
          waited: 192,
        },
      ],
      end: { how: "refused", host: "mx.fabrikam.example", whose: "fabrikam.example" },
      took: 194,
    });
  });

  it("adds the server that reports where it left no field", () => {
    const route = findRoute(bounce({ reportingMta: "gate.contoso.example" }));
    assert.deepEqual(route?.stops.at(-1), {
      host: "gate.contoso.example",
      whose: "contoso.example",
    });
  });

  it("tells no wait and no time in all where the clocks contradict each other", () => {
    const [first, second] = HOPS;
    const route = findRoute(bounce({ hops: [second!, { ...first!, from: undefined }] }));
    assert.deepEqual(
      route?.stops.map(({ waited }) => waited),
      [undefined, undefined, undefined],
    );
    assert.equal(route.took, undefined);
  });

  it("ends at the last server where that says no in words of its own", () => {
    const recipients = [{ status: code("5.7.1"), diagnosticCode: "content is not allowed" }];
    assert.deepEqual(findRoute(bounce({ recipients, reportingMta: "gate.contoso.example" }))?.end, {
      how: "refused",
      host: "gate.contoso.example",
      whose: "contoso.example",
    });
  });

  it("names nobody where the last server only repeats a reply", () => {
    const recipients = [{ status: code("5.7.1"), diagnosticCode: "550 5.7.1 refused" }];
    assert.deepEqual(findRoute(bounce({ recipients }))?.end, { how: "refused" });
  });

  for (const [says, host] of [
    [
      "550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized",
      "DB7PR07MB5562.eurprd07.prod.outlook.com",
    ],
    [
      "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:Quota",
      "DB7PR07MB5562.eurprd07.prod.outlook.com",
    ],
    // Another of Microsoft's has signed it.
    [
      "550 5.1.10 RESOLVER.ADR.NotFound [AM5EUR02FT010.eop-EUR02.prod.protection.outlook.com]",
      undefined,
    ],
  ] as const)
    it(`ends ${host ? "at Microsoft's server that answered itself" : "nowhere that is named"}: ${says}`, () => {
      const reportingMta = "DB7PR07MB5562.eurprd07.prod.outlook.com";
      const recipients = [{ status: code("5.7.1"), diagnosticCode: says }];
      assert.equal(findRoute(bounce({ recipients, reportingMta }))?.end?.host, host);
    });

  const UNREACHED = { status: code("4.4.1"), diagnosticCode: "connection timed out" };

  it("says that a server could not be reached", () => {
    const recipients = [{ ...UNREACHED, remoteMta: "mx.fabrikam.example" }];
    assert.deepEqual(findRoute(bounce({ recipients }))?.end, {
      how: "unreached",
      host: "mx.fabrikam.example",
      whose: "fabrikam.example",
    });
  });

  for (const remoteMta of [undefined, "DB3FT022.mail.protection.outlook.com"])
    it(`does not take the server that gave up for the one it did not reach (${remoteMta ?? "none named"})`, () => {
      const recipients = [{ ...UNREACHED, remoteMta }];
      assert.deepEqual(findRoute(bounce({ recipients }))?.end, { how: "unreached" });
    });

  it("has a server once, however many of its programs passed the message on", () => {
    const filter = { from: "localhost", by: "mail.contoso.example", at: at("10:05:09") };
    const [first, ...others] = HOPS;
    const route = findRoute(bounce({ hops: [first!, filter, ...others] }));
    assert.deepEqual(
      route?.stops.map(({ host }) => host),
      findRoute(bounce())?.stops.map(({ host }) => host),
    );
  });

  it("is not known without a header, and not told off a picture", () => {
    assert.equal(findRoute(bounce({ hops: undefined })), undefined);
    assert.equal(findRoute(bounce({ isUnconfirmed: true })), undefined);
  });
});
