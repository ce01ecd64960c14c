import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net, { isIP, type LookupFunction } from "node:net";
import { isLoopbackAddress } from "../../src/dns/public-address.js";

/** Something wanted to leave this machine. */
export class ElsewhereError extends Error {
  override name = "ElsewhereError";
}

/**
 * From now on this process reaches this machine alone. What wants to go elsewhere, or to ask the machine's
 * resolver for a name, is told of and throws: the code under test may swallow the one, not the other.
 */
export function guardLoopback(onAttempt: (what: string) => void): void {
  const refuse = (what: string): ElsewhereError => {
    onAttempt(what);
    return new ElsewhereError(`Tests stay on this machine, and this is not there: ${what}`);
  };

  wrap(net.Socket.prototype, ["connect"], (connect, args) => {
    // net.connect() hands its arguments on as one list.
    const list = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
    const options = connectOptions(list);
    const { host = "localhost", port, path, lookup } = options;
    if (!path && !isHere(host)) {
      if (isIP(host) !== 0) throw refuse(`TCP to ${host}, port ${String(port)}`);
      // Without one of its own, dns.lookup is asked, see below.
      if (lookup) list[0] = { ...options, lookup: guardedLookup(lookup, refuse) };
    }
    return connect(args);
  });
  wrap(dgram.Socket.prototype, ["connect", "send"], (send, args) => {
    // The address is the only text behind the message or the port.
    const to = args.slice(1).find((arg) => typeof arg === "string");
    if (to !== undefined && !isHere(to)) throw refuse(`UDP to ${to}`);
    return send(args);
  });
  const asks = [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype];
  for (const asking of asks) {
    wrap(asking, ["lookup"], (lookUp, args) => {
      const name = String(args[0]);
      // Nobody is called so (RFC 6761 6.4), which needs no asking.
      if (name.endsWith(".invalid")) return notFound(name, args.at(-1));
      if (isIP(name) === 0 && !isHere(name)) throw refuse(`the address of ${name}`);
      return lookUp(args);
    });
    const names = Object.getOwnPropertyNames(asking).filter((name) =>
      /^(?:resolve|reverse|lookupService)/.test(name),
    );
    wrap(asking, names, (_, args) => {
      throw refuse(`records of ${String(args[0])}`);
    });
  }
  // Whoever imported one of them by its name has it, too.
  syncBuiltinESMExports();
}

/** To a callback, or as a promise. */
function notFound(name: string, callback: unknown): unknown {
  const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: "ENOTFOUND" });
  if (typeof callback !== "function") return Promise.reject(error);
  process.nextTick(callback, error);
  return undefined;
}

interface ConnectOptions {
  readonly host?: string;
  readonly port?: unknown;
  /** Of a socket in a folder; HTTP gives null. */
  readonly path?: string | null;
  readonly lookup?: LookupFunction;
}

/** connect(options), connect(port, host), connect(path). */
function connectOptions([first, second]: readonly unknown[]): ConnectOptions {
  if (typeof first === "object" && first !== null) return first;
  if (typeof first === "string" && !/^\d+$/.test(first)) return { path: first };
  return { port: first, ...(typeof second === "string" && { host: second }) };
}

const isHere = (host: string): boolean =>
  host.toLowerCase() === "localhost" || isLoopbackAddress(host.replace(/^::ffff:(?=127\.)/i, ""));

function guardedLookup(
  lookup: LookupFunction,
  refuse: (what: string) => ElsewhereError,
): LookupFunction {
  return (name, options, callback) => {
    lookup(name, options, (error, address, family) => {
      const found = Array.isArray(address) ? address.map((one) => one.address) : [address];
      const elsewhere = error ? undefined : found.find((one) => !isHere(one));
      if (elsewhere === undefined) callback(error, address, family);
      else callback(refuse(`TCP to ${name} at ${elsewhere}`), []);
    });
  };
}

type Call = (args: readonly unknown[]) => unknown;

/** Puts something around methods of the platform's; what else they carry stays. */
function wrap(
  target: object,
  names: readonly string[],
  around: (original: Call, args: unknown[]) => unknown,
): void {
  for (const name of names) {
    const original: unknown = Reflect.get(target, name);
    if (typeof original !== "function") continue;
    const wrapped = function (this: unknown, ...args: unknown[]): unknown {
      return around((given) => Reflect.apply(original, this, given), args);
    };
    Reflect.set(
      target,
      name,
      Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original)),
    );
  }
}
