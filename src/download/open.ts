import { get as getPlain, type IncomingMessage, type RequestOptions } from "node:http";
import { get as getSecure } from "node:https";
import { isIP } from "node:net";
import { isLoopbackAddress, isPublicAddress } from "../dns/public-address.js";
import { type Fault, faultOf } from "./fault.js";
import type { Access } from "./file-hosts.js";
import { guarded, type LookUp, NotAllowedError } from "./guarded-lookup.js";

/** What came of asking once. */
export type Opened =
  | { readonly kind: "response"; readonly response: IncomingMessage }
  | { readonly kind: "redirect"; readonly location: string }
  | { readonly kind: "failed"; readonly why: Fault };

export interface OpenOptions {
  readonly url: URL;
  /** Which addresses the name may lead to; a trusted one any. */
  readonly access: Access | "trusted";
  readonly authorization?: string | undefined;
  readonly idleMs: number;
  readonly look: LookUp;
  readonly ca: string | undefined;
  /** Aborted from outside when it takes too long, and from here when nothing comes. */
  readonly late: AbortController;
}

/** What a file server has to say of itself fits well into this. */
const MAX_HEADERS = 16 * 1024;

/**
 * Asks for a file, on a connection of its own: the address that is connected to is the one that was
 * looked at, whatever the name leads to a moment later.
 */
export function open(options: OpenOptions): Promise<Opened> {
  const { url, access, authorization, idleMs, ca, late } = options;
  const isAllowed = RULES[access];
  return new Promise((resolve) => {
    const settle = (opened: Opened) => {
      resolve(opened);
    };
    const host = url.hostname.replace(/^\[|\]$/g, "");
    // Node looks up no name where there is none to look up.
    if (isIP(host) && !isAllowed(host)) {
      settle({ kind: "failed", why: "not-allowed" });
      return;
    }
    const request = (url.protocol === "https:" ? getSecure : getPlain)(url, {
      agent: false,
      signal: late.signal,
      timeout: idleMs,
      maxHeaderSize: MAX_HEADERS,
      lookup: guarded(options.look, isAllowed),
      // What is not packed cannot unfold.
      headers: { "accept-encoding": "identity", ...(authorization && { authorization }) },
      ...(ca !== undefined && { ca }),
    } satisfies RequestOptions & { ca?: string });
    request.on("response", (response) => {
      const opened = read(response);
      if (opened.kind !== "response") response.destroy();
      settle(opened);
    });
    request.on("timeout", () => {
      late.abort();
    });
    request.on("error", (error) => {
      const why = error instanceof NotAllowedError ? "not-allowed" : "failed";
      settle({ kind: "failed", why: late.signal.aborted ? "too-slow" : why });
    });
    // Where the protocol is changed (101), there is neither a response nor an error.
    request.on("close", () => {
      settle({ kind: "failed", why: "failed" });
    });
  });
}

const RULES: Readonly<Record<OpenOptions["access"], (address: string) => boolean>> = {
  public: isPublicAddress,
  loopback: isLoopbackAddress,
  trusted: () => true,
};

function read(response: IncomingMessage): Opened {
  const { statusCode = 0, headers } = response;
  if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined)
    return { kind: "redirect", location: headers.location };
  if (statusCode !== 200) return { kind: "failed", why: faultOf(statusCode) };
  const packed = headers["content-encoding"] ?? "identity";
  return packed === "identity" ? { kind: "response", response } : { kind: "failed", why: "failed" };
}
