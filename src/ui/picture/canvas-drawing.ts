import { pictureScales, type DrawnPicture, type PictureWish } from '../../app/drawn-picture.ts';
import type { View } from '../../app/view.svelte.ts';
import { isArrow, type ElementSpec } from '../canvas/element-spec.ts';
import { fontRuler } from './font-ruler.ts';
import { readPictureColours, type PictureColours } from './picture-colours.ts';
import { embeddedFonts } from './picture-fonts.ts';
import { largestScale, picturePng } from './picture-png.ts';
import { selectedContent, withoutEmphasis, type PictureContent } from './picture-scope.ts';
import { drawPicture, svgFile } from './picture-svg.ts';
import { tokensOfTheme, type PictureTheme } from './theme-tokens.ts';

/** What is on the canvas, and how the window looks. */
export interface OnCanvas extends PictureContent {
  readonly look: Pick<View, 'effectiveTheme' | 'colours'>;
}

/** @returns null where there is nothing to draw: an empty design, or nothing that is selected */
export async function drawCanvas(on: OnCanvas, wish: PictureWish): Promise<DrawnPicture | null> {
  const chosen = wish.scope === 'selection' ? selectedContent(on, selectedIds(on)) : on;
  const specs = wish.isSelectionMarked ? chosen.specs : withoutEmphasis(chosen.specs);
  const letters = lettersOf(specs, wish.title);
  const [ruler, fonts] = await Promise.all([fontRuler(document, letters), embeddedFonts(letters)]);
  const colours = coloursFor(wish.background, { theme: on.look.effectiveTheme, colours: on.look.colours });
  const look = {
    title: wish.title,
    isLegendShown: wish.isLegendShown,
    background: wish.background === 'transparent' ? null : colours.canvas,
  };
  const picture = drawPicture({ specs, scene: chosen.scene }, look, { colours, ruler });
  if (picture === null) return null;
  const svg = svgFile(picture, fonts);
  return {
    width: picture.width,
    height: picture.height,
    svg,
    plainSvg: svgFile(picture, ''),
    svgBytes: () => new TextEncoder().encode(svg),
    mostScale: largestScale(picture, pictureScales),
    png: async (scale, progress) => {
      const file = await picturePng(document, picture, fonts, scale, progress);
      return new Uint8Array(await file.arrayBuffer());
    },
  };
}

function selectedIds({ specs }: PictureContent): ReadonlySet<string> {
  return new Set(specs.filter(({ emphasis }) => emphasis === 'selected').map(({ id }) => id));
}

/** White paper has the light theme's colours, whatever the window looks like. */
function coloursFor(background: PictureWish['background'], theme: PictureTheme): PictureColours {
  const isWhite = background === 'white';
  const colours = readPictureColours(tokensOfTheme(document, isWhite ? { ...theme, theme: 'light' } : theme));
  return isWhite ? { ...colours, canvas: colours.surface1 } : colours;
}

/** Every letter that may be drawn, and those of the legend. */
function lettersOf(specs: readonly ElementSpec[], title: string): string {
  const all = new Set(`abcdefghijklmnopqrstuvwxyz${title}`);
  for (const text of specs.flatMap(textsOf)) for (const letter of text) all.add(letter);
  return [...all].join('');
}

function textsOf(spec: ElementSpec): readonly string[] {
  if (isArrow(spec)) return [spec.caption, ...(spec.wish?.texts ?? [])];
  if (spec.kind === 'box') return [spec.title, spec.note, ...spec.labels];
  return [spec.title, spec.subtitle, ...spec.labels, ...spec.marks, ...spec.tags.map(({ text }) => text)];
}
