import type { CalicoPolicy, KubeNetworkPolicy } from '../core/model/policy.ts';
import { knowsStaged, type StagedView } from '../core/policy/staged.ts';
import type { Model } from './model.svelte.ts';

/**
 * The design as if its staged policies were in force (R4.9): a way of looking at it. It changes no document, is not
 * exported and not undone.
 */
export class StagedPreview {
  readonly #model: Model;
  readonly #changed: () => void;
  #isWanted = $state(false);
  readonly #staged = $derived.by(() => this.#findAll());

  /** @param changed called when the design is to be looked at another way */
  constructor(model: Model, changed: () => void) {
    this.#model = model;
    this.#changed = changed;
  }

  /** How many staged policies the design has. */
  get count(): number {
    return this.#staged.length;
  }

  /** Why there is nothing to preview, as a sentence; '' where there is something. */
  get obstacle(): string {
    const { calicoVersion } = this.#model.design.settings;
    if (this.count === 0) return 'The design has no staged policy.';
    if (!knowsStaged(calicoVersion)) return `Calico ${calicoVersion} knows no staged policies.`;
    const isEffective = this.#staged.some(({ stagedAction }) => stagedAction === 'set' || stagedAction === 'delete');
    return isEffective ? '' : 'Its staged policies have the action Learn or Ignore: they would change nothing.';
  }

  get isOn(): boolean {
    return this.view === 'enforced';
  }

  get view(): StagedView {
    return this.#isWanted && this.obstacle === '' ? 'enforced' : 'ignored';
  }

  toggle(): void {
    this.#isWanted = !this.isOn;
    this.#changed();
  }

  /** Another design is looked at as it is. */
  forget(): void {
    this.#isWanted = false;
  }

  #findAll(): readonly (CalicoPolicy | KubeNetworkPolicy)[] {
    return [...this.#model.entities.values()].flatMap((entity) => {
      const canBeStaged = entity.kind === 'calico-policy' || entity.kind === 'kube-network-policy';
      return canBeStaged && entity.staged ? [entity] : [];
    });
  }
}
