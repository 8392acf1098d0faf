import { tellingLabels } from '../edit/criteria.ts';
import type { Grouping } from '../model/design.ts';
import type { Pod } from '../model/entities.ts';

/**
 * Pods that one card can stand for: in one box of the canvas, with the same labels, service account and ports
 * (product.md section 1), and in one class of the verdict table, so that no rule tells them apart.
 *
 * @param pods in the order that the groups and their members shall have
 * @param classOf the pod's class in the verdict table; null: the table does not know it yet, so its looks alone decide
 * @returns each pod in one group
 */
export function alikePods(
  pods: readonly Pod[],
  grouping: Grouping,
  classOf: (pod: Pod) => number | null,
): readonly (readonly Pod[])[] {
  const byLook = new Map<string, Map<number | null, Pod[]>>();
  for (const pod of pods) {
    const look = `${boxOf(pod, grouping)} ${lookOf(pod)}`;
    const byClass = byLook.get(look) ?? new Map<number | null, Pod[]>();
    byLook.set(look, byClass);
    const known = classOf(pod);
    const mates = byClass.get(known);
    if (mates === undefined) byClass.set(known, [pod]);
    else mates.push(pod);
  }
  return [...byLook.values()].flatMap((byClass) => [...withStrangers(byClass).values()]);
}

/** A new replica belongs to the others until the verdicts say otherwise: nothing leaves a pile for a moment only. */
function withStrangers(byClass: Map<number | null, Pod[]>): ReadonlyMap<number | null, readonly Pod[]> {
  const strangers = byClass.get(null);
  const [first] = [...byClass.keys()].filter((known) => known !== null);
  if (strangers === undefined || first === undefined) return byClass;
  const joined = [...(byClass.get(first) ?? []), ...strangers].sort((a, b) => (a.id < b.id ? -1 : 1));
  const all = new Map<number | null, readonly Pod[]>(byClass);
  all.delete(null);
  return all.set(first, joined);
}

function boxOf({ namespace, clusterNode, hostNetwork, labels }: Pod, grouping: Grouping): string {
  if (grouping === 'cluster-node' || (hostNetwork && clusterNode !== null))
    return `${namespace} on ${clusterNode ?? ''}`;
  return grouping === 'namespace' ? namespace : `${namespace} ${labels.get(grouping.slice('label:'.length)) ?? ''}`;
}

/** Pods are read once and kept, so their looks can be too. */
const looks = new WeakMap<Pod, string>();

function lookOf(pod: Pod): string {
  const known = looks.get(pod);
  if (known !== undefined) return known;
  const { labels, serviceAccount, ports, hostNetwork, finished, workloadKind } = pod;
  // Replicas differ in what their controller writes. Where a policy asks for that, they are of different classes.
  const own = tellingLabels(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const look = JSON.stringify([own, serviceAccount, ports, hostNetwork, finished, workloadKind]);
  looks.set(pod, look);
  return look;
}

/** What they are called together: their workload's name, else what their names begin with. */
export function commonName(pods: readonly Pod[]): string {
  const [first] = pods;
  if (first === undefined) return '';
  const { owner } = first;
  if (owner !== null && pods.every((pod) => pod.owner?.name === owner.name)) return workloadName(first, owner.name);
  let length = first.name.length;
  for (const { name } of pods) while (!name.startsWith(first.name.slice(0, length))) length -= 1;
  const start = first.name.slice(0, length).replace(/[-.]+$/, '');
  return start.length < 2 ? first.name : start;
}

/** A ReplicaSet carries the hash of its Deployment's template behind the name that people know. */
function workloadName({ labels }: Pod, owner: string): string {
  const hash = labels.get('pod-template-hash');
  return hash !== undefined && owner.endsWith(`-${hash}`) ? owner.slice(0, -hash.length - 1) : owner;
}
