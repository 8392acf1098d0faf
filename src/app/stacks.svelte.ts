import { alikePods, commonName } from '../core/compare/alike.ts';
import type { Layout } from '../core/model/design.ts';
import type { Entity, Pod } from '../core/model/entities.ts';
import { podEndpointId, type EndpointId, type ResourceId } from '../core/model/ids.ts';
import type { Model } from './model.svelte.ts';
import type { Results } from './results.svelte.ts';

/** Two or more pods that are alike. */
export interface Stack {
  /** What they are called together. */
  readonly name: string;
  /** In the order of their ids. */
  readonly members: readonly [Pod, ...Pod[]];
  /** One card stands for all of them. */
  readonly isFolded: boolean;
}

/** More pods than this that are alike are one card, unless the user wants to see each. */
export const handful = 5;

/** Which pods are alike, and which of those are drawn as one card. */
export class Stacks {
  readonly #model: Model;
  readonly #results: Results;
  readonly #all = $derived.by(() => this.#find());
  readonly #ofMember = $derived.by(() => byMember(this.#all));

  constructor(model: Model, results: Results) {
    this.#model = model;
    this.#results = results;
  }

  get all(): readonly Stack[] {
    return this.#all;
  }

  /** The pods that this one is alike with, itself among them; null where it is alone. */
  of(id: ResourceId): Stack | null {
    return this.#ofMember.get(id) ?? null;
  }

  #find(): readonly Stack[] {
    const { entities, design } = this.#model;
    return stacksOf(entities, design.layout, (id) => this.#classOf(id));
  }

  #classOf(id: EndpointId): number | null {
    const { table, index } = this.#results;
    const row = index?.rowOf(id);
    return row === undefined ? null : (table?.classOf[row] ?? null);
  }
}

/** @param classOf the endpoint's class in the verdict table; null: the table does not know it */
export function stacksOf(
  entities: ReadonlyMap<ResourceId, Entity>,
  layout: Layout,
  classOf: (id: EndpointId) => number | null,
): readonly Stack[] {
  const pods = [...entities.values()].filter((entity) => entity.kind === 'pod');
  pods.sort((a, b) => (a.id < b.id ? -1 : 1));
  const groups = alikePods(pods, layout.grouping, ({ namespace, name }) => classOf(podEndpointId(namespace, name)));
  return groups.flatMap(([first, ...others]): readonly Stack[] => {
    if (first === undefined || others.length === 0) return [];
    const members = [first, ...others] as const;
    const chosen = members.map(({ id }) => layout.folds.get(id)).find((fold) => fold !== undefined);
    const isFolded = chosen === undefined ? members.length > handful : chosen === 'folded';
    return [{ name: commonName(members), members, isFolded }];
  });
}

function byMember(stacks: readonly Stack[]): ReadonlyMap<ResourceId, Stack> {
  return new Map(stacks.flatMap((stack) => stack.members.map(({ id }) => [id, stack] as const)));
}
