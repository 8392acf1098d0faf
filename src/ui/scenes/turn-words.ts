import type { TurnChange } from '../../app/scene-turn.svelte.ts';
import type { PairChange } from '../../core/compare/compare-tables.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import type { Resource } from '../../core/model/document.ts';
import { fullName, kindLook } from '../controls/kinds.ts';
import { verdictWords } from '../controls/verdict-words.ts';

/** What the audience can take in while it is shown. */
const [mostObjects, mostLines] = [2, 4];

export interface TurnWords {
  readonly lines: readonly string[];
  /** How many things more are different. */
  readonly more: number;
}

/**
 * What one scene changed of the one before: `+ GlobalNetworkPolicy x`, then `a → b: allowed → denied`, the pairs of drawn
 * flows first.
 */
export function turnWords(
  { added, removed, changed, pairs, totalPairs }: TurnChange,
  flows: readonly DrawnFlow[],
): TurnWords {
  const objects = [
    ...added.map((resource) => `+ ${objectName(resource)}`),
    ...removed.map((resource) => `− ${objectName(resource)}`),
    ...changed.map((resource) => `~ ${objectName(resource)}`),
  ];
  const shown = objects.slice(0, totalPairs === 0 ? mostLines : mostObjects);
  const verdicts = drawnFirst(pairs, flows)
    .slice(0, mostLines - shown.length)
    .map(pairLine);
  return {
    lines: [...shown, ...verdicts],
    more: objects.length - shown.length + totalPairs - verdicts.length,
  };
}

/** The same in one breath; '' where nothing is different. */
export function turnSentence({ lines, more }: TurnWords): string {
  if (lines.length === 0) return '';
  return `${lines.join('; ')}${more === 0 ? '' : `; and ${more.toLocaleString('en')} more`}.`;
}

function objectName({ id, manifest }: Resource): string {
  const { entity } = readEntity(id, manifest);
  return `${kindLook(entity).label} ${fullName(entity)}`;
}

function drawnFirst(pairs: readonly PairChange[], flows: readonly DrawnFlow[]): readonly PairChange[] {
  const drawn = new Set(flows.map(({ source, destination }) => `${source} → ${destination}`));
  const isDrawn = ({ source, destination }: PairChange): boolean => drawn.has(`${source} → ${destination}`);
  return [...pairs.filter(isDrawn), ...pairs.filter((pair) => !isDrawn(pair))];
}

function pairLine({ source, destination, before, after }: PairChange): string {
  const [was, is] = [before, after].map(({ verdict }) => verdictWords[verdict].toLowerCase());
  return `${source} → ${destination}: ${before.verdict === after.verdict ? `${was}, other ports` : `${was} → ${is}`}`;
}
