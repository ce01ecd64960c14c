/** What can be asked. RFC 1035, 3596 (AAAA) and 6698 (TLSA). */
export interface RecordData {
  readonly A: string;
  readonly AAAA: string;
  readonly CNAME: string;
  readonly MX: { readonly preference: number; readonly exchange: string };
  readonly PTR: string;
  readonly TLSA: {
    readonly usage: number;
    readonly selector: number;
    readonly matchingType: number;
  };
  /** The pieces of one record, put together. */
  readonly TXT: string;
}

export type RecordType = keyof RecordData;

/** What the resolver says. Names are in lower case, without the dot at the end. */
export type Answer<T extends RecordType> =
  | {
      readonly kind: "found";
      readonly records: readonly RecordData[T][];
      /** The names that the asked one is another name for, in their order. */
      readonly aliases: readonly string[];
    }
  /** The name is there, and has no such record. */
  | { readonly kind: "no-records"; readonly aliases: readonly string[] }
  | { readonly kind: "no-such-name" }
  /** Nobody knows: no answer in time, the server's own trouble, or an answer that makes no sense. */
  | { readonly kind: "failed"; readonly why: Failure };

export type Failure = "timeout" | "server" | "refused" | "loop" | "nonsense" | "not-a-name";
