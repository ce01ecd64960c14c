import { isIP } from "node:net";

/** Where files may be fetched from. */
export interface FileHosts {
  /** Host names in lower case; `*.` in front stands for any name below. */
  readonly names: readonly string[];
  /** Whole origins on this machine's loopback, for a bot that runs nowhere else. */
  readonly loopback: readonly string[];
}

/** Where Teams keeps the files of a chat: OneDrive and SharePoint in each of Microsoft's clouds. */
export const TEAMS_FILE_HOSTS: FileHosts = {
  names: [
    "*.sharepoint.com",
    "*.sharepoint.us",
    "*.sharepoint-mil.us",
    "*.sharepoint.cn",
    "*.sharepoint-df.com",
    "*.svc.ms",
  ],
  loopback: [],
};

/** How an address that may be fetched is to be connected to. */
export type Access = "public" | "loopback";

/** Whether this may be fetched; `undefined` where it may not. */
export function accessTo(url: URL, hosts: FileHosts): Access | undefined {
  if (url.username !== "" || url.password !== "") return undefined;
  if (hosts.loopback.includes(url.origin)) return "loopback";
  if (url.protocol !== "https:" || url.port !== "") return undefined;
  return hosts.names.some((name) => isNamed(url.hostname, name)) ? "public" : undefined;
}

function isNamed(host: string, name: string): boolean {
  return name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;
}

const NAME = /^(?:\*\.)?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/;

/** A host name that may stand in a list: no address, no bare top-level domain, nothing but one `*.` in front. */
export function isHostName(name: string): boolean {
  return NAME.test(name) && name.replace(/^\*\./, "").includes(".");
}

/** An origin on loopback, in its normal form; `undefined` for anything else. */
export function loopbackOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, origin, username, pathname, search } = new URL(text);
  const isPlain = username === "" && pathname === "/" && search === "";
  const isHere =
    hostname === "localhost" ||
    hostname === "[::1]" ||
    (isIP(hostname) === 4 && hostname.startsWith("127."));
  return isPlain && isHere && /^https?:$/.test(protocol) ? origin : undefined;
}
