import { disabledPoliciesOf } from '../edit/plan-design.ts';
import { inApplyOrder, stageOf, type Applied } from '../export/apply-order.ts';
import { forVersion } from '../export/version-target.ts';
import { identityOf } from '../manifest/identity.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { fieldOf, isJsonObject, valueAt } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { LowerInput } from '../policy/lower.ts';

/** One object is applied, and the cluster is as it is then. */
export interface ApplyStep {
  /** `HostEndpoint node-worker`: what was applied last. */
  readonly name: string;
  readonly cluster: readonly LowerInput[];
}

export interface ApplyPlan {
  /** All objects that are applied. */
  readonly objects: number;
  /** In order; the last one is the design as it is in the end. */
  readonly steps: readonly ApplyStep[];
}

/**
 * The states that a cluster goes through while a design is applied as it is exported: without what the export leaves
 * out, names as the target version wants them. Nodes, pods, namespaces and the like are there from the start, and
 * nothing else is: what a cluster holds already is not known.
 *
 * Before the first host endpoint nothing polices a host, so the steps begin there. Of very many host endpoints that
 * differ in name, node, addresses and labels that nobody asks for, the states after the first and after the last are
 * looked at.
 */
export function applyPlan(resources: ClusterDocument['resources'], version: CalicoVersion): ApplyPlan {
  const disabled = disabledPoliciesOf({ resources, sources: [] });
  const enabled = Object.values(resources).filter(({ id }) => !disabled.has(id));
  const present = enabled.filter(({ manifest }) => isThere(manifest)).map(({ id, manifest }) => ({ id, manifest }));
  const applied = inApplyOrder(enabled).filter(({ stage }) => stage !== 'namespaces');
  const inputs = applied.map((one) => inputOf(one, version));
  const first = applied.findIndex(({ stage }) => stage === 'host-endpoints');
  const worth = first < 0 ? [applied.length - 1] : worthLooking(applied, first);
  return {
    objects: applied.length,
    steps: worth.map((index) => ({
      name: nameOf(applied[index]),
      cluster: [...present, ...inputs.slice(0, index + 1)],
    })),
  };
}

function isThere(manifest: Manifest): boolean {
  const stage = stageOf(identityOf(manifest));
  return stage === null || stage === 'namespaces';
}

/** With its own id, whatever it is called in the target version: steps of a trace name the user's objects. */
function inputOf(one: Applied, version: CalicoVersion): LowerInput {
  const targeted = forVersion(one, version);
  return { id: resourceId(one.name), manifest: targeted.ok ? targeted.value : one.manifest };
}

function nameOf(applied: Applied | undefined): string {
  return applied === undefined ? '' : `${applied.name.kind} ${applied.name.name}`;
}

/** As many host endpoints as are looked at one by one. */
const manyHosts = 24;

function worthLooking(applied: readonly Applied[], first: number): readonly number[] {
  const all = applied.map((_, index) => index).slice(first);
  if (all.length <= manyHosts) return all;
  const last = new Map<string, number>();
  const firsts = new Map<string, number>();
  const words = wordsOf(applied.slice(0, first));
  for (const index of all) {
    const key = sortOf(applied[index]?.manifest ?? {}, words);
    last.set(key, index);
    if (!firsts.has(key)) firsts.set(key, index);
  }
  const ends = new Set([...firsts.values(), ...last.values(), applied.length - 1]);
  return [...ends].sort((a, b) => a - b);
}

/** Everything in the objects that could be the name of a label: no selector asks for any other. */
function wordsOf(applied: readonly Applied[]): ReadonlySet<string> {
  return new Set(applied.flatMap(({ manifest }) => JSON.stringify(manifest).match(/[\w./-]+/g) ?? []));
}

/** What host endpoints have in common that are made by one hand. */
function sortOf(manifest: Manifest, words: ReadonlySet<string>): string {
  const spec = fieldOf(manifest, 'spec');
  const labels = valueAt(manifest, ['metadata', 'labels']);
  const { node, expectedIPs, ...rest } = isJsonObject(spec) ? spec : {};
  const kept = Object.entries(isJsonObject(labels) ? labels : {}).filter(([key]) => words.has(key));
  return JSON.stringify([fieldOf(manifest, 'kind'), kept.sort(), rest, node === '', expectedIPs === undefined]);
}

/** Of an object of the design: itself where it was written, null where the controller would make it. */
export function writtenOr(
  resources: ClusterDocument['resources'],
  id: ResourceId | null,
  fallback: ResourceId,
): ResourceId {
  return id !== null && resources[id] !== undefined ? id : fallback;
}
