/**
 * Looks through the tables of a compound file (MS-CFB 2) and throws where they lead out of it, or to
 * one place twice: a reader that follows such a chain never ends, or takes all memory on its way.
 */
export function assertSound(content: Uint8Array): void {
  const file = readHeader(new DataView(content.buffer, content.byteOffset, content.byteLength));
  const fat = readFat(file);
  const sectors = createChains(fat, file.sectors);
  const entries = sectors.chain(file.firstDirectory).flatMap((sector) => readEntries(file, sector));
  assertTree(entries);
  const miniFat = sectors.chain(file.firstMiniFat).flatMap((sector) => readTable(file, sector));
  const miniSectors = createChains(miniFat, miniFat.length);
  for (const [i, { type, start, size }] of entries.entries()) {
    const isRoot = i === 0;
    if (!isRoot && type !== STREAM) continue;
    const isMini = !isRoot && size < file.miniCutoff;
    // Where nothing is in it, its start is anything.
    if (size > 0) (isMini ? miniSectors : sectors).chain(start);
  }
}

interface CompoundFile {
  readonly view: DataView;
  readonly sectorSize: number;
  /** How many there are behind the header. */
  readonly sectors: number;
  readonly firstDirectory: number;
  readonly firstMiniFat: number;
  /** Streams below this size, in bytes, are kept in small sectors. */
  readonly miniCutoff: number;
}

/** MS-CFB 2.2. */
function readHeader(view: DataView): CompoundFile {
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw damage("sector size");
  const sectorSize = 1 << shift;
  return {
    view,
    sectorSize,
    sectors: Math.ceil(view.byteLength / sectorSize) - 1,
    firstDirectory: view.getUint32(48, true),
    miniCutoff: view.getUint32(56, true),
    firstMiniFat: view.getUint32(60, true),
  };
}

const IN_HEADER = 109;

/** The table of sectors: its own sectors are named in the header, and in a chain of further lists (2.5). */
function readFat(file: CompoundFile): readonly number[] {
  const { view, sectors } = file;
  const count = view.getUint32(44, true);
  const lists = view.getUint32(72, true);
  if (count > sectors || lists > sectors) throw damage("table of sectors");
  const named = Array.from({ length: IN_HEADER }, (_, i) => view.getUint32(76 + 4 * i, true));
  for (let list = view.getUint32(68, true), i = 0; i < lists; i++) {
    const table = readTable(file, list);
    named.push(...table.slice(0, -1));
    list = table.at(-1) ?? END;
  }
  return named.slice(0, count).flatMap((sector) => readTable(file, sector));
}

/** The numbers in a sector; those of a last sector that was cut off are none. */
function readTable({ view, sectorSize, sectors }: CompoundFile, sector: number): readonly number[] {
  if (sector >= sectors) throw damage("sector");
  const at = (sector + 1) * sectorSize;
  const length = Math.min(sectorSize, view.byteLength - at) >> 2;
  return Array.from({ length }, (_, i) => view.getUint32(at + 4 * i, true));
}

const END = 0xfffffffe;

/** Chains through one table; a sector is part of one chain, and there once. */
function createChains(table: readonly number[], sectors: number) {
  const taken = new Set<number>();
  return {
    chain(start: number): readonly number[] {
      const chain: number[] = [];
      for (let sector = start; sector !== END; sector = table[sector] ?? sectors) {
        if (sector >= sectors || taken.has(sector)) throw damage("chain");
        taken.add(sector);
        chain.push(sector);
      }
      return chain;
    },
  };
}

const ENTRY_SIZE = 128;
const STREAM = 2;
const NONE = 0xffffffff;

interface Entry {
  readonly type: number;
  readonly others: readonly number[];
  readonly start: number;
  readonly size: number;
}

/** MS-CFB 2.6.1. */
function readEntries(
  { view, sectorSize, sectors }: CompoundFile,
  sector: number,
): readonly Entry[] {
  if (sector >= sectors) throw damage("directory");
  const from = (sector + 1) * sectorSize;
  const count = Math.floor(Math.min(sectorSize, view.byteLength - from) / ENTRY_SIZE);
  return Array.from({ length: count }, (_, i) => {
    const at = from + i * ENTRY_SIZE;
    const number = (offset: number) => view.getUint32(at + offset, true);
    return {
      type: view.getUint8(at + 66),
      others: [number(68), number(72), number(76)].filter((other) => other !== NONE),
      start: number(116),
      size: number(120),
    };
  });
}

/** Each entry is reached from the root by one way (2.6.4). */
function assertTree(entries: readonly Entry[]): void {
  const reached = new Set<number>();
  const open = [0];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entry = entries[next];
    if (!entry || reached.has(next)) throw damage("directory");
    reached.add(next);
    open.push(...entry.others);
  }
}

function damage(where: string): Error {
  return new Error(`The ${where} of the compound file leads nowhere`);
}
