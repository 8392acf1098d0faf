import type { ArrowWish } from './element-spec.ts';

const signs = { met: '✓', missed: '✗', unknown: '?' } as const;

/** Whether it is as expected, as one character; '' where nothing is expected. */
export function wishSign({ state }: ArrowWish): string {
  return state === null ? '' : signs[state];
}

/** What an arrow's drawn flows say of it, as short as a caption must be: `✗ TCP 22 allowed`; '' where they say nothing. */
export function wishCaption(wish: ArrowWish | null): string {
  if (wish === null) return '';
  const [first = '', ...others] = wish.texts;
  return `${wishSign(wish)} ${first}${others.length === 0 ? '' : ` +${others.length}`}`.trim();
}

const sentences = {
  met: 'As expected',
  missed: 'Not as expected',
  unknown: 'Can’t be evaluated whether it is as expected',
} as const;

/** The same in words, for the tip. */
export function wishSentence({ state, texts }: ArrowWish): string {
  return `${state === null ? 'Drawn flow' : sentences[state]}: ${texts.join(', ')}`;
}
