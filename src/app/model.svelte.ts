import { checkDocument } from '../core/check/check-document.ts';
import { problemOf } from '../core/manifest/positions.ts';
import { newDesignManifest, readDesignSpec } from '../core/manifest/design-spec.ts';
import { readEntity } from '../core/manifest/read-entity.ts';
import type { LintFinding } from '../core/lint/lint.ts';
import type { DesignSpec } from '../core/model/design.ts';
import type { Entity } from '../core/model/entities.ts';
import type { ResourceId } from '../core/model/ids.ts';
import type { Problem } from '../core/model/problem.ts';
import { lower } from '../core/policy/lower.ts';
import { Memory } from '../core/policy/memory.ts';
import type { Ruleset } from '../core/policy/ruleset.ts';
import type { Session } from './session.svelte.ts';

/** What the window computes from the document for itself; verdicts are the worker's. */
export class Model {
  readonly #session: Session;
  readonly #entities = $derived.by(() => this.#readAll());
  readonly #design = $derived.by(() => this.#readDesign());
  readonly #ruleset = $derived.by(() => this.#lowerAll());
  /** Not state: it changes no result, only how long the next one takes. */
  #memory = new Memory();
  #lints = $state.raw<readonly LintFinding[]>([]);
  readonly #problems = $derived.by(() => this.#findAll());

  constructor(session: Session) {
    this.#session = session;
  }

  get entities(): ReadonlyMap<ResourceId, Entity> {
    return this.#entities;
  }
  /** Settings, layout and drawn flows; defaults where the design has none of its own. */
  get design(): DesignSpec {
    return this.#design;
  }
  /** Lowered, for effective labels and who selects whom. */
  get ruleset(): Ruleset {
    return this.#ruleset;
  }
  /** Of reading, of validation, what the evaluator could not do, and the lints as far as they are known. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** What the worker found; of the newest design that it judged. */
  showLints(findings: readonly LintFinding[]): void {
    this.#lints = findings;
  }

  #readAll(): ReadonlyMap<ResourceId, Entity> {
    const resources = Object.values(this.#session.document.resources);
    // eslint-disable-next-line svelte/prefer-svelte-reactivity -- computed anew as a whole, never changed
    return new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  }

  #lowerAll(): Ruleset {
    const resources = Object.values(this.#session.document.resources);
    const ruleset = lower(resources, {}, { staged: 'ignored' }, this.#memory);
    this.#memory = ruleset.memory;
    return ruleset;
  }

  #readDesign(): DesignSpec {
    for (const entity of this.#entities.values()) if (entity.kind === 'design') return entity.spec;
    return readDesignSpec(newDesignManifest()).spec;
  }

  #findAll(): readonly Problem[] {
    const { document, problems } = this.#session;
    // What is gone since the worker looked has no problems any more.
    const lints = this.#lints.filter(({ resource }) => resource === null || document.resources[resource] !== undefined);
    const found = [...this.#ruleset.problems, ...lints].map(({ resource, finding }) =>
      resource === null ? { ...finding, resource, place: null } : problemOf(document, resource, finding),
    );
    return [...problems, ...checkDocument(document), ...found];
  }
}
