import type { ClusterCommand } from '../../src/host/app-host.ts';

/** In kubectl's words; it gives up on a request that takes longer. */
export const requestTimeout = '20s';

/** What names the contexts of the user's configuration. */
export const contextsArguments: readonly string[] = ['config', 'get-contexts', '-o', 'name'];

interface ListedKind {
  readonly kind: string;
  readonly scope: 'cluster' | 'namespaced';
  readonly insteadOf: string | null;
}

/** Kinds of Calico; `true`: they are stored as a custom resource of their own as well. */
const calicoKinds: readonly (readonly [plural: string, scope: ListedKind['scope'], isStored: boolean])[] = [
  ['tiers', 'cluster', true],
  ['globalnetworkpolicies', 'cluster', true],
  ['networkpolicies', 'namespaced', true],
  ['stagedglobalnetworkpolicies', 'cluster', true],
  ['stagednetworkpolicies', 'namespaced', true],
  ['stagedkubernetesnetworkpolicies', 'namespaced', true],
  ['globalnetworksets', 'cluster', true],
  ['networksets', 'namespaced', true],
  ['hostendpoints', 'cluster', true],
  ['ippools', 'cluster', true],
  ['felixconfigurations', 'cluster', true],
  ['kubecontrollersconfigurations', 'cluster', true],
  // Made of namespaces and service accounts by the API server of Calico.
  ['profiles', 'cluster', false],
];

/**
 * All that is ever listed, in this order: the kinds that a verdict is made of (product.md section 4). Secrets, config
 * maps and everything else of a cluster are not in it, and nothing else can be asked for. Calico's kinds are asked for
 * under the API that its users write; a cluster without Calico's API server has them as `crd.projectcalico.org` only.
 */
const listedKinds: readonly ListedKind[] = [
  ...['nodes', 'namespaces'].map(kubernetes('cluster')),
  ...['pods', 'services', 'serviceaccounts'].map(kubernetes('namespaced')),
  ...['deployments.apps', 'daemonsets.apps', 'statefulsets.apps', 'replicasets.apps'].map(kubernetes('namespaced')),
  ...['jobs.batch', 'cronjobs.batch', 'networkpolicies.networking.k8s.io'].map(kubernetes('namespaced')),
  ...['clusternetworkpolicies', 'adminnetworkpolicies', 'baselineadminnetworkpolicies']
    .map((plural) => `${plural}.policy.networking.k8s.io`)
    .map(kubernetes('cluster')),
  ...calicoKinds.flatMap(([plural, scope, isStored]): readonly ListedKind[] => {
    const kind = `${plural}.projectcalico.org`;
    const written: ListedKind = { kind, scope, insteadOf: null };
    return isStored ? [written, { kind: `${plural}.crd.projectcalico.org`, scope, insteadOf: kind }] : [written];
  }),
];

function kubernetes(scope: ListedKind['scope']): (kind: string) => ListedKind {
  return (kind) => ({ kind, scope, insteadOf: null });
}

/** Whether kubectl can be given this name for a context: as a word of its own that begins with `-` it would be an option. */
export function isSafeContext(context: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  return context !== '' && !context.startsWith('-') && !/[\u0000-\u001f\u007f]/.test(context);
}

/** What a reading of this cluster may run. */
export function planFor(context: string): readonly ClusterCommand[] {
  return listedKinds.map((listed) => ({
    kind: listed.kind,
    line: lineOf(argumentsFor(context, listed)),
    insteadOf: listed.insteadOf,
  }));
}

/** The words behind `kubectl` that list one kind; null: that kind is never listed. */
export function listArguments(context: string, kind: string): readonly string[] | null {
  const listed = listedKinds.find((candidate) => candidate.kind === kind);
  return listed === undefined ? null : argumentsFor(context, listed);
}

function argumentsFor(context: string, { kind, scope }: ListedKind): readonly string[] {
  const where = scope === 'namespaced' ? ['--all-namespaces'] : [];
  return ['--context', context, 'get', kind, ...where, '-o', 'yaml', `--request-timeout=${requestTimeout}`];
}

/** As it would be typed into a shell; the program itself uses none. */
function lineOf(words: readonly string[]): string {
  return ['kubectl', ...words.map(quoted)].join(' ');
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
