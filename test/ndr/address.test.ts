import assert from "node:assert/strict";
import { findAddresses } from "../../src/ndr/address.js";

describe("findAddresses", () => {
  for (const [text, address] of [
    ["<anna@fabrikam.example>: unknown", "anna@fabrikam.example"],
    ["write to 'anna@fabrikam.example'.", "anna@fabrikam.example"],
    ["mailto:anna@fabrikam.example", "anna@fabrikam.example"],
    ["<@relay.contoso.example:anna@fabrikam.example>", "anna@fabrikam.example"],
    ["@a.example,@b.example:anna@store_3", "anna@store_3"],
    ["c=DE;a= ;p=Fabrikam;o=Site;dda:SMTP=anna@fabrikam.example; on Tue", "anna@fabrikam.example"],
    ["<=?utf-8?B?w6lsaXNl?=@fabrikam.example>", "=?utf-8?B?w6lsaXNl?=@fabrikam.example"],
    ['"anna berg"@fabrikam.example failed', '"anna berg"@fabrikam.example'],
    ["/G=Anna/S=Berg/O=Fabrikam/C=DE/@gw.example", "/G=Anna/S=Berg/O=Fabrikam/C=DE/@gw.example"],
    ["jürgen@bücher.example", "jürgen@bücher.example"],
    ["<用户@例え.example> 不存在", "用户@例え.example"],
    ["宛先taro@fabrikam.exampleは存在しません", "taro@fabrikam.example"],
    ["IMCEASMTP-anna+40fabrikam+2Eexample@contoso.example", "anna@fabrikam.example"],
    ["anna@mail.fabrikam.example.", "anna@mail.fabrikam.example"],
  ] as const) {
    it(`reads ${address} in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(findAddresses(text), [address]);
    });
  }

  it("keeps a local part of many hundred letters whole", () => {
    const address = `/S=${"a".repeat(700)}/@gw.fabrikam.example`;
    assert.deepEqual(findAddresses(`Final: ${address}`), [address]);
  });

  it("names each address once, in the order they stand there", () => {
    assert.deepEqual(findAddresses("b@x.example, a@x.example, b@x.example"), [
      "b@x.example",
      "a@x.example",
    ]);
  });

  for (const text of ["@", "a@", "@b.example", "a@@b", "@ home", "<@>", "'@'"]) {
    it(`finds none in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(findAddresses(text), []);
    });
  }
});
