import assert from "node:assert/strict";
import type { Bounce } from "../../src/explain.js";
import { problemOf, sharedProblemOf } from "../../src/incidents/problem.js";
import { BLOCKLISTED, NOT_ENROLLED } from "../cards/example-articles.js";
import { DELAYED, diagnosed, GROUP, NDR, READ_IN_PICTURE, RELAY } from "../cards/examples.js";
import { bounce } from "./incident-desk.js";

const withHost = (remoteMta: string | undefined): Bounce => ({
  ...diagnosed(RELAY),
  ndr: { ...NDR, recipients: [{ ...NDR.recipients[0], remoteMta }] },
});

describe("problemOf", () => {
  it("names the article, and for Microsoft's servers the recipients' domain", () => {
    assert.deepEqual(problemOf(diagnosed()), {
      what: "tenant-attribution",
      where: { kind: "recipients", name: "contoso.example" },
      part: "contoso.example",
    });
  });

  it("names the status code where no article is likely", () => {
    assert.deepEqual(problemOf(GROUP), {
      what: "5.7.1",
      where: { kind: "server", name: "fabrikam.example" },
      part: "fabrikam.example",
    });
  });

  for (const [host, name] of Object.entries({
    "MX1.Mail.Contoso.co.uk": "contoso.co.uk",
    "in.contoso.com.": "contoso.com",
    "[192.0.2.7]": "192.0.2.7",
    localhost: "localhost",
  }))
    it(`takes ${host} for ${name}`, () => {
      assert.deepEqual(problemOf(withHost(host))?.where, { kind: "server", name });
    });

  it("names the sender's domain where no server is named", () => {
    assert.deepEqual(problemOf(withHost(undefined))?.where, {
      kind: "sender",
      name: "northwind.example",
    });
  });

  for (const subject of [1, 2])
    it(`is of one mailbox for 5.${subject}.1 without an article`, () => {
      const problem = problemOf(bounce({ subject, recipient: "Ann@Fabrikam.example" }));
      assert.deepEqual(problem?.where, { kind: "mailbox", name: "ann@fabrikam.example" });
    });

  it("is of one mailbox where the recipient can fix it", () => {
    const article = { ...NOT_ENROLLED, who: "recipient" as const };
    assert.equal(problemOf(diagnosed({ ...RELAY, article }))?.where.kind, "mailbox");
  });

  it("is of the server where an admin can fix a code about addresses", () => {
    const article = { ...BLOCKLISTED, who: "sender-admin" as const };
    const { ndr } = bounce({ subject: 1 });
    assert.equal(problemOf({ ...diagnosed({ ...RELAY, article }), ndr })?.where.kind, "server");
  });

  it("counts a delay with the bounce that may follow it", () => {
    const recipients = [{ ...DELAYED.ndr.recipients[0], remoteMta: "mx.contoso.example" }];
    const delayed = { ...DELAYED, ndr: { ...NDR, recipients } };
    const failed = diagnosed({ ...RELAY, confidence: "likely" });
    assert.deepEqual(problemOf(delayed), problemOf({ ...failed, ndr: delayed.ndr }));
  });

  it("is none of what was read in a picture, has no code, or names nobody", () => {
    assert.equal(problemOf(READ_IN_PICTURE), undefined);
    const { ndr, ...rest } = bounce();
    const nothing = { ...ndr, sender: undefined };
    const without = (recipients: typeof ndr.recipients) =>
      problemOf({ ...rest, ndr: { ...nothing, recipients } });
    assert.equal(
      without([{ diagnosticCode: "550 no", remoteMta: "mx.contoso.example" }]),
      undefined,
    );
    assert.equal(without([{ status: { class: 5, subject: 7, detail: 1 } }]), undefined);
    assert.equal(without([{ status: { class: 5, subject: 1, detail: 1 } }]), undefined);
    assert.equal(problemOf({ kind: "unreadable", says: "x" }), undefined);
  });
});

describe("sharedProblemOf", () => {
  it("is the same for the same, and holds no address", () => {
    const shared = (recipient: string) => sharedProblemOf(bounce({ subject: 1, recipient }));
    assert.deepEqual(shared("ann@gmail.example"), shared("Ann@gmail.example"));
    assert.notEqual(shared("ann@gmail.example")?.key, shared("anm@gmail.example")?.key);
    assert.doesNotMatch(String(shared("ann@gmail.example")?.key), /ann|@/);
  });

  it("tells a server, a recipients' and a sender's domain of one name apart", () => {
    const keys = [
      withHost("mx.northwind.example"),
      withHost("x.outlook.com"),
      withHost(undefined),
    ].map((one) => sharedProblemOf(one)?.key);
    assert.equal(new Set(keys).size, 3);
  });
});
