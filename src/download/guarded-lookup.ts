import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";

/** `dns.lookup` with `all`. */
export type LookUp = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: Error | null, addresses?: readonly LookupAddress[]) => void,
) => void;

/** A name leads to an address that may not be connected to. */
export class NotAllowedError extends Error {
  override name = "NotAllowedError";
}

/**
 * How a connection looks up its host: the address that is connected to is the one that was looked at. A
 * name that leads to one forbidden address leads nowhere: which of them is taken is the name's choice.
 */
export function guarded(look: LookUp, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    look(hostname, { all: true }, (error, addresses = []) => {
      const [first] = addresses;
      if (error || !first) {
        callback(error ?? new Error("no address"), []);
      } else if (!addresses.every(({ address }) => isAllowed(address))) {
        callback(new NotAllowedError("a private address"), []);
      } else if (options.all) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    });
  };
}
