import { describe, expect, test } from 'vitest';
import type { TurnChange } from '../../app/scene-turn.svelte.ts';
import { openDesign } from '../../core/file/design-file.ts';
import type { PairChange } from '../../core/compare/compare-tables.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import type { Resource } from '../../core/model/document.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import type { Verdict } from '../../core/policy/trace.ts';
import { turnSentence, turnWords } from './turn-words.ts';

function objects(kind: string, count: number): readonly Resource[] {
  const text = Array.from(
    { length: count },
    (_, index) => `---\napiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: n${index}}\nspec: {}\n`,
  ).join('');
  return Object.values(openDesign([{ name: 'a.yaml', text }]).document.resources);
}
const pair = (source: string, destination: string, before: Verdict, after: Verdict): PairChange => {
  const summary = (verdict: Verdict): PairChange['before'] =>
    ({ verdict, egress: verdict, ingress: verdict, allowed: [], door: false }) as unknown as PairChange['before']; // only the verdict is told
  return {
    source: podEndpointId('x', source),
    destination: podEndpointId('x', destination),
    before: summary(before),
    after: summary(after),
  };
};
const nothing: TurnChange = { added: [], removed: [], changed: [], pairs: [], totalPairs: 0, isJudged: true };
const drawn = (source: string, destination: string): DrawnFlow =>
  ({ source: podEndpointId('x', source), destination: podEndpointId('x', destination) }) as DrawnFlow; // its ends are asked for

describe('what a scene changed, in words', () => {
  test('objects that came, went and became others', () => {
    const change = {
      ...nothing,
      added: objects('GlobalNetworkPolicy', 1),
      removed: objects('Tier', 1),
      changed: objects('HostEndpoint', 1),
    };
    expect(turnWords(change, [])).toEqual({
      lines: ['+ GlobalNetworkPolicy n0', '− Tier n0', '~ Host endpoint n0'],
      more: 0,
    });
  });
  test('verdicts, those of drawn flows first', () => {
    const pairs = [
      pair('a', 'b', 'allow', 'partial'),
      pair('b', 'a', 'partial', 'partial'),
      pair('c', 'a', 'allow', 'deny'),
    ];
    expect(turnWords({ ...nothing, pairs, totalPairs: 3 }, [drawn('c', 'a')]).lines).toEqual([
      'x/c → x/a: allowed → denied',
      'x/a → x/b: allowed → partly allowed',
      'x/b → x/a: partly allowed, other ports',
    ]);
  });
  test('of much no more than can be taken in', () => {
    const pairs = Array.from({ length: 9 }, (_, index) => pair(`p${index}`, 'a', 'allow', 'deny'));
    const both = turnWords({ ...nothing, added: objects('Tier', 6), pairs, totalPairs: 5000 }, []);
    expect([both.lines.length, both.more]).toEqual([4, 5002]);
    expect(both.lines.filter((line) => line.startsWith('+'))).toHaveLength(2);
    const alone = turnWords({ ...nothing, added: objects('Tier', 9) }, []);
    expect([alone.lines.length, alone.more]).toEqual([4, 5]);
  });
  test.each([
    [{ lines: [], more: 0 }, ''],
    [{ lines: ['+ a', 'b'], more: 0 }, '+ a; b.'],
    [{ lines: ['+ a'], more: 1200 }, '+ a; and 1,200 more.'],
  ])('%j in one breath', (words, sentence) => {
    expect(turnSentence(words)).toBe(sentence);
  });
});
