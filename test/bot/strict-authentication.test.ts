import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createRequire } from "node:module";

import { createAdapter, type AdapterSettings } from "../../src/bot/adapter.js";
import { createLog } from "../../src/log.js";
import { createServer, type Server } from "../../src/server.js";
import { startConnector, type FakeConnector } from "../fakes/connector.js";
import { createMemory, createMessage, open, post } from "../fakes/door.js";
import { CREDENTIALS, ISSUER, startIdentity, type FakeIdentity } from "../fakes/identity.js";
import { silenceConsole } from "../fakes/silence.js";

describe("StrictAuthentication", () => {
  silenceConsole();

  const memory = createMemory();
  const log = createLog("info", memory);
  let identity: FakeIdentity;
  let connector: FakeConnector;
  let server: Server;
  let url: string;
  let turns: number;

  async function start(settings: AdapterSettings): Promise<void> {
    const adapter = createAdapter(settings, log);
    server = createServer({
      process: (authorization, body) =>
        adapter.receive(authorization, body, async (context) => {
          turns += 1;
          await context.sendActivity("hello");
        }),
      idle: () => adapter.idle(),
      ready: () => ({ ok: true }),
      log,
    });
    url = await open(server);
  }

  before(async () => {
    connector = await startConnector();
  });

  beforeEach(async () => {
    // Its own for each test: the SDK keeps the keys of an address for a day.
    identity = await startIdentity();
    memory.lines.length = 0;
    turns = 0;
    await start({ credentials: CREDENTIALS, cloud: identity.cloud });
  });

  afterEach(async () => {
    await server.close();
    await identity.close();
  });

  after(async () => {
    await connector.close();
  });

  /** The status of a message, and whether the bot heard of it. */
  async function send(
    authorization: string | undefined,
    changes: Record<string, unknown> = {},
  ): Promise<{ status: number; turns: number }> {
    const headers: Record<string, string> = authorization ? { Authorization: authorization } : {};
    const message = createMessage(connector.url, { deliveryMode: "expectReplies", ...changes });
    const { status } = await post(url, message, headers);
    return { status, turns };
  }

  const good = () => ({ serviceurl: connector.url });
  const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const forge = (header: object, payload: object, signature = "AAAA") =>
    `Bearer ${base64({ kid: identity.kid, ...header })}.${base64({
      iss: ISSUER,
      aud: CREDENTIALS.appId,
      exp: 4e9,
      ...good(),
      ...payload,
    })}.${signature}`;

  it("lets the channel in", async () => {
    const token = await identity.sign(good());
    assert.deepEqual(await send(`Bearer ${token}`), { status: 200, turns: 1 });
    assert.deepEqual(await send(`Bearer ${token}`), { status: 200, turns: 2 });
  });

  it("lets the channel in up to five minutes late", async () => {
    const token = await identity.sign(good(), { expiresIn: -120 });
    assert.deepEqual(await send(`Bearer ${token}`), { status: 200, turns: 1 });
  });

  it("lets a token with our own tenant in", async () => {
    const token = await identity.sign({ ...good(), tid: "66666666-7777-8888-9999-000000000000" });
    assert.deepEqual(await send(`Bearer ${token}`), { status: 200, turns: 1 });
  });

  for (const tenantId of ["evil-tenant", undefined]) {
    it(`refuses what was said in ${tenantId ?? "no tenant"}, however well signed`, async () => {
      const token = await identity.sign(good());
      const conversation = { id: "a:chat", tenantId };
      assert.deepEqual(await send(`Bearer ${token}`, { conversation }), { status: 401, turns: 0 });
    });
  }

  it("speaks to the connector with a token of its own", async () => {
    const token = await identity.sign(good());
    await send(`Bearer ${token}`, {
      deliveryMode: "normal",
      conversation: { id: "own", tenantId: CREDENTIALS.tenantId },
    });
    const call = await connector.called(({ conversation }) => conversation === "own");
    assert.equal(call.authorization, "Bearer token-of-the-bot");
  });

  type Token = () => string | undefined | Promise<string>;
  const refused: Record<string, Token> = {
    "no token": () => undefined,
    "garbage in three parts": () => "Bearer abc.def.ghi",
    "no token at all": () => "Bearer zzz",
    "another scheme": async () => `Basic ${await identity.sign(good())}`,
    "a header in front of good claims that is no JSON": () => `Bearer e30x.${base64(good())}.AAAA`,
    "an unpublished key": async () =>
      `Bearer ${await identity.sign(good(), { key: identity.otherKey })}`,
    "an unknown key id": async () =>
      `Bearer ${await identity.sign(good(), { header: { kid: "no" } })}`,
    "a token that expired ten minutes ago": async () =>
      `Bearer ${await identity.sign(good(), { expiresIn: -600 })}`,
    "a token for somebody else": async () =>
      `Bearer ${await identity.sign({ ...good(), aud: "other" })}`,
    "a token by somebody else": async () =>
      `Bearer ${await identity.sign(good(), { issuer: "https://evil.example" })}`,
    "a token for another service URL": async () =>
      `Bearer ${await identity.sign({ serviceurl: "http://127.0.0.1:1" })}`,
    "a token without a service URL": async () => `Bearer ${await identity.sign({})}`,
    "algorithm none": () => forge({ alg: "none" }, {}, ""),
    "algorithm none with a signature": () => forge({ alg: "none" }, {}),
    "a signature by a password": () => {
      const [scheme, token = ""] = forge({ alg: "HS256" }, {}).split(" ");
      const signed = token.slice(0, token.lastIndexOf("."));
      const signature = createHmac("sha256", "password").update(signed).digest("base64url");
      return `${scheme} ${signed}.${signature}`;
    },
    "a good token with another tenant": async () =>
      `Bearer ${await identity.sign({ ...good(), tid: "other" })}`,
    "a header of 10 KB": async () =>
      `Bearer ${await identity.sign({ ...good(), more: "x".repeat(10_000) })}`,
  };
  for (const [what, token] of Object.entries(refused)) {
    it(`refuses ${what} with 401`, async () => {
      assert.deepEqual(await send(await token()), { status: 401, turns: 0 });
    });
  }

  it("refuses a channel that the key is not endorsed for", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    assert.deepEqual(await send(token, { channelId: "slack" }), { status: 401, turns: 0 });
  });

  it("refuses every channel but Teams: on others people say themselves who they are", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    assert.deepEqual(await send(token, { channelId: "webchat" }), { status: 401, turns: 0 });
    assert.match(memory.lines.join(), /"reason":"Refused: channel"/);
  });

  it("refuses the way around the key: channel AseChannel", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    assert.deepEqual(await send(token, { channelId: "AseChannel" }), { status: 401, turns: 0 });
  });

  it("refuses an activity without a service URL", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    assert.deepEqual(await send(token, { serviceUrl: undefined }), { status: 400, turns: 0 });
  });

  it("says why in the log, and nothing of the token", async () => {
    await send(forge({ alg: "RS256" }, { iss: "https://evil.example" }));
    const [line = ""] = memory.lines;
    assert.match(line, /"reason":"Refused: issuer"/);
    assert.doesNotMatch(line, /evil/);
  });

  it("remembers nothing of 500 tenants that do not exist", async () => {
    const issuers = rememberedIssuers();
    const before = issuers.length;
    const replies = Array.from({ length: 500 }, (_, tenant) =>
      send(forge({ alg: "RS256" }, { iss: "https://nobody.example", tid: `t${tenant}` })),
    );
    for (const { status } of await Promise.all(replies)) assert.equal(status, 401);
    const byTheIssuer = forge({ alg: "RS256" }, { tid: "none of ours" });
    assert.equal((await send(byTheIssuer)).status, 401);
    assert.equal(issuers.length, before);
  });

  it("answers 503 while the keys cannot be had, and lets in afterwards", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    identity.behave("fail");
    assert.deepEqual(await send(token), { status: 503, turns: 0 });
    identity.behave("well");
    assert.deepEqual(await send(token), { status: 200, turns: 1 });
  });

  it("answers 503 when nobody is there to give keys", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    await identity.close();
    assert.deepEqual(await send(token), { status: 503, turns: 0 });
    identity = await startIdentity();
  });

  it("does not wait for keys without limit", async () => {
    const token = `Bearer ${await identity.sign(good())}`;
    identity.behave("hang");
    await server.close();
    await start({ credentials: CREDENTIALS, cloud: identity.cloud, keysTimeoutMs: 20 });
    assert.deepEqual(await send(token), { status: 503, turns: 0 });
  });

  it("asks nobody for a token without credentials", async () => {
    await server.close();
    await start({});
    assert.deepEqual(await send(undefined), { status: 200, turns: 1 });
  });
});

describe("createAdapter", () => {
  const kinds = [
    CREDENTIALS,
    { kind: "UserAssignedMSI", appId: CREDENTIALS.appId, tenantId: CREDENTIALS.appId },
    { kind: "MultiTenant", appId: CREDENTIALS.appId, password: "secret" },
  ] as const;
  for (const credentials of kinds) {
    it(`takes ${credentials.kind} credentials`, async () => {
      const adapter = createAdapter({ credentials }, createLog("silent"));
      const answer = await adapter.receive("", createMessage("http://127.0.0.1:1"), () =>
        Promise.reject(new Error("must not run")),
      );
      assert.deepEqual(answer, { status: 401 });
    });
  }
});

/** The list in the SDK that grows with every tenant it has not seen. */
function rememberedIssuers(): readonly string[] {
  const require = createRequire(import.meta.url);
  const sdk = require("botframework-connector/lib/auth/tokenValidationParameters.js") as {
    ToBotFromBotOrEmulatorTokenValidationParameters: { issuer: string[] };
  };
  return sdk.ToBotFromBotOrEmulatorTokenValidationParameters.issuer;
}
