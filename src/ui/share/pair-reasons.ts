import type { EndpointId } from '../../core/model/ids.ts';
import { evaluatePair } from '../../core/policy/evaluate.ts';
import type { Sentence } from '../../core/policy/explain.ts';
import type { Ruleset } from '../../core/policy/ruleset.ts';
import type { PairResult } from '../../core/policy/trace.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';
import { pairParts, partsSentence } from '../verdict/pair-parts.ts';
import { pairSentence } from '../verdict/pair-sentence.ts';
import { destinationMark, sourceMark } from './shared-design.ts';

/** The marks in a text of the user's would be taken for names. */
const marks = new RegExp(`[${sourceMark}${destinationMark}]`, 'g');

/**
 * The sentence of every pair, as the Verdict panel says it. Pairs that no rule tells apart have the same one but for the
 * names in it: such a pair is judged once, unless the reason names somebody else.
 */
export class PairReasons {
  readonly #ruleset: Ruleset;
  readonly #table: VerdictTable;
  /** null: pairs of this kind are judged one by one. */
  readonly #known = new Map<string, string | null>();

  constructor(ruleset: Ruleset, table: VerdictTable) {
    this.#ruleset = ruleset;
    this.#table = table;
  }

  /** @returns the sentence with marks in the place of the two names; '' for rows that are not there */
  reason(row: number, column: number): string {
    const kind = this.#kindOf(row, column);
    const known = this.#known.get(kind);
    if (known !== undefined && known !== null) return known;
    const { text, isAboutBoth } = this.#judge(row, column);
    if (known === undefined) this.#known.set(kind, isAboutBoth ? text : null);
    return text;
  }

  #kindOf(row: number, column: number): string {
    const { classOf, nodeOf, endpoints } = this.#table;
    const node = nodeOf[row] ?? 0;
    const near = row === column ? 'own' : node !== 0 && node === nodeOf[column] ? 'near' : 'apart';
    const ends = [row, column].map((end) => {
      const { kind, hostNetwork, namespace } = endpoints[end] ?? { kind: 'host' };
      // Which of a node's host endpoints governs it, the sentence says, and the class does not.
      if (kind === 'host' || hostNetwork) return `row ${end}`;
      // A profile is called after its namespace, and the sentence says its name.
      return `class ${classOf[end] ?? ''} of ${namespace ?? ''}`;
    });
    return `${ends.join(' ')} ${near}`;
  }

  #judge(row: number, column: number): { readonly text: string; readonly isAboutBoth: boolean } {
    const [source, destination] = [this.#table.endpoints[row]?.id, this.#table.endpoints[column]?.id];
    if (source === undefined || destination === undefined) return { text: '', isAboutBoth: false };
    const result = evaluatePair(this.#ruleset, source, destination);
    return result === null ? { text: '', isAboutBoth: false } : reasonOf(result, source, destination);
  }
}

function reasonOf(
  result: PairResult,
  source: EndpointId,
  destination: EndpointId,
): { readonly text: string; readonly isAboutBoth: boolean } {
  const sentence = pairSentence(result);
  const ends = partsSentence(pairParts(result));
  const texts = sentence.map((fragment) => fragmentText(fragment, source, destination));
  return {
    text: [texts.join(''), ends.replace(marks, '')].filter((part) => part !== '').join(' '),
    isAboutBoth: sentence.every(
      (fragment) => fragment.kind !== 'endpoint' || [source, destination].includes(fragment.endpoint),
    ),
  };
}

function fragmentText(fragment: Sentence[number], source: EndpointId, destination: EndpointId): string {
  if (fragment.kind === 'endpoint' && fragment.endpoint === source) return sourceMark;
  if (fragment.kind === 'endpoint' && fragment.endpoint === destination) return destinationMark;
  return fragment.text.replace(marks, '');
}
