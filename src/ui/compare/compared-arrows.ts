import type { ConnectionChange } from '../../core/compare/compare-designs.ts';
import { allowedCaption } from '../canvas/arrow-words.ts';
import { isArrow, type ArrowSpec, type ElementSpec } from '../canvas/element-spec.ts';
import { changeSentence, differenceTexts } from './compare-words.ts';

/** Of the two ends of an arrow; null where nothing differs that is to be seen. */
export type ChangeBetween = (
  source: ArrowSpec['source'],
  destination: ArrowSpec['destination'],
) => ConnectionChange | null;

/**
 * Arrows that say what came and went, in the colours of what is now; a new connection, and one that is gone, stands out.
 * An arrow for several pairs keeps its own words, as each of them may have changed another way.
 */
export function comparedArrows(specs: readonly ElementSpec[], between: ChangeBetween): readonly ElementSpec[] {
  return specs.map((spec) => {
    const change = isArrow(spec) ? between(spec.source, spec.destination) : null;
    return change === null || !isArrow(spec) ? spec : compared(spec, change);
  });
}

function compared(arrow: ArrowSpec, change: ConnectionChange): ArrowSpec {
  const ghost = arrow.ghost || change.event !== 'changed';
  if (arrow.pairs > 1) return { ...arrow, ghost };
  return {
    ...arrow,
    ghost,
    caption: captionOf(change),
    spoken: `${arrow.spoken}. Compared: ${changeSentence(change)}`,
  };
}

/** `+TCP 81  −TCP 80`, as short as captions are. */
function captionOf(change: ConnectionChange): string {
  const { gained, lost, unclear } = differenceTexts(change, allowedCaption);
  const parts = [
    ['+', gained],
    ['−', lost],
    ['?', unclear],
  ] as const;
  return parts
    .filter(([, text]) => text !== '')
    .map(([sign, text]) => sign + text)
    .join('  ');
}
