/** A spot in a file, both counted from 1 as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One thing wrong at one spot. */
export interface Problem extends Place {
  /** What was found and what to write instead. */
  readonly says: string;
}

/** Notes a problem and goes on reading, so that an author sees all of them at once. */
export type Report = (place: Place, says: string) => void;
