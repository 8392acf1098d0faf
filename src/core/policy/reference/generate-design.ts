import type { Manifest } from '../../model/document.ts';
import type { CalicoVersion } from '../../model/settings.ts';
import type { Examination, Thoroughness } from './agreement.ts';
import { clusterNode, namespace, pod, serviceAccount, workload } from './generate-cluster.ts';
import { hostEndpoints, namedPortTwins } from './generate-hosts.ts';
import { externalNetworks, networkSet, services } from './generate-networks.ts';
import { generatePolicies, otherVersionsTier } from './generate-policies.ts';
import { addressPool, designSettings, felixConfiguration, kubeControllersConfiguration } from './generate-settings.ts';
import { Random } from './random.ts';
import * as word from './vocabulary.ts';

export interface DesignWishes {
  readonly version: CalicoVersion;
}

/** What of the examination of a design hangs on its seed. */
export function examinationOf(seed: number, version: CalicoVersion, thoroughness: Thoroughness): Examination {
  return { version, staged: seed % 4 === 0 ? 'enforced' : 'ignored', seed, thoroughness, only: null };
}

/**
 * A small cluster, made to collide: few labels, ports and nets, so that every kind of rule is decisive somewhere.
 *
 * @returns valid manifests of different identities; the same for the same seed and wishes
 */
export function generateDesign(seed: number, { version }: DesignWishes): readonly Manifest[] {
  return generate(seed, version, 'kube-tier');
}

/** The same, with a tier that is built in under other versions (R1.6). */
export function examinedDesign(seed: number, version: CalicoVersion): readonly Manifest[] {
  return generate(seed, version, otherVersionsTier(version));
}

function generate(seed: number, version: CalicoVersion, fourthTier: string): readonly Manifest[] {
  const random = new Random(seed);
  const nodes = random.times(random.between(2, 3), (index) => clusterNode(random, index + 1));
  const nodeNames = nodes.map((_, index) => `n${index + 1}`);
  const drafts = [
    ...nodes,
    // A pod's namespace may lack a manifest (Q18); `prod` never does, so that profiles can name it.
    ...word.namespaces.filter((name) => name === 'prod' || random.chance(0.85)).map((name) => namespace(random, name)),
    ...word.namespaces
      .filter((name) => name === 'prod' || random.chance(0.5))
      .map((name) => serviceAccount(random, name)),
    ...random.times(random.between(3, 6), (index) => pod(random, index, nodeNames)),
    ...random.maybeList(0.3, () => workload(random, nodeNames)),
    ...nodeNames.flatMap((name, index) => hostEndpoints(random, name, index + 1)),
    ...(random.chance(0.05) ? hostEndpoints(random, 'n9', 9) : []),
    ...services(random),
    ...random.times(random.between(0, 2), (index) => networkSet(random, index)),
    ...externalNetworks(random),
    ...random.maybeList(0.45, () => felixConfiguration(random, 'default')),
    ...random.maybeList(0.15, () => felixConfiguration(random, `node.${random.pick(nodeNames)}`)),
    ...random.maybeList(0.25, () => kubeControllersConfiguration(random)),
    ...random.times(random.pick([0, 0, 0, 1, 2]), (index) => addressPool(random, index)),
    ...random.maybeList(0.4, () => designSettings(random)),
  ];
  const policies = generatePolicies(random, {
    version,
    fourthTier,
    forwarded: random.chance(0.4),
    untracked: random.chance(0.2),
    clusterPolicies: random.chance(0.35),
    staged: random.chance(0.3),
  });
  const twins = random.chance(0.12) ? namedPortTwins(random) : [];
  return [...([...drafts, ...twins] as readonly Manifest[]), ...policies]; // the drafts are literals of JSON
}
