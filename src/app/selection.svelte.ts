import type { EndpointId, ResourceId } from '../core/model/ids.ts';
import type { Direction } from '../core/model/policy.ts';
import type { Results } from './results.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { Stacks } from './stacks.svelte.ts';

export type Selected =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'resource'; readonly id: ResourceId }
  /** One card for several pods that are alike; `id` is one of them. */
  | { readonly kind: 'stack'; readonly id: ResourceId }
  /** Several cards and boxes of the canvas, by element id, in the order in which they were chosen. */
  | { readonly kind: 'several'; readonly elements: readonly [string, string, ...string[]] }
  | { readonly kind: 'note'; readonly name: string }
  /** A row without an object of its own: an automatic host endpoint, the built-in Internet. */
  | { readonly kind: 'endpoint'; readonly id: EndpointId }
  | { readonly kind: 'pair'; readonly source: EndpointId; readonly destination: EndpointId }
  | { readonly kind: 'rule'; readonly policy: ResourceId; readonly direction: Direction; readonly index: number };

export interface Pair {
  readonly source: EndpointId;
  readonly destination: EndpointId;
}

const nothing: Selected = { kind: 'nothing' };

/** What the user looks at: shared by canvas, matrix, verdict panel, tier board and YAML. */
export class Selection {
  readonly #results: Results;
  readonly #session: Session;
  readonly #stacks: Stacks;
  #current = $state.raw<Selected>(nothing);
  readonly #resources = $derived.by(() => this.#findResources());

  constructor({ results, session, stacks }: { results: Results; session: Session; stacks: Stacks }) {
    this.#results = results;
    this.#session = session;
    this.#stacks = stacks;
  }

  get current(): Selected {
    return this.#current;
  }

  /** The object whose properties are shown. */
  get resource(): ResourceId | null {
    if (this.#current.kind === 'rule') return this.#current.policy;
    return this.#current.kind === 'resource' ? this.#current.id : null;
  }

  /** All selected objects, each once; a folded stack counts with all its pods. What has no object is left out. */
  get resources(): readonly ResourceId[] {
    return this.#resources;
  }

  /** The matrix row of what is selected, if it is an endpoint. */
  get endpoint(): EndpointId | null {
    const { current } = this;
    if (current.kind === 'endpoint') return current.id;
    if (current.kind !== 'resource' && current.kind !== 'stack') return null;
    return this.#results.table?.endpoints.find(({ resource }) => resource === current.id)?.id ?? null;
  }

  get pair(): Pair | null {
    return this.#current.kind === 'pair' ? this.#current : null;
  }

  select(selected: Selected): void {
    this.#current = selected;
  }

  /** Selects a row of the matrix: its object where it has one. */
  selectEndpoint(id: EndpointId): void {
    const row = this.#results.table?.endpoints.find((candidate) => candidate.id === id);
    // An automatic host endpoint is what the controller would make: no object of the design.
    const resource = row === undefined || row.origin === 'automatic' ? null : row.resource;
    this.select(resource === null ? { kind: 'endpoint', id } : { kind: 'resource', id: resource });
  }

  clear(): void {
    this.#current = nothing;
  }

  #findResources(): readonly ResourceId[] {
    const { current } = this;
    if (current.kind === 'stack') return this.#standsFor(current.id);
    if (current.kind !== 'several') return this.resource === null ? [] : [this.resource];
    // Elements are named after their object; those of other things are in no document.
    const found = current.elements.flatMap((element) => this.#standsFor(element));
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- computed anew as a whole, never changed
    return [...new Set(found)];
  }

  #standsFor(element: string): readonly ResourceId[] {
    const resource = this.#session.document.resources[element as ResourceId]; // looked up, so it is an id or nothing
    if (resource === undefined) return [];
    const stack = this.#stacks.of(resource.id);
    return stack?.isFolded === true ? stack.members.map(({ id }) => id) : [resource.id];
  }
}
