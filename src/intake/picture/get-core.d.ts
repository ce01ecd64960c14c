/** As much of tesseract.js's engine as is used; it comes without types. */
declare module "tesseract.js/src/worker-script/node/getCore.js" {
  export interface Core {
    readonly FS: {
      writeFile(path: string, content: Uint8Array): void;
      readFile(path: string): Uint8Array;
      unlink(path: string): void;
    };
    readonly TessBaseAPI: new () => {
      Init(folder: null, languages: string, engine: number): number;
      /** Takes what is in /input; 1 where that is no picture. */
      SetImageFile(orientation: number, angle: number): number;
      WriteImage(kind: number, path: string): void;
      Recognize(monitor: null): number;
      GetTSVText(page: number): string;
      Clear(): void;
    };
  }

  /** The build of the engine for this processor. */
  export default function getCore(
    engine: number,
    path: undefined,
    on: { readonly progress: () => void },
  ): Promise<(options: object) => Promise<Core>>;
}
