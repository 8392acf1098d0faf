import type { ClusterNode, HostEndpoint, Namespace, NetworkSet, Pod } from '../model/entities.ts';
import type { Labels } from '../selector/labels.ts';
import type { BookContents, Contributor } from './address-book.ts';
import { AddressBook } from './address-book.ts';
import { AddressPool } from './address-pool.ts';
import type { LabelledHostEndpoint, LabelledPod } from './contributors.ts';
import type { LabelSources } from './effective-labels.ts';
import { Kernels } from './kernel.ts';
import type { LoweredPolicyMemory } from './lower-policies.ts';
import type { ProgramInput } from './programs.ts';
import { ProgramShelf } from './programs.ts';
import { Remembered } from './remembered.ts';

/** Evaluations after which an editor's memory is made anew: what it keeps of designs that are gone is never needed. */
const longLife = 400;

/** How much heavier than with the first design a memory may become, in numbers that it keeps. */
const [heavier, slack] = [3, 500_000];

/**
 * What one evaluation leaves to the next: pools whose numbers keep their meaning, and answers together with all that they
 * were made of. An answer is used again only where all of that is the same, so a memory changes how long an evaluation
 * takes and nothing else (`memory.test.ts` compares thousands of edits with evaluating from scratch).
 */
export class Memory {
  readonly addresses = new AddressPool();
  readonly kernels = new Kernels();
  readonly population = new PopulationMemory();
  readonly policies: LoweredPolicyMemory = new WeakMap();
  readonly automatic = new Remembered<ClusterNode, readonly HostEndpoint[]>();
  #book: AddressBook | null = null;
  #shelf: ProgramShelf | null = null;
  #evaluations = 0;
  #firstWeight = 0;

  bookOf(contents: BookContents): AddressBook {
    this.#book = new AddressBook(contents, this.addresses, this.#book);
    return this.#book;
  }

  shelfOf(input: ProgramInput): ProgramShelf {
    this.#shelf = new ProgramShelf(input, this.#shelf);
    return this.#shelf;
  }

  /** Called once for each evaluation. @returns this memory, or an empty one where it has become too large */
  next(): Memory {
    this.#evaluations += 1;
    if (this.#evaluations === 2) this.#firstWeight = this.#weight;
    const isFull = this.#evaluations > longLife || this.#weight > this.#firstWeight * heavier + slack;
    return this.#evaluations > 1 && isFull ? new Memory().next() : this;
  }

  get #weight(): number {
    return this.addresses.weight + this.kernels.weight;
  }
}

/** Labels and addresses that were worked out, by the objects that have them. */
export class PopulationMemory {
  readonly namespaceLabels = new Remembered<Namespace, Labels>();
  readonly pods = new Remembered<Pod, LabelledPod>();
  readonly hostEndpoints = new Remembered<HostEndpoint, LabelledHostEndpoint>();
  readonly ofPods = new Remembered<LabelledPod, Contributor>();
  readonly ofHostEndpoints = new Remembered<LabelledHostEndpoint, Contributor>();
  readonly ofNetworkSets = new Remembered<NetworkSet, Contributor>();
  readonly #namedOnly = new Map<string, Labels>();
  #sources: LabelSources | null = null;

  /** The labels of a namespace that no object stands for. */
  labelsOfNamedOnly(name: string, make: () => Labels): Labels {
    const known = this.#namedOnly.get(name) ?? make();
    this.#namedOnly.set(name, known);
    return known;
  }

  /** The sources before where they are the same: then nothing that was made of them changed. */
  sourcesLike(sources: LabelSources): LabelSources {
    const before = this.#sources;
    const isSame =
      before !== null &&
      haveSameEntries(before.namespaces, sources.namespaces) &&
      haveSameEntries(before.serviceAccounts, sources.serviceAccounts);
    if (!isSame) this.#sources = sources;
    return isSame ? before : sources;
  }
}

function haveSameEntries(a: ReadonlyMap<string, Labels>, b: ReadonlyMap<string, Labels>): boolean {
  return a.size === b.size && [...a].every(([key, labels]) => b.get(key) === labels);
}
