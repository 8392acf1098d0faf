/** What is to be in a picture of the canvas, and how it looks. */
export interface PictureWish {
  readonly scope: 'whole' | 'selection';
  /** `theme`: as the window looks; `white`: for paper, in the colours of the light theme. */
  readonly background: 'white' | 'theme' | 'transparent';
  /** '': none. */
  readonly title: string;
  readonly isLegendShown: boolean;
  /** What is selected stands out, as on the canvas. */
  readonly isSelectionMarked: boolean;
}

export const pictureScales = [1, 2, 3, 4] as const;
/** Pixels of a PNG for one of the canvas. */
export type PictureScale = (typeof pictureScales)[number];

/** A picture of the canvas, drawn and ready to be written. */
export interface DrawnPicture {
  /** In pixels at scale 1. */
  readonly width: number;
  readonly height: number;
  /** A file of its own, with the fonts that it needs. */
  readonly svg: string;
  /** The same for programs that have fonts of their own. */
  readonly plainSvg: string;
  /** The largest of the scales that PNG can be written in. */
  readonly mostScale: PictureScale;
  svgBytes(): Uint8Array<ArrayBuffer>;
  /** @param progress is told what share is done */
  png(scale: PictureScale, progress: (share: number) => void): Promise<Uint8Array<ArrayBuffer>>;
}
