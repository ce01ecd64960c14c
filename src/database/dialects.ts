import type { ColumnDefinitionBuilder, RawBuilder } from "kysely";

/** What the databases say differently in a definition of tables. */
export interface TableWords {
  /** Turns an integer column into one that numbers itself. */
  readonly numbersItself: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** Type of a text that is compared byte by byte, so that an index serves prefixes. */
  readonly bytewiseText: RawBuilder<unknown>;
}
