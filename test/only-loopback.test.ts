import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createSocket } from "node:dgram";
import { lookup, promises, resolve4, Resolver } from "node:dns";
import { lookup as lookUp } from "node:dns/promises";
import { get } from "node:http";
import { connect, createServer, type AddressInfo } from "node:net";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { connect as connectSecurely } from "node:tls";
import { temporaryFolder } from "./database/databases.js";
import { ElsewhereError } from "./fakes/loopback-guard.js";
import { takeAttempts } from "./only-loopback.js";

const nothing = () => undefined;

/** Ways to leave this machine, and what is said of them. */
const WAYS: Readonly<Record<string, readonly [go: () => unknown, tried: RegExp]>> = {
  "net.connect": [() => connect(25, "192.0.2.1"), /^TCP to 192\.0\.2\.1, port 25$/],
  "net.connect, by name": [() => connect(25, "mx.example"), /^the address of mx\.example$/],
  "tls.connect": [() => connectSecurely({ host: "2001:db8::1", port: 443 }), /^TCP to 2001:db8::1/],
  "http.get": [() => get("http://192.0.2.1/"), /^TCP to 192\.0\.2\.1, port 80$/],
  fetch: [() => fetch("http://mx.example/"), /^the address of mx\.example$/],
  "dgram.send": [
    () => {
      createSocket("udp4").send("x", 53, "192.0.2.53");
    },
    /^UDP to 192\.0\.2\.53$/,
  ],
  "dgram.connect": [
    () => {
      createSocket("udp6").connect(53, "2001:db8::53");
    },
    /^UDP to 2001:db8::53$/,
  ],
  "dns.lookup": [
    () => {
      lookup("mx.example", nothing);
    },
    /^the address of mx\.example$/,
  ],
  "dns.resolve4": [
    () => {
      resolve4("mx.example", nothing);
    },
    /^records of mx\.example$/,
  ],
  "dns.Resolver": [
    () => {
      new Resolver().resolve("mx.example", "MX", nothing);
    },
    /^records of mx\.example$/,
  ],
  "dns.promises.lookup": [() => promises.lookup("mx.example"), /^the address of mx\.example$/],
  "dns/promises": [() => lookUp("mx.example"), /^the address of mx\.example$/],
};

describe("tests stay on this machine:", () => {
  for (const [name, [go, tried]] of Object.entries(WAYS))
    it(`${name} elsewhere throws, and is remembered`, async () => {
      // fetch says what went wrong as the cause of what it throws.
      await assert.rejects(
        async () => await go(),
        (error: Error) => error instanceof ElsewhereError || error.cause instanceof ElsewhereError,
      );
      const [first, ...more] = takeAttempts();
      assert.match(first ?? "", tried);
      assert.deepEqual(more, []);
    });

  it("a look-up of one's own may lead here, and nowhere else", async () => {
    const server = createServer((socket) => socket.end()).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    for (const [address, tried] of [
      ["127.0.0.1", []],
      ["192.0.2.1", ["TCP to mx.example at 192.0.2.1"]],
    ] as const) {
      const socket = connect({
        host: "mx.example",
        port,
        autoSelectFamily: false,
        lookup: (_name, _options, callback) => {
          callback(null, address, 4);
        },
      });
      await once(socket, "connect").catch(nothing);
      socket.destroy();
      assert.deepEqual(takeAttempts(), tried);
    }
    server.close();
  });

  it("a name under .invalid is not there, and nobody is asked", async () => {
    await assert.rejects(lookUp("db.invalid"), { code: "ENOTFOUND" });
    const socket = connect(25, "mx.invalid");
    const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
    assert.equal(error.code, "ENOTFOUND");
    assert.deepEqual(takeAttempts(), []);
  });

  describe("a test that tries", () => {
    let place: Awaited<ReturnType<typeof temporaryFolder>>;

    before(async () => {
      place = await temporaryFolder();
    });
    after(() => place.remove());

    /** What mocha says of a file of tests with this in a test. */
    async function mocha(code: string) {
      const file = join(place.folder, "tries.mjs");
      await writeFile(file, `import net from "node:net";\nit("tries", () => { ${code} });\n`);
      const program = fileURLToPath(new URL("../node_modules/mocha/bin/mocha.js", import.meta.url));
      const options = ["--no-config", "--node-option", "import=tsx"];
      const child = spawn(
        process.execPath,
        [program, ...options, "--require", "./test/only-loopback.ts", file],
        { stdio: ["ignore", "pipe", "pipe"] },
      );
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
      const [status] = (await once(child, "close")) as [number];
      return { status, said };
    }

    it("fails, also where the error is swallowed", async () => {
      const { status, said } = await mocha(`try { net.connect(25, "192.0.2.1"); } catch {}`);
      assert.notEqual(status, 0);
      assert.match(said, /but this was tried: TCP to 192\.0\.2\.1, port 25/);
    });

    it("and one that does not passes", async () => {
      const { status, said } = await mocha(`net.connect(9, "127.0.0.1").on("error", () => 0);`);
      assert.equal(status, 0, said);
    });
  });
});
