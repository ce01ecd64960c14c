import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { createDownload, type DownloadOptions, type Wanted } from "../../src/download/download.js";
import { TEAMS_FILE_HOSTS } from "../../src/download/file-hosts.js";
import { type FileServer, head, startFileServer, TEST_CA } from "./file-server.js";

const MB = 1024 * 1024;
type Answer = (request: IncomingMessage, response: ServerResponse) => void;

describe("createDownload", () => {
  let server: FileServer;
  let other: FileServer;
  let answer: Answer = () => undefined;
  let answerOfOther: Answer = () => undefined;

  before(async () => {
    server = await startFileServer((request, response) => {
      answer(request, response);
    });
    other = await startFileServer((request, response) => {
      answerOfOther(request, response);
    });
  });
  afterEach(() => {
    (server.asked as IncomingMessage[]).length = 0;
    (other.asked as IncomingMessage[]).length = 0;
  });
  after(() => Promise.all([server.close(), other.close()]));

  const fetching = (changes: Partial<DownloadOptions> = {}) =>
    createDownload({
      hosts: { names: [], loopback: [server.origin] },
      timeMs: 20_000,
      idleMs: 10_000,
      ca: TEST_CA,
      ...changes,
    });
  const fetch = (changes: Partial<Wanted> = {}, options: Partial<DownloadOptions> = {}) =>
    fetching(options)({ url: `${server.origin}/file`, most: MB, ...changes });
  const why = async (changes: Partial<Wanted> = {}, options: Partial<DownloadOptions> = {}) => {
    const downloaded = await fetch(changes, options);
    return downloaded.kind === "failed" ? downloaded.why : "bytes";
  };
  const says = (text: string): Answer => {
    return (_, response) => response.end(text);
  };
  const leadsTo = (location: string, status = 302): Answer => {
    return (_, response) => head(response, status, { location }).end();
  };

  const IMPATIENT = { timeMs: 400, idleMs: 150 };

  it("fetches a file", async () => {
    answer = says("Undeliverable");
    const downloaded = await fetch();
    assert.equal(downloaded.kind, "bytes");
    assert.equal(Buffer.from(downloaded.bytes).toString(), "Undeliverable");
  });

  it("asks for nothing packed, and says nobody's name", async () => {
    answer = says("x");
    await fetch();
    const { headers, method } = server.asked[0]!;
    assert.equal(method, "GET");
    assert.equal(headers["accept-encoding"], "identity");
    assert.equal(headers.authorization, undefined);
    assert.equal(headers.cookie, undefined);
  });

  it("fails where the server changes the protocol", async () => {
    answer = (_, response) => {
      response.socket?.write("HTTP/1.1 101 x\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    };
    assert.equal(await why(), "failed");
  });

  it("takes what is just not too much", async () => {
    answer = says("x".repeat(MB));
    assert.equal(await why(), "bytes");
  });

  it("stops where it has taken its share of what several may take", async () => {
    answer = says("x".repeat(MB));
    let left = MB - 1;
    const share = (count: number) => (left -= count) >= 0;
    assert.equal(await why({ share }), "too-much");
  });

  describe("asks nobody", () => {
    const asksNobody = (url: string) => async () => {
      assert.equal(await why({ url }), "not-allowed");
      assert.deepEqual(server.asked, []);
    };
    for (const url of [
      "https://evil.example/file",
      "https://contoso.sharepoint.com.evil.example/file",
      "http://contoso.sharepoint.com/file",
      "https://contoso.sharepoint.com:8443/file",
      "https://169.254.169.254/latest/meta-data",
      "https://[::1]/file",
      "file:///etc/passwd",
      "data:text/plain,550",
      "ftp://contoso.sharepoint.com/x",
      "not an address",
      "",
    ])
      it(`at ${url || "no address"}`, asksNobody(url));

    it("where a name and password are in the address", async () => {
      const url = `${server.origin.replace("//", "//kim:secret@")}/file`;
      assert.equal(await why({ url }), "not-allowed");
      assert.deepEqual(server.asked, []);
    });

    for (const [address, family] of [
      ["127.0.0.1", 4],
      ["169.254.169.254", 4],
      ["10.1.2.3", 4],
      ["100.64.0.1", 4],
      ["::1", 6],
      ["fd00::1", 6],
      ["::ffff:127.0.0.1", 6],
    ] as const)
      it(`whose good name leads to ${address}`, async () => {
        const lookUp: DownloadOptions["lookUp"] = (_name, _options, callback) => {
          callback(null, [{ address, family }]);
        };
        const url = "https://contoso.sharepoint.com/file";
        assert.equal(await why({ url }, { hosts: TEAMS_FILE_HOSTS, lookUp }), "not-allowed");
      });

    it("whose good name leads to a public and a private address", async () => {
      const lookUp: DownloadOptions["lookUp"] = (_name, _options, callback) => {
        callback(null, [
          { address: "20.190.128.1", family: 4 },
          { address: "127.0.0.1", family: 4 },
        ]);
      };
      const url = "https://contoso.sharepoint.com/file";
      assert.equal(await why({ url }, { hosts: TEAMS_FILE_HOSTS, lookUp }), "not-allowed");
    });

    it("who has no certificate it trusts", async () => {
      assert.equal(await why({}, { ca: undefined }), "failed");
      assert.deepEqual(server.asked, []);
    });

    it("elsewhere where loopback is allowed and the name leads on", async () => {
      const lookUp: DownloadOptions["lookUp"] = (_name, _options, callback) => {
        callback(null, [{ address: "192.0.2.1", family: 4 }]);
      };
      assert.equal(await why({}, { lookUp }), "not-allowed");
    });
  });

  it("says so where a name leads nowhere", async () => {
    const lookUp: DownloadOptions["lookUp"] = (_name, _options, callback) => {
      callback(new Error("ENOTFOUND"), []);
    };
    assert.equal(await why({}, { lookUp }), "failed");
  });

  describe("is led", () => {
    it("to another place on the list", async () => {
      answer = leadsTo(`${other.origin}/file`);
      answerOfOther = says("Undeliverable");
      const hosts = { names: [], loopback: [server.origin, other.origin] };
      assert.equal(await why({}, { hosts }), "bytes");
    });

    it("to a path beside", async () => {
      answer = (request, response) => {
        if (request.url === "/file") leadsTo("/other")(request, response);
        else response.end("x");
      };
      assert.equal(await why(), "bytes");
      assert.equal(server.asked.length, 2);
    });

    it("never in circles", async () => {
      answer = leadsTo("/file");
      assert.equal(await why(), "failed");
      assert.equal(server.asked.length, 4);
    });

    for (const location of [
      "http://169.254.169.254/latest/meta-data",
      "https://evil.example/",
      "http://localhost/",
      "https://localhost/",
      "file:///etc/passwd",
      "//evil.example/",
      "http://contoso.sharepoint.com/",
    ])
      for (const status of [301, 302, 303, 307, 308])
        it(`nowhere else: ${status} to ${location}`, async () => {
          answer = leadsTo(location, status);
          assert.equal(await why(), "not-allowed");
          assert.equal(server.asked.length, 1);
        });

    it("nowhere by an address that is none", async () => {
      answer = leadsTo("https://[");
      assert.equal(await why(), "failed");
    });
  });

  describe("with something to prove who it is", () => {
    const authorization = "Bearer secret";

    it("says it to the origin it belongs to", async () => {
      answer = says("x");
      const trusted = { origin: server.origin, paths: /^\/file$/, authorization };
      assert.equal(await why({ trusted }, { hosts: { names: [], loopback: [] } }), "bytes");
      assert.equal(server.asked[0]!.headers.authorization, authorization);
    });

    it("neither says it nor asks on any other path there", async () => {
      const trusted = { origin: server.origin, paths: /^\/picture$/, authorization };
      assert.equal(await why({ trusted }, { hosts: TEAMS_FILE_HOSTS }), "not-allowed");
      assert.deepEqual(server.asked, []);
    });

    it("never says it to another, on the list or not", async () => {
      answer = says("x");
      const trusted = { origin: other.origin, paths: /^\/file$/, authorization };
      assert.equal(await why({ trusted }), "bytes");
      assert.equal(server.asked[0]!.headers.authorization, undefined);
    });

    it("never says it again where it is led, to the same origin neither", async () => {
      answer = (request, response) => {
        if (request.url === "/file") leadsTo(`${other.origin}/x`)(request, response);
        else response.end("x");
      };
      answerOfOther = leadsTo(`${server.origin}/y`);
      const hosts = { names: [], loopback: [other.origin] };
      const trusted = { origin: server.origin, paths: /^\/(?:file|y)$/, authorization };
      assert.equal(await why({ trusted }, { hosts }), "bytes");
      assert.equal(other.asked[0]!.headers.authorization, undefined);
      assert.equal(server.asked[1]!.headers.authorization, undefined);
    });

    it("takes no name and password in the address for it", async () => {
      const url = `${server.origin.replace("//", "//a:b@")}/file`;
      const trusted = { origin: server.origin, paths: /^\/file$/, authorization };
      assert.equal(await why({ url, trusted }, { hosts: TEAMS_FILE_HOSTS }), "not-allowed");
      assert.deepEqual(server.asked, []);
    });
  });

  describe("stops", () => {
    it("a body without end as soon as there is too much of it", async () => {
      let sent = 0;
      answer = (_, response) => {
        const more = () => {
          while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) sent += 64 * 1024;
        };
        response.on("drain", more);
        more();
      };
      assert.equal(await why({ most: 256 * 1024 }, { timeMs: 5000 }), "too-large");
      assert.ok(sent < 32 * MB, `${sent} bytes were sent`);
    });

    it("a body that is announced as too long before it comes", async () => {
      answer = (_, response) => head(response, 200, { "content-length": MB + 1 }).write("x");
      assert.equal(await why(), "too-large");
    });

    it("a body that is longer than announced", async () => {
      answer = (_, response) => {
        head(response, 200, { "content-length": 3 });
        response.socket?.write("x".repeat(100));
        response.flushHeaders();
      };
      assert.notEqual(await why(), "bytes");
    });

    it("a body that ends before it was to", async () => {
      answer = (_, response) => {
        head(response, 200, { "content-length": 100 });
        response.write("x");
        setImmediate(() => response.socket?.end());
      };
      assert.equal(await why(), "failed");
    });

    it("a server that says nothing", async () => {
      answer = () => undefined;
      assert.equal(await why({}, IMPATIENT), "too-slow");
    });

    it("a server that stops in the middle", async () => {
      answer = (_, response) => response.write("x");
      assert.equal(await why({}, IMPATIENT), "too-slow");
    });

    it("a server that sends a byte now and then", async () => {
      answer = (_, response) => {
        const drip = setInterval(() => response.write("x"), 20);
        response.on("close", () => {
          clearInterval(drip);
        });
      };
      assert.equal(await why({}, IMPATIENT), "too-slow");
    });

    it("a flood of headers", async () => {
      answer = (_, response) => {
        for (let i = 0; i < 500; i++) response.setHeader(`x-${i}`, "y".repeat(100));
        response.end("x");
      };
      assert.equal(await why(), "failed");
    });

    it("what comes packed", async () => {
      answer = (_, response) =>
        head(response, 200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(MB)));
      assert.equal(await why({ most: 100 * 1024 }), "failed");
    });
  });

  for (const [status, expected] of [
    [401, "expired"],
    [403, "expired"],
    [404, "expired"],
    [410, "expired"],
    [429, "busy"],
    [500, "busy"],
    [503, "busy"],
    [204, "failed"],
    [206, "failed"],
    [300, "failed"],
    [304, "failed"],
    [400, "failed"],
    [418, "failed"],
  ] as const)
    it(`says what a ${status} means`, async () => {
      answer = (_, response) => head(response, status).end();
      assert.equal(await why(), expected);
    });
});
