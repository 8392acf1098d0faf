import type { Pod, WorkloadOwner } from '../model/entities.ts';

/**
 * The pods that take part: those of the file, and for each workload without pods in the file the one that stands for
 * them (product.md section 4). A workload made by another one, as a ReplicaSet by its Deployment, is that one's matter.
 *
 * @param pods everything that was read as a pod, in any order; the result keeps it
 */
export function podsAndStandIns(pods: readonly Pod[]): readonly Pod[] {
  const byKey = new Map(pods.map((pod) => [keyOf(pod.namespace, pod), pod]));
  const represented = new Set<Pod>();
  for (const pod of pods) {
    if (pod.workloadKind === 'Pod') markOwners(pod, byKey, represented);
  }
  return pods.filter(
    (pod) => pod.workloadKind === 'Pod' || (!represented.has(pod) && ownerOf(pod, byKey) === undefined),
  );
}

function keyOf(namespace: string, { workloadKind, name }: WorkloadOwner): string {
  return JSON.stringify([namespace, workloadKind, name]);
}

function ownerOf(pod: Pod, byKey: ReadonlyMap<string, Pod>): Pod | undefined {
  return pod.owner === null ? undefined : byKey.get(keyOf(pod.namespace, pod.owner));
}

/** Climbs from a pod to its workload and that one's; a hostile file may have it lead in a circle. */
function markOwners(pod: Pod, byKey: ReadonlyMap<string, Pod>, represented: Set<Pod>): void {
  let owner = ownerOf(pod, byKey);
  while (owner !== undefined && !represented.has(owner)) {
    represented.add(owner);
    owner = ownerOf(owner, byKey);
  }
}
