import assert from "node:assert/strict";
import {
  accessTo,
  isHostName,
  loopbackOrigin,
  TEAMS_FILE_HOSTS,
} from "../../src/download/file-hosts.js";
import { isPublicAddress } from "../../src/download/public-address.js";

describe("accessTo", () => {
  for (const url of [
    "https://contoso.sharepoint.com/personal/kim/x.eml",
    "https://contoso-my.sharepoint.com/_layouts/15/download.aspx?UniqueId=1&tempauth=x",
    "https://CONTOSO.SharePoint.com/x",
    "https://contoso.sharepoint.us/x",
    "https://contoso.sharepoint-mil.us/x",
    "https://contoso.sharepoint.cn/x",
    "https://contoso.sharepoint.com:443/x",
  ])
    it(`lets ${url} be fetched`, () => {
      assert.equal(accessTo(new URL(url), TEAMS_FILE_HOSTS), "public");
    });

  for (const url of [
    "https://sharepoint.com/x",
    "https://evilsharepoint.com/x",
    "https://contoso.sharepoint.com.evil.example/x",
    "https://contoso.sharepoint.com./x",
    "http://contoso.sharepoint.com/x",
    "https://contoso.sharepoint.com:444/x",
    "https://kim@contoso.sharepoint.com/x",
    "https://:x@contoso.sharepoint.com/x",
    "https://contoso.sharepoint.com@evil.example/x",
    "https://evil.example/?contoso.sharepoint.com",
    "https://evil.example/#.sharepoint.com",
    "ftp://contoso.sharepoint.com/x",
    "https://127.0.0.1/x",
  ])
    it(`does not let ${url} be fetched`, () => {
      assert.equal(accessTo(new URL(url), TEAMS_FILE_HOSTS), undefined);
    });

  it("takes a name without a star for that host alone", () => {
    const hosts = { names: ["files.contoso.example"], loopback: [] };
    assert.equal(accessTo(new URL("https://files.contoso.example/x"), hosts), "public");
    assert.equal(accessTo(new URL("https://a.files.contoso.example/x"), hosts), undefined);
  });

  it("takes an origin on loopback by its port and scheme", () => {
    const hosts = { names: [], loopback: ["http://127.0.0.1:5000"] };
    assert.equal(accessTo(new URL("http://127.0.0.1:5000/x"), hosts), "loopback");
    assert.equal(accessTo(new URL("http://127.0.0.1:5001/x"), hosts), undefined);
    assert.equal(accessTo(new URL("https://127.0.0.1:5000/x"), hosts), undefined);
    assert.equal(accessTo(new URL("http://a@127.0.0.1:5000/x"), hosts), undefined);
  });
});

describe("isHostName", () => {
  for (const name of ["files.contoso.example", "*.contoso.example", "a-1.b.co", "*.svc.ms"])
    it(`takes ${name}`, () => {
      assert.equal(isHostName(name), true);
    });
  for (const name of [
    "*",
    "*.com",
    "com",
    "a.*.com",
    "*contoso.example",
    "https://contoso.example",
    "contoso.example:443",
    "contoso.example/x",
    "127.0.0.1",
    "[::1]",
    "-a.example",
    "a..example",
    ".example.com",
    "",
  ])
    it(`refuses ${JSON.stringify(name)}`, () => {
      assert.equal(isHostName(name), false);
    });
});

describe("loopbackOrigin", () => {
  for (const origin of ["http://127.0.0.1:5000", "https://localhost:1", "http://[::1]:5000"])
    it(`takes ${origin}`, () => {
      assert.equal(loopbackOrigin(origin), origin);
    });
  for (const text of [
    "http://example.com",
    "http://127.0.0.1.example.com",
    "http://localhost.example",
    "http://169.254.169.254",
    "http://10.0.0.1",
    "http://a@127.0.0.1",
    "http://127.0.0.1/x",
    "http://127.0.0.1/?x",
    "ftp://127.0.0.1",
    "127.0.0.1",
    "",
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.equal(loopbackOrigin(text), undefined);
    });
});

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
