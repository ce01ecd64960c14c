import { decodeCodePage } from "./code-pages.js";
import type { Storage } from "./compound-file.js";
import { ID } from "./property-ids.js";

/** Properties of a message, a recipient or an attachment, by their ids (MS-OXPROPS). */
export interface Properties {
  /** Code page of the texts that are not Unicode, and of those in it. */
  readonly codePage: number | undefined;
  readonly text: (id: number) => string | undefined;
  readonly bytes: (id: number) => Uint8Array | undefined;
  readonly integer: (id: number) => number | undefined;
  /** ISO 8601 in UTC. */
  readonly time: (id: number) => string | undefined;
}

/** MS-OXMSG 2.4: what stands in front of the properties, by what they are of. */
export const HEADER = { root: 32, embedded: 24, other: 8 } as const;

const PROPERTIES = "__properties_version1.0";
const ENTRY = 16;

/** MS-OXCDATA 2.11.1: how a property's value is written. */
const TYPE = { integer: 0x0003, ansi: 0x001e, unicode: 0x001f, time: 0x0040, binary: 0x0102 };

/** Reads what a storage says of itself; `undefined` where it is not Outlook's. */
export function readProperties(
  storage: Storage,
  header: number,
  outerCodePage?: number,
): Properties | undefined {
  const table = storage.read(PROPERTIES);
  if (!table) return undefined;
  const fixed = readTable(table.subarray(header));
  const integer = (id: number) => fixed.get(tagOf(id, TYPE.integer))?.getInt32(8, true);
  const codePage = integer(ID.messageCodePage) ?? integer(ID.internetCodePage) ?? outerCodePage;
  const stream = (id: number, type: number) =>
    storage.read(`__substg1.0_${tagOf(id, type).toString(16).padStart(8, "0")}`);
  return {
    codePage,
    text: (id) => {
      const unicode = stream(id, TYPE.unicode);
      const bytes = unicode ?? stream(id, TYPE.ansi);
      if (!bytes) return undefined;
      const text = decodeCodePage(bytes.subarray(0, MAX_TEXT), unicode ? UNICODE : codePage);
      return text.split("\0", 1)[0];
    },
    bytes: (id) => stream(id, TYPE.binary),
    integer,
    time: (id) => {
      const ticks = fixed.get(tagOf(id, TYPE.time))?.getBigUint64(8, true);
      return ticks === undefined ? undefined : fileTime(ticks);
    },
  };
}

/** More bytes of a text nobody reads; an even number, for two are a character. */
const MAX_TEXT = 4 * 1024 * 1024;

const UNICODE = 1200;

function tagOf(id: number, type: number): number {
  return id * 0x10000 + type;
}

/** Each entry is a tag, flags, and eight bytes that are the value or say how long its stream is. */
function readTable(table: Uint8Array): ReadonlyMap<number, DataView> {
  const entries = new Map<number, DataView>();
  for (let at = 0; at + ENTRY <= table.length; at += ENTRY) {
    const entry = new DataView(table.buffer, table.byteOffset + at, ENTRY);
    entries.set(entry.getUint32(0, true), entry);
  }
  return entries;
}

/** Ticks of 100 nanoseconds since the year 1601. */
function fileTime(ticks: bigint): string | undefined {
  const date = new Date(Number(ticks / 10_000n) - 11_644_473_600_000);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
