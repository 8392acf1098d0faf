import { compareDesigns, type JudgedDesign } from '../core/compare/compare-designs.ts';
import { compareObjects, objectDifference } from '../core/compare/compare-objects.ts';
import { listedChanges } from '../core/compare/compare-tables.ts';
import { evaluateAll, evaluatePair } from '../core/policy/evaluate.ts';
import { lower } from '../core/policy/lower.ts';
import { Memory } from '../core/policy/memory.ts';
import type { ClusterDocument, Resource } from '../core/model/document.ts';
import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import type { Settings } from '../core/model/settings.ts';
import type { PairResult } from '../core/policy/trace.ts';
import { unreachable } from '../core/result.ts';
import type { FromComparer, ToComparer } from './compare-protocol.ts';
import type { DocumentDelta } from './protocol.ts';

/** The work of the worker that compares two designs: it holds both and answers messages. */
export class Comparer {
  readonly #send: (message: FromComparer) => void;
  readonly #before = new HeldDesign();
  readonly #after = new HeldDesign();

  constructor(send: (message: FromComparer) => void) {
    this.#send = send;
  }

  /** Never throws: a failure of the program is an answer too. */
  receive(message: ToComparer): void {
    try {
      this.#send(this.#answer(message));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'failed', token: message.token, message: text });
    }
  }

  #answer(message: ToComparer): FromComparer {
    switch (message.type) {
      case 'compare': {
        const { token, settings } = message;
        const before = this.#before.judge(message.before, settings);
        const after = this.#after.judge(message.after, settings);
        const comparison = compareDesigns(before, after, listedChanges);
        const objects = objectDifference(compareObjects(this.#before.document, this.#after.document));
        return { type: 'compared', token, comparison, objects };
      }
      case 'explain-before': {
        const { token, source, destination } = message;
        return { type: 'before-explained', token, result: this.#before.explain(source, destination) };
      }
      default:
        return unreachable(message);
    }
  }
}

/** One of the two designs. */
class HeldDesign {
  #resources: Readonly<Record<ResourceId, Resource>> = {};
  #settings = '';
  #judged: JudgedDesign | null = null;
  #memory = new Memory();

  /** Its texts are in the window. */
  get document(): ClusterDocument {
    return { resources: this.#resources, sources: [] };
  }

  judge(delta: DocumentDelta, settings: Partial<Settings>): JudgedDesign {
    this.#resources = changed(this.#resources, delta);
    const asked = JSON.stringify(settings);
    const isSame = asked === this.#settings && delta.upsert.length === 0 && delta.remove.length === 0;
    if (this.#judged !== null && isSame) return this.#judged;
    this.#settings = asked;
    const ruleset = lower(Object.values(this.#resources), settings, { staged: 'ignored' }, this.#memory);
    this.#memory = ruleset.memory;
    this.#judged = { ruleset, table: evaluateAll(ruleset) };
    return this.#judged;
  }

  /** null: one of the ends is not there. */
  explain(source: EndpointId, destination: EndpointId): PairResult | null {
    return this.#judged === null ? null : evaluatePair(this.#judged.ruleset, source, destination);
  }
}

/** Where an object stands in its file matters to nobody here. */
function changed(
  held: Readonly<Record<ResourceId, Resource>>,
  { fromEmpty, upsert, remove }: DocumentDelta,
): Readonly<Record<ResourceId, Resource>> {
  const gone = new Set(remove);
  return Object.fromEntries([
    ...Object.entries(fromEmpty ? {} : held).filter(([id]) => !gone.has(id as ResourceId)), // a record's own key
    ...upsert.map(({ id, manifest }) => [id, { id, manifest, origin: null }] as const),
  ]);
}
