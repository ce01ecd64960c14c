import { createSocket } from "node:dgram";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import {
  type Answer,
  AUTHORITATIVE_ANSWER,
  decode,
  encode,
  type Packet,
  RECURSION_AVAILABLE,
} from "dns-packet";
import type { NameServer } from "../../src/dns/transport.js";

/** How a server may behave about one question. */
export type Behaviour =
  | readonly Answer[]
  /** The codes of RFC 1035 4.1.1. */
  | "NXDOMAIN"
  | "SERVFAIL"
  | "REFUSED"
  /** Never says anything. */
  | "silence"
  /** Sends bytes that are no message. */
  | "garbage"
  /** Answers with another number, then another question, and then as it should. */
  | { readonly forged: readonly Answer[] }
  /** Says over UDP that it is too long, and all of it over TCP. */
  | { readonly long: readonly Answer[] }
  /** The same, and hangs up over TCP. */
  | "long, then gone";

/** "MX contoso.example" → what is said to it; what is not there is NOERROR without records. */
export type Zone = Readonly<Record<string, Behaviour>>;

/** A DNS server on loopback, over UDP and TCP. */
export interface DnsServer extends NameServer {
  /** The questions so far, as "udp MX contoso.example". */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

const CODES = { NXDOMAIN: 3, SERVFAIL: 2, REFUSED: 5 } as const;

/** One that never says anything about these names. */
export const startSilentServer = (names: readonly string[]): Promise<DnsServer> =>
  startDnsServer(
    Object.fromEntries(
      names.flatMap((name) =>
        ["MX", "TXT", "A", "AAAA", "TLSA"].map((type) => [`${type} ${name}`, "silence"] as const),
      ),
    ),
  );

export async function startDnsServer(zone: Zone): Promise<DnsServer> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => undefined);
    socket.once("data", (bytes) => {
      for (const answer of answersTo(bytes.subarray(2), "tcp")) {
        const length = Buffer.alloc(2);
        length.writeUInt16BE(answer.length);
        // In two pieces, as a network may cut them.
        socket.write(Buffer.concat([length, answer.subarray(0, 5)]));
        socket.write(answer.subarray(5));
      }
      socket.end();
    });
  }).listen(0, "127.0.0.1");
  await once(tcp, "listening");
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket("udp4");
  udp.on("message", (bytes, from) => {
    for (const answer of answersTo(bytes, "udp")) udp.send(answer, from.port, from.address);
  });
  udp.bind(port, "127.0.0.1");
  await once(udp, "listening");

  function answersTo(bytes: Buffer, over: "udp" | "tcp"): readonly Buffer[] {
    const query = decode(bytes);
    const [question] = query.questions ?? [];
    const key = `${question?.type ?? ""} ${question?.name ?? ""}`;
    asked.push(`${over} ${key}`);
    const say = (packet: Packet, code = 0, changes: Packet = {}) =>
      encode({
        type: "response",
        id: query.id ?? 0,
        questions: query.questions ?? [],
        ...packet,
        flags: (AUTHORITATIVE_ANSWER | RECURSION_AVAILABLE | (changes.flags ?? 0)) + code,
        ...(changes.id === undefined ? {} : { id: changes.id }),
        ...(changes.questions === undefined ? {} : { questions: changes.questions }),
      });
    const behaviour = zone[key] ?? [];
    if (typeof behaviour === "object" && !("forged" in behaviour) && !("long" in behaviour))
      return [say({ answers: [...behaviour] })];
    if (typeof behaviour === "object") {
      if ("long" in behaviour)
        return [
          over === "udp" ? say({}, 0, { flags: 0x200 }) : say({ answers: [...behaviour.long] }),
        ];
      const lie: Answer[] = [{ type: "A", name: "x.example", ttl: 60, data: "192.0.2.66" }];
      const other = [{ type: "A", name: "other.example", class: "IN" } as const];
      return [
        say({ answers: lie }, 0, { id: ((query.id ?? 0) + 1) % 0x10000 }),
        say({ answers: lie }, 0, { questions: other }),
        say({ answers: [...behaviour.forged] }),
      ];
    }
    switch (behaviour) {
      case "silence":
        return [];
      case "garbage":
        return [Buffer.from("no message at all")];
      case "long, then gone":
        return over === "udp" ? [say({}, 0, { flags: 0x200 })] : [];
      default:
        return [say({}, CODES[behaviour])];
    }
  }

  return {
    address: "127.0.0.1",
    port,
    asked,
    async close() {
      udp.close();
      for (const socket of open) socket.destroy();
      tcp.close();
      await once(tcp, "close");
    },
  };
}
