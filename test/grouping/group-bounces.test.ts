import assert from "node:assert/strict";
import { addressesOf, groupBounces } from "../../src/grouping/group-bounces.js";
import { firstProblem } from "../../src/match/fragments.js";
import { code } from "../cards/example-articles.js";
import { bounceTo, unknownTo } from "./bounces.js";

describe("groupBounces", () => {
  const only = (bounces: readonly ReturnType<typeof bounceTo>[]) => {
    const [first, ...more] = groupBounces(bounces);
    assert.ok(first, "there is none");
    assert.equal(more.length, 0, "there are more");
    return first;
  };
  const twenty = Array.from({ length: 20 }, (_, i) => bounceTo(`person-${i}@contoso.example`));

  it("makes one problem with twenty addresses of twenty bounces of a kind", () => {
    const bounce = only(twenty);
    assert.equal(addressesOf(bounce).size, 20);
    assert.equal(bounce.bounces, 20);
  });

  it("says which recipients have the problem, whatever words their servers chose", () => {
    const words = { diagnosticCode: "550 5.1.10 Unknown. Id 7F2B" };
    const bounce = only([
      bounceTo("a@contoso.example"),
      bounceTo("b@contoso.example", { report: words }),
    ]);
    assert.deepEqual(bounce.ndr.alike, [0, 1]);
  });

  it("explains the same recipient after as before", () => {
    const [first, second] = [
      bounceTo("a@contoso.example", {
        report: { action: undefined, remoteMta: "mx.contoso.example" },
        ndr: { reportingMta: "mail.x.example" },
      }),
      bounceTo("b@contoso.example"),
    ];
    assert.deepEqual(firstProblem(only([first, second]).ndr), firstProblem(first.ndr));
  });

  it("keeps the other problems of the reports it puts together, and apart", () => {
    const full = { ...firstProblem(bounceTo("c@contoso.example").ndr), status: code("5.2.2") };
    const both = bounceTo("b@contoso.example");
    const bounce = only([
      bounceTo("a@contoso.example"),
      { ...both, ndr: { ...both.ndr, recipients: [...both.ndr.recipients, full] } },
    ]);
    assert.equal(bounce.ndr.recipients.length, 3);
    assert.deepEqual(bounce.ndr.alike, [0, 2]);
  });

  it("lets the bounce that tells most speak for all", () => {
    const messageId = "1@contoso.example";
    const bounce = only([
      bounceTo("a@contoso.example"),
      bounceTo("b@contoso.example", { ndr: { messageId } }),
    ]);
    assert.equal(bounce.ndr.messageId, messageId);
    assert.equal(firstProblem(bounce.ndr).finalRecipient, "b@contoso.example");
  });

  it("says so where one of them was too long to read all of it", () => {
    const cut = { ...bounceTo("b@contoso.example"), isCut: true } as const;
    assert.equal(only([bounceTo("a@contoso.example"), cut]).isCut, true);
  });

  it("stays within what a case can hold", () => {
    const many = Array.from({ length: 1500 }, (_, i) => bounceTo(`p${i}@contoso.example`));
    assert.equal(only(many).ndr.recipients.length, 1000);
  });

  describe("takes for one", () => {
    it("a bounce that came twice", () => {
      const bounce = bounceTo("a@contoso.example", { ndr: { messageId: "1@x.example" } });
      assert.deepEqual(groupBounces([bounce, bounce]), [bounce]);
    });

    it("a paste and the file it was taken from, and keeps the file", () => {
      const file = bounceTo("A@contoso.example", { ndr: { messageId: "1@x.example" } });
      assert.deepEqual(groupBounces([bounceTo("a@contoso.example"), file]), [file]);
    });

    it("a bounce and a word about its code", () => {
      const bounce = bounceTo("a@contoso.example");
      const word = bounceTo(undefined, { ndr: { parsedBy: "loose-code" }, cause: "other" });
      assert.deepEqual(groupBounces([word, bounce]), [bounce]);
    });

    it("a server's reply and somebody's words about it", () => {
      const reply = bounceTo(undefined, { ndr: { parsedBy: "smtp-reply" } });
      const words = bounceTo(undefined, {
        ndr: { parsedBy: "words" },
        report: { status: undefined },
        cause: "other",
      });
      assert.deepEqual(groupBounces([words, reply]), [reply]);
    });

    it("two that no article knows, with the same code", () => {
      const words = (text: string) => ({ status: code("5.9.9"), diagnosticCode: text });
      const bounce = only([
        unknownTo("a@contoso.example", words("no")),
        unknownTo("b@contoso.example", words("never")),
      ]);
      assert.equal(addressesOf(bounce).size, 2);
    });
  });

  describe("counts", () => {
    it("an address that bounced on two days once, and both bounces", () => {
      const on = (arrivalDate: string) => bounceTo("a@contoso.example", { ndr: { arrivalDate } });
      const bounce = only([on("2026-11-20T08:00:00Z"), on("2026-11-21T08:00:00Z")]);
      assert.equal(bounce.ndr.recipients.length, 1);
      assert.equal(bounce.bounces, 2);
    });
  });

  describe("keeps apart", () => {
    const apart: Readonly<Record<string, readonly ReturnType<typeof bounceTo>[]>> = {
      "other causes": [
        bounceTo("a@contoso.example"),
        bounceTo("b@contoso.example", { cause: "other" }),
      ],
      "other codes": [
        bounceTo("a@contoso.example"),
        bounceTo("b@contoso.example", { status: "5.1.1" }),
      ],
      "what is sure and what is not": [
        bounceTo("a@contoso.example"),
        bounceTo("b@contoso.example", { confidence: "possible" }),
      ],
      "unknown words without a code": ["no", "never"].map((diagnosticCode, i) =>
        unknownTo(`p${i}@contoso.example`, { status: undefined, diagnosticCode }),
      ),
      "two codes that name nobody": [
        bounceTo(undefined),
        bounceTo(undefined, { status: "5.7.1", cause: "other" }),
      ],
      "a server's line and a bounce with another cause": [
        bounceTo(undefined, { ndr: { parsedBy: "smtp-reply" }, cause: "other" }),
        bounceTo("a@contoso.example"),
      ],
    };
    for (const [what, bounces] of Object.entries(apart))
      it(what, () => {
        assert.deepEqual(groupBounces(bounces), bounces);
      });
  });

  it("keeps the order in which the kinds came", () => {
    const [a, b, c] = ["x", "y", "x"].map((cause, i) =>
      bounceTo(`p${i}@contoso.example`, { cause }),
    ) as [ReturnType<typeof bounceTo>, ReturnType<typeof bounceTo>, ReturnType<typeof bounceTo>];
    assert.equal(groupBounces([a, b, c])[1], b);
  });

  it("has nothing to say of nothing", () => {
    assert.deepEqual(groupBounces([]), []);
  });
});
