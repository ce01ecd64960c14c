import { burn, type Entry } from "@kenjiuno/msgreader/lib/Burner.js";
import { TypeEnum } from "@kenjiuno/msgreader/lib/Reader.js";

/** What a property may be: text is Unicode, bytes are binary; text in a code page is `ansi()`. */
export type Value = string | number | Date | Uint8Array | AnsiText;

export interface AnsiText {
  readonly ansi: Uint8Array;
}

/** Properties by their ids (MS-OXPROPS). */
export type PropertyValues = Readonly<Record<number, Value>>;

/** A message as it is to stand in an Outlook file. */
export interface MessageToSave {
  readonly properties: PropertyValues;
  readonly recipients?: readonly PropertyValues[];
  readonly attachments?: readonly AttachmentToSave[];
}

export interface AttachmentToSave {
  readonly properties: PropertyValues;
  readonly message?: MessageToSave;
}

/** An Outlook file of that message (MS-OXMSG); the same message gives the same bytes. */
export function outlookFile(message: MessageToSave): Uint8Array {
  return compoundFile([nameIds(), ...messageNodes(message, 32)]);
}

/** A compound file of any program. */
export function compoundFile(children: readonly Node[]): Uint8Array {
  const entries: Entry[] = [];
  add(entries, { name: "Root Entry", children }, TypeEnum.ROOT);
  return burn(entries);
}

/** A folder, or a stream of bytes, of a compound file. */
export type Node =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly children: readonly Node[] };

/** Text in a code page that TextDecoder knows by that label. */
export function ansi(text: string, label: string): AnsiText {
  const bytes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder(label);
  const learn = (...raw: number[]) => {
    const decoded = decoder.decode(Uint8Array.from(raw));
    if (!bytes.has(decoded)) bytes.set(decoded, raw);
  };
  for (let first = 0; first < 256; first++) learn(first);
  for (let first = 0x81; first < 256; first++)
    for (let second = 0x40; second < 256; second++) learn(first, second);
  return {
    ansi: Uint8Array.from(Array.from(text).flatMap((letter) => bytes.get(letter) ?? [0x3f])),
  };
}

function add(entries: Entry[], node: Node, type: TypeEnum): number {
  const at = entries.length;
  if ("bytes" in node) {
    const { name } = node;
    // A copy: the writer takes all memory behind an array for its bytes.
    const bytes = new Uint8Array(node.bytes);
    entries.push({ name, type, binaryProvider: () => bytes, length: bytes.length });
    return at;
  }
  const children: number[] = [];
  entries.push({ name: node.name, type, length: 0, children });
  for (const child of node.children)
    children.push(add(entries, child, "bytes" in child ? TypeEnum.DOCUMENT : TypeEnum.DIRECTORY));
  return at;
}

function nameIds(): Node {
  const names = ["00020102", "00030102", "00040102"];
  return {
    name: "__nameid_version1.0",
    children: names.map((name) => ({ name: `__substg1.0_${name}`, bytes: new Uint8Array() })),
  };
}

function messageNodes(message: MessageToSave, header: number): readonly Node[] {
  const { properties, recipients = [], attachments = [] } = message;
  const counts = Buffer.alloc(header);
  counts.writeUInt32LE(recipients.length, 8);
  counts.writeUInt32LE(attachments.length, 12);
  counts.writeUInt32LE(recipients.length, 16);
  counts.writeUInt32LE(attachments.length, 20);
  return [
    ...propertyNodes(properties, counts),
    ...recipients.map((recipient, i) => ({
      name: `__recip_version1.0_#${hex(i)}`,
      children: propertyNodes(recipient, Buffer.alloc(8)),
    })),
    ...attachments.map((attachment, i) => ({
      name: `__attach_version1.0_#${hex(i)}`,
      children: attachmentNodes(attachment),
    })),
  ];
}

function attachmentNodes({ properties, message }: AttachmentToSave): readonly Node[] {
  const nodes = propertyNodes(properties, Buffer.alloc(8));
  if (!message) return nodes;
  return [...nodes, { name: "__substg1.0_3701000D", children: messageNodes(message, 24) }];
}

/** MS-OXMSG 2.4: a table of all properties, and a stream for each that is longer than 8 bytes. */
function propertyNodes(properties: PropertyValues, header: Uint8Array): readonly Node[] {
  const streams: Node[] = [];
  const table = Object.entries(properties).map(([id, value]) => {
    const entry = Buffer.alloc(16);
    const tag = (type: number) => Number(id) * 0x10000 + type;
    const stream = (type: number, bytes: Uint8Array, terminator: number) => {
      entry.writeUInt32LE(tag(type), 0);
      entry.writeUInt32LE(bytes.length + terminator, 8);
      streams.push({ name: `__substg1.0_${hex(tag(type))}`, bytes });
    };
    entry.writeUInt32LE(6, 4);
    if (typeof value === "string") stream(0x1f, Buffer.from(value, "utf16le"), 2);
    else if (value instanceof Uint8Array) stream(0x102, value, 0);
    else if (value instanceof Date) {
      entry.writeUInt32LE(tag(0x40), 0);
      entry.writeBigUInt64LE((BigInt(value.getTime()) + 11_644_473_600_000n) * 10_000n, 8);
    } else if (typeof value === "number") {
      entry.writeUInt32LE(tag(3), 0);
      entry.writeInt32LE(value, 8);
    } else stream(0x1e, value.ansi, 1);
    return entry;
  });
  return [
    { name: "__properties_version1.0", bytes: Buffer.concat([header, ...table]) },
    ...streams,
  ];
}

function hex(number: number): string {
  return number.toString(16).toUpperCase().padStart(8, "0");
}
