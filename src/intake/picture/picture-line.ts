/** A word in a picture, and where it stands in it, in pixels. */
export interface PictureWord {
  readonly text: string;
  /** How sure the reader is of it, from 0 to 100. */
  readonly confidence: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The words of a line, from left to right. */
export type PictureLine = readonly PictureWord[];

/** What a worker is asked: what to read, and in which languages (ISO 639-2). */
export interface PictureQuestion {
  readonly picture: Uint8Array;
  readonly languages: readonly string[];
}
