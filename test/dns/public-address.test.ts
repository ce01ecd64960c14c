import assert from "node:assert/strict";
import { isPublicAddress } from "../../src/dns/public-address.js";

describe("isPublicAddress", () => {
  for (const address of ["20.190.128.1", "8.8.8.8", "1.1.1.1", "2603:1046::1", "2a01:111::1"])
    it(`takes ${address}`, () => {
      assert.equal(isPublicAddress(address), true);
    });
  for (const address of [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.18.0.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "64:ff9b::7f00:1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2001::1",
    "100::1",
    "localhost",
    "0x7f000001",
    "127.1",
    "",
  ])
    it(`refuses ${JSON.stringify(address)}`, () => {
      assert.equal(isPublicAddress(address), false);
    });
});
