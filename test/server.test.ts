import assert from "node:assert/strict";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";

import { createLog } from "../src/log.js";
import { createServer, type Server, type ServerOptions } from "../src/server.js";
import { createMemory, open, post } from "./fakes/door.js";

describe("createServer", () => {
  const posted: unknown[] = [];
  const memory = createMemory();
  const log = createLog("info", memory);
  let server: Server;
  let url: string;

  async function restart(changes: Partial<ServerOptions> = {}): Promise<void> {
    server = createServer({
      process: (authorization, body) => {
        posted.push({ authorization, body });
        return Promise.resolve({ status: 200 });
      },
      idle: () => Promise.resolve(),
      ready: () => ({ ok: true }),
      log,
      ...changes,
    });
    url = await open(server);
  }

  beforeEach(async () => {
    posted.length = 0;
    memory.lines.length = 0;
    await restart();
  });

  afterEach(async () => {
    await server.close();
  });

  it("hands over the JSON and the Authorization header", async () => {
    const reply = await post(url, { type: "message" }, { Authorization: "Bearer x" });
    assert.equal(reply.status, 200);
    assert.deepEqual(posted, [{ authorization: "Bearer x", body: { type: "message" } }]);
  });

  for (const type of ["application/json; charset=utf-8", 'APPLICATION/JSON;charset="UTF-8"']) {
    it(`takes ${type}`, async () => {
      assert.equal((await post(url, "{}", { "Content-Type": type })).status, 200);
    });
  }

  const refused = [
    { what: "text", status: 415, body: "hello", headers: { "Content-Type": "text/plain" } },
    {
      what: "a form",
      status: 415,
      body: "type=message",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    },
    {
      what: "a multipart form",
      status: 415,
      body: '--b\r\nContent-Disposition: form-data; name="f"\r\n\r\nx\r\n--b--',
      headers: { "Content-Type": "multipart/form-data; boundary=b" },
    },
    {
      what: "another charset",
      status: 415,
      body: "{}",
      headers: { "Content-Type": "application/json; charset=utf-16" },
    },
    {
      what: "a compressed body",
      status: 415,
      body: gzipSync(Buffer.alloc(10_000_000, "[")),
      headers: { "Content-Encoding": "gzip" },
    },
    { what: "no type", status: 415, body: "{}", headers: { "Content-Type": "" } },
    { what: "2 MB", status: 413, body: JSON.stringify("x".repeat(2e6)), headers: {} },
    { what: "an empty body", status: 400, body: "", headers: {} },
    { what: "half of a JSON object", status: 400, body: "{oops", headers: {} },
    {
      what: "bytes that are not UTF-8",
      status: 400,
      body: Buffer.from([34, 255, 34]),
      headers: {},
    },
  ];
  for (const { what, status, body, headers } of refused) {
    it(`refuses ${what} with ${status}`, async () => {
      const reply = await post(url, body, headers as Record<string, string>);
      assert.equal(reply.status, status);
      assert.deepEqual(Object.keys(reply.body as object), ["error"]);
      assert.deepEqual(posted, []);
    });
  }

  it("refuses a body without a length as soon as it is too large", async () => {
    const request = httpRequest(`${url}/api/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Transfer-Encoding": "chunked" },
    });
    for (let chunk = 0; chunk < 20; chunk += 1) request.write(" ".repeat(100_000));
    // Not ended: the answer must not wait for the rest.
    const [response] = (await once(request, "response")) as [IncomingMessage];
    assert.equal(response.statusCode, 413);
    request.destroy();
    assert.deepEqual(posted, []);
  });

  for (const [what, headers] of [
    ["a name that only an attacker's DNS points here", { Host: "evil.example" }],
    ["a page in a browser", { Origin: "https://evil.example" }],
  ] as const) {
    it(`refuses ${what} where nobody is asked for a token`, async () => {
      const request = httpRequest(`${url}/api/messages`, {
        method: "POST",
        headers: { "Content-Type": "application/json", ...headers },
      });
      request.end("{}");
      const [response] = (await once(request, "response")) as [IncomingMessage];
      response.resume();
      assert.equal(response.statusCode, 403);
      assert.deepEqual(posted, []);
    });
  }

  it("does not read what comes without a token that is worth a look", async () => {
    await server.close();
    await restart({ admits: () => false, isLocalOnly: false });
    const request = httpRequest(`${url}/api/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Host: "bot.example" },
    });
    request.write("{");
    // Not ended: the answer must not wait for a body that is not read.
    const [response] = (await once(request, "response")) as [IncomingMessage];
    assert.equal(response.statusCode, 401);
    request.destroy();
    assert.deepEqual(posted, []);
  });

  for (const head of [
    "GET /healthz HTTP/1.1\r\nHost: ::1",
    "GET /healthz HTTP/1.1\r\nHost: a b",
    "GET /healthz HTTP/1.1\r\nHost: 127.999.999.999",
    "POST /api/messages HTTP/1.1\r\nHost: x:99999",
    "GET http://[/x HTTP/1.1\r\nHost: 127.0.0.1",
  ]) {
    it(`survives ${JSON.stringify(head)}`, async () => {
      const socket = connect(Number(new URL(url).port), "127.0.0.1");
      socket.write(`${head}\r\n\r\n`);
      let text = "";
      socket.on("data", (bytes: Buffer) => (text += bytes.toString()));
      await once(socket, "close");
      assert.match(text, /^HTTP\/1\.1 400 /);
      const { status } = await fetch(`${url}/healthz`);
      assert.equal(status, 200);
    });
  }

  it("cuts off a body that stops arriving", async () => {
    await server.close();
    await restart({ bodyTimeoutMs: 20 });
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    );
    let text = "";
    socket.on("data", (bytes: Buffer) => (text += bytes.toString()));
    await once(socket, "close");
    assert.match(text, /^HTTP\/1\.1 408 /);
    assert.deepEqual(posted, []);
  });

  it("forgets a caller who hangs up in the middle", async () => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
      () => socket.destroy(),
    );
    await once(socket, "close");
    assert.equal(await server.close(), true);
    assert.deepEqual(posted, []);
  });

  it("keeps a body in one piece whatever its chunks", async () => {
    const request = httpRequest(`${url}/api/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
    });
    const bytes = Buffer.from('{"text":"Grüße"}');
    for (const byte of bytes) request.write(Buffer.from([byte]));
    request.end();
    await once(request, "response");
    assert.deepEqual(posted, [{ authorization: "", body: { text: "Grüße" } }]);
  });

  it("passes on what the bot answers", async () => {
    await server.close();
    const body = { statusCode: 200, value: "done" };
    await restart({ process: () => Promise.resolve({ status: 200, body }) });
    const reply = await post(url, {});
    assert.deepEqual([reply.status, reply.body], [200, body]);
  });

  it("answers a defect with 500 and nothing of the error", async () => {
    await server.close();
    await restart({ process: () => Promise.reject(new TypeError("jane@fabrikam.example")) });
    const reply = await post(url, {});
    assert.equal(reply.status, 500);
    assert.deepEqual(reply.body, { error: "The bot failed." });
    assert.equal(memory.lines.length, 1);
    assert.match(memory.lines[0]!, /TypeError/);
    assert.doesNotMatch(memory.lines[0]!, /jane/);
  });

  const elsewhere = [
    { method: "GET", path: "/api/messages", status: 405 },
    { method: "DELETE", path: "/api/messages", status: 405 },
    { method: "GET", path: "/", status: 404 },
    { method: "POST", path: "/api/messages/../secret", status: 404 },
    { method: "GET", path: "/%zz", status: 404 },
  ];
  for (const { method, path, status } of elsewhere) {
    it(`answers ${method} ${path} with ${status}, without repeating it`, async () => {
      const request = httpRequest(url, { method, path });
      request.end();
      const [response] = (await once(request, "response")) as [IncomingMessage];
      let text = "";
      for await (const chunk of response) text += String(chunk);
      assert.equal(response.statusCode, status);
      assert.deepEqual(Object.keys(JSON.parse(text) as object), ["error"]);
      assert.doesNotMatch(text, /messages|secret|zz|GET|DELETE/);
    });
  }

  it("says nothing of the software it is made of", async () => {
    const reply = await post(url, {});
    assert.deepEqual([...reply.headers.keys()].sort(), [
      "cache-control",
      "connection",
      "content-length",
      "date",
      "keep-alive",
    ]);
  });

  it("is healthy", async () => {
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });

  it("is ready when the bot is", async () => {
    assert.equal((await fetch(`${url}/readyz`)).status, 200);
    await server.close();
    await restart({ ready: () => Promise.resolve({ ok: false }) });
    assert.equal((await fetch(`${url}/readyz`)).status, 503);
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
  });
});
