import assert from "node:assert/strict";
import { LOOPBACK_NETWORKS, membership, parseNetwork } from "../../src/mail/network.js";

describe("parseNetwork", () => {
  it("takes one address for a network of its own", () => {
    assert.deepEqual(parseNetwork("192.0.2.1"), {
      address: "192.0.2.1",
      prefix: 32,
      family: "ipv4",
    });
  });

  it("reads a block", () => {
    assert.deepEqual(parseNetwork("2001:db8::/32"), {
      address: "2001:db8::",
      prefix: 32,
      family: "ipv6",
    });
  });

  for (const wrong of ["", "mail.contoso.example", "192.0.2.0/33", "192.0.2.0/", "::/129", "1/8"])
    it(`refuses ${JSON.stringify(wrong)}`, () => {
      assert.equal(parseNetwork(wrong), undefined);
    });
});

describe("membership", () => {
  const isOurs = membership([
    { address: "192.0.2.0", prefix: 24, family: "ipv4" },
    { address: "2001:db8::", prefix: 32, family: "ipv6" },
  ]);

  for (const inside of ["192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1"])
    it(`knows ${inside}`, () => {
      assert.equal(isOurs(inside), true);
    });

  for (const outside of ["192.0.3.7", "::ffff:192.0.3.7", "2001:db9::1", "127.0.0.1", "", "x"])
    it(`refuses ${JSON.stringify(outside)}`, () => {
      assert.equal(isOurs(outside), false);
    });

  it("knows this machine under each of its names", () => {
    const isHere = membership(LOOPBACK_NETWORKS);
    assert.deepEqual(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"].map(isHere), [
      true,
      true,
      true,
      true,
    ]);
  });
});
