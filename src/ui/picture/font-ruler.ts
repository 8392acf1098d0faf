import { pictureFamily, type TextRuler } from './picture-text.ts';

/** Weights that a picture's texts have. */
const weights = [400, 600, 650, 700];

/** Measures by the program's own font, once that is there. @param text whose letters will be measured */
export async function fontRuler(document: Document, text: string): Promise<TextRuler> {
  // What can't be fetched is measured, and drawn, in another font.
  await Promise.all(weights.map((weight) => document.fonts.load(`${weight} 13px 'Inter Variable'`, text))).catch(
    () => [],
  );
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) throw new Error('no canvas to measure texts on');
  const known = new Map<string, number>();
  return (measured, { size, weight }) => {
    const key = `${size} ${weight} ${measured}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    context.font = `${weight} ${size}px ${pictureFamily}`;
    const { width } = context.measureText(measured);
    known.set(key, width);
    return width;
  };
}
