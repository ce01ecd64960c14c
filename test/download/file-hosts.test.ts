import assert from "node:assert/strict";
import {
  accessTo,
  isHostName,
  loopbackOrigin,
  TEAMS_FILE_HOSTS,
} from "../../src/download/file-hosts.js";

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
