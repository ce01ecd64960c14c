import assert from "node:assert/strict";
import { findIpAddresses } from "../../src/ndr/ip-address.js";

describe("findIpAddresses", () => {
  for (const [text, found] of [
    ["Client host [192.0.2.25] blocked, see host mx[192.0.2.1]:25", ["192.0.2.25", "192.0.2.1"]],
    ["blocked: 192.0.2.7. 192.0.2.7 is listed", ["192.0.2.7"]],
    ["[IPv6:2001:db8::1] and 2001:db8::2 refused", ["2001:db8::1", "2001:db8::2"]],
    ["(15.20.7409.26) at 10:05:07 id 1.2.3.4.5, 999.1.1.1", []],
  ] as const) {
    it(`in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(findIpAddresses(text), found);
    });
  }
});
