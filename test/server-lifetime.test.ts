import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";

import { createLog } from "../src/log.js";
import { ListenError, createServer } from "../src/server.js";
import { createGate, open, post } from "./fakes/door.js";

describe("Server", () => {
  const quiet = {
    process: () => Promise.resolve({ status: 200 }),
    idle: () => Promise.resolve(),
    ready: () => ({ ok: true }),
    log: createLog("silent"),
  };

  it("names PORT when the port is taken", async () => {
    const first = createServer(quiet);
    const port = Number(new URL(await open(first)).port);
    const second = createServer(quiet);
    await assert.rejects(second.listen(port, "127.0.0.1"), (error: Error) => {
      assert.ok(error instanceof ListenError);
      assert.equal(
        error.message,
        `Port ${port} is in use by another program: stop it, or set PORT to a free port.`,
      );
      return true;
    });
    await first.close();
  });

  it("names HOST when the address is not ours", async () => {
    await assert.rejects(createServer(quiet).listen(0, "192.0.2.1"), {
      name: "ListenError",
      message: "192.0.2.1 is not an address of this machine: correct HOST, or leave it out.",
    });
  });

  it("waits for a request that is being answered before it closes", async () => {
    const arrived = createGate();
    const held = createGate();
    const server = createServer({
      ...quiet,
      process: async () => {
        arrived.open();
        await held.passed;
        return { status: 200 };
      },
    });
    const url = await open(server);
    const reply = post(url, {});
    await arrived.passed;
    const closed = server.close();
    await assert.rejects(fetch(`${url}/healthz`), "still accepts connections");
    held.open();
    assert.equal((await reply).status, 200);
    assert.equal(await closed, true);
  });

  it("waits for work that was acknowledged", async () => {
    const held = createGate();
    const order: string[] = [];
    const server = createServer({
      ...quiet,
      idle: async () => {
        await held.passed;
        order.push("idle");
      },
    });
    await open(server);
    const closed = server.close().then(() => order.push("closed"));
    held.open();
    await closed;
    assert.deepEqual(order, ["idle", "closed"]);
  });

  it("does not wait longer than it may", async () => {
    const server = createServer({
      ...quiet,
      process: () => new Promise(() => undefined),
      idle: () => new Promise(() => undefined),
    });
    const url = await open(server);
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      "POST /api/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    );
    // Not once(), which would take a reset for a failure.
    const closed = new Promise((resolve) => socket.on("error", resolve).on("close", resolve));
    await once(socket, "connect");
    assert.equal(await server.close(20), false);
    await closed;
  });
});
