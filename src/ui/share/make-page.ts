import type { ReadProgress } from '../../core/manifest/overlay.ts';
import { embeddedFonts } from '../picture/picture-fonts.ts';
import { fontRuler } from '../picture/font-ruler.ts';
import tokens from '../theme/tokens.css?raw';
import { gatherInSteps, type ShareWish } from './gather.ts';
import { sharedPage } from './shared-page.ts';
import viewerStyle from './viewer/viewer.css?raw';
import script from './viewer/viewer.ts?script';

export interface MadePage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly size: number;
}

export interface MakingListener {
  readonly progress: (done: ReadProgress) => void;
  /** Asked in each pause. */
  readonly isGivenUp: () => boolean;
}

/**
 * The whole page as a file. The window goes on meanwhile.
 *
 * @returns null where it was given up
 */
export async function makePage(wish: Omit<ShareWish, 'ruler'>, listener: MakingListener): Promise<MadePage | null> {
  const letters = lettersOf(wish);
  const [ruler, fonts] = await Promise.all([fontRuler(document, letters), embeddedFonts(letters)]);
  const steps = gatherInSteps({ ...wish, ruler });
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      const text = sharedPage(step.value, { script, style: `${fonts}${tokens}${viewerStyle}` });
      const bytes = new TextEncoder().encode(text);
      return { bytes, size: bytes.length };
    }
    listener.progress(step.value);
    await new Promise((goOn) => setTimeout(goOn, 0));
    if (listener.isGivenUp()) return null;
  }
}

/** Of names and notes; those of sentences are among them or plain. */
function lettersOf({ title, document: design, scenes }: Omit<ShareWish, 'ruler'>): string {
  const texts = Object.values(design.resources).map(({ manifest }) => JSON.stringify(manifest));
  const letters = new Set(`abcdefghijklmnopqrstuvwxyzABCXYZ0123456789${title}`);
  for (const text of [...texts, ...scenes.map(({ title: own, notes, content }) => `${own}${notes}${content ?? ''}`)])
    for (const letter of text) letters.add(letter);
  return [...letters].join('');
}
