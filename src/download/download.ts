import { lookup as lookUp } from "node:dns";
import type { IncomingMessage } from "node:http";
import { type Access, accessTo, type FileHosts } from "./file-hosts.js";
import type { LookUp } from "./guarded-lookup.js";
import { open, type Opened } from "./open.js";
import type { Fault } from "./fault.js";

/** What may be fetched, and what it may cost. */
export interface DownloadOptions {
  readonly hosts: FileHosts;
  /** For the whole of one download, in milliseconds. */
  readonly timeMs?: number | undefined;
  /** Without a byte, in milliseconds: to connect, and between two pieces. */
  readonly idleMs?: number | undefined;
  /** How names are looked up. */
  readonly lookUp?: LookUp | undefined;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string | undefined;
}

export interface Wanted {
  readonly url: string;
  /** The most bytes that are taken of it. */
  readonly most: number;
  /** What several downloads may take together: false where this many bytes are too many. */
  readonly share?: ((count: number) => boolean) | undefined;
  /** An origin that is trusted beside the hosts, and what is said to it and to nobody else. */
  readonly trusted?: Trusted | undefined;
}

export interface Trusted {
  readonly origin: string;
  /** Which of its paths: others than those are not for whoever names an address. */
  readonly paths: RegExp;
  readonly authorization?: string | undefined;
}

export type Downloaded =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "failed"; readonly why: Fault };

const TIME_MS = 20_000;
const IDLE_MS = 5_000;
/** Teams sends on at most once or twice. */
const MOST_REDIRECTS = 3;

/** Fetches files that others name. Never rejects, and never asks anybody who is not on the list. */
export function createDownload({
  hosts,
  timeMs = TIME_MS,
  idleMs = IDLE_MS,
  lookUp: look = lookUp,
  ca,
}: DownloadOptions): (wanted: Wanted) => Promise<Downloaded> {
  return async (wanted) => {
    const late = new AbortController();
    const limit = setTimeout(() => {
      late.abort();
    }, timeMs);
    try {
      return await follow(wanted, late);
    } catch {
      return failed(late.signal.aborted ? "too-slow" : "failed");
    } finally {
      clearTimeout(limit);
    }
  };

  async function follow(wanted: Wanted, late: AbortController): Promise<Downloaded> {
    let { url } = wanted;
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const target = allowed(url, wanted.trusted);
      if (!target) return failed("not-allowed");
      // What proves who we are is for the first stop only.
      const authorization = hop === 0 ? target.authorization : undefined;
      const opened = await open({ ...target, authorization, idleMs, look, ca, late });
      if (opened.kind !== "redirect") return receive(opened, wanted);
      if (!URL.canParse(opened.location, url)) return failed("failed");
      url = new URL(opened.location, url).href;
    }
    return failed("failed");
  }

  function allowed(text: string, trusted: Trusted | undefined): Target | undefined {
    if (!URL.canParse(text)) return undefined;
    const url = new URL(text);
    if (trusted && isIn(trusted, url))
      return { url, access: "trusted", authorization: trusted.authorization };
    const access = accessTo(url, hosts);
    return access && { url, access };
  }
}

function isIn({ origin, paths }: Trusted, url: URL): boolean {
  const isBare = url.username === "" && url.password === "";
  return isBare && url.origin === origin && paths.test(url.pathname);
}

interface Target {
  readonly url: URL;
  readonly access: Access | "trusted";
  readonly authorization?: string | undefined;
}

async function receive(
  opened: Exclude<Opened, { kind: "redirect" }>,
  wanted: Wanted,
): Promise<Downloaded> {
  if (opened.kind === "failed") return failed(opened.why);
  const { response } = opened;
  try {
    return await take(response, wanted);
  } finally {
    response.destroy();
  }
}

/** As many bytes as there is room for; what the other side says of the length is a hint at most. */
async function take(
  response: IncomingMessage,
  { most, share = () => true }: Wanted,
): Promise<Downloaded> {
  if (Number(response.headers["content-length"]) > most) return failed("too-large");
  const pieces: Uint8Array[] = [];
  let taken = 0;
  for await (const piece of response as AsyncIterable<Uint8Array>) {
    taken += piece.length;
    if (taken > most) return failed("too-large");
    if (!share(piece.length)) return failed("too-much");
    pieces.push(piece);
  }
  return response.complete ? { kind: "bytes", bytes: Buffer.concat(pieces) } : failed("failed");
}

function failed(why: Fault): Downloaded {
  return { kind: "failed", why };
}
