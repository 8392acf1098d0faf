import type { Manifest } from '../../model/document.ts';
import type { JsonValue } from '../../model/json.ts';
import { ofKind } from './manifests.ts';
import type { Random } from './random.ts';
import { at, itemsOf, list, nameOf, number, object, text } from './raw.ts';

/** Another way to write a design that means the same; null where this design cannot be written so. */
export type Expander = (manifests: readonly Manifest[], random: Random) => readonly Manifest[] | null;

/** What design.md 1.6 calls order-independence: none of these may change a verdict. */
export const expanders: Readonly<Record<string, Expander>> = {
  'manifests in another order': (manifests, random) => random.shuffled(manifests),
  'fields and labels in another order': (manifests) => manifests.map((manifest) => turned(manifest, false)),
  'lists without order in another order': (manifests) => manifests.map((manifest) => turned(manifest, true)),
  'every object read anew': (manifests) => manifests.map(copied),
  'network sets by other names': (manifests) => manifests.map(renamed),
  'an empty tier, and a policy that selects nothing': (manifests) => [...manifests, emptyTier, idlePolicy],
  'each rule of a Kubernetes policy in a policy of its own': splitPolicies,
  'policies that allow what others allow already': doubledPolicies,
};

/** Lists of alternatives, or of things that each stand for themselves. */
const unordered = [
  ...['nets', 'notNets', 'ports', 'notPorts', 'names', 'types', 'policyTypes', 'values', 'networks', 'except'],
  ...['from', 'to', 'protocols', 'matchExpressions', 'interfaceCIDRs', 'failsafeInboundHostPorts'],
  ...['failsafeOutboundHostPorts', 'containers', 'endpoints'],
];

function turned(manifest: Manifest, lists: boolean): Manifest {
  const turn = (value: JsonValue, key: string): JsonValue => {
    const items = itemsOf(value);
    if (items !== null) {
      const inner = items.map((item) => turn(item, ''));
      return lists && unordered.includes(key) ? inner.reverse() : inner;
    }
    const fields = object(value);
    if (fields === null) return value;
    const entries = Object.entries(fields).map(([name, inner]) => [name, turn(inner, name)] as const);
    return Object.fromEntries(lists ? entries : entries.reverse());
  };
  return turn(manifest, '') as Manifest; // an object stays one
}

/** Nothing that was remembered of the object holds for its copy. */
function copied(manifest: Manifest): Manifest {
  return turned(turned(manifest, false), false);
}

/** Nothing refers to a network set by its name. */
function renamed(manifest: Manifest): Manifest {
  if (!['NetworkSet', 'GlobalNetworkSet'].includes(text(at(manifest, 'kind')))) return manifest;
  return { ...manifest, metadata: { ...object(manifest['metadata']), name: `another-${nameOf(manifest)}` } };
}

const emptyTier: Manifest = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'Tier',
  metadata: { name: 'idle' },
  spec: { order: 1 },
};
const idlePolicy: Manifest = {
  apiVersion: 'projectcalico.org/v3',
  kind: 'GlobalNetworkPolicy',
  metadata: { name: 'idle.nobody' },
  spec: { tier: 'idle', selector: "nobody == 'here'", types: ['Ingress', 'Egress'], ingress: [{ action: 'Deny' }] },
};

/** R7.2: these policies are additive, as long as no other policy comes between them. */
function splitPolicies(manifests: readonly Manifest[]): readonly Manifest[] | null {
  if (!isOnlyAtItsOrder(manifests)) return null;
  return manifests.flatMap((manifest) => (isKube(manifest) ? split(manifest) : [manifest]));
}

function isKube(manifest: Manifest): boolean {
  return manifest['apiVersion'] === 'networking.k8s.io/v1';
}

function isOnlyAtItsOrder(manifests: readonly Manifest[]): boolean {
  const calico = ['GlobalNetworkPolicy', 'NetworkPolicy'].flatMap((kind) =>
    ofKind(manifests, 'projectcalico.org', kind),
  );
  return (
    manifests.some(isKube) &&
    calico.every(
      (policy) =>
        number(at(policy, 'spec', 'order')) !== 1000 || !['', 'default'].includes(text(at(policy, 'spec', 'tier'))),
    )
  );
}

function split(policy: Manifest): readonly Manifest[] {
  const [ingress, egress] = [list(at(policy, 'spec', 'ingress')), list(at(policy, 'spec', 'egress'))];
  const policyTypes = at(policy, 'spec', 'policyTypes') ?? (egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress']);
  const one = (suffix: string, rules: Manifest): Manifest => ({
    ...policy,
    metadata: { ...object(policy['metadata']), name: `${nameOf(policy)}.${suffix}` },
    spec: { podSelector: at(policy, 'spec', 'podSelector') ?? {}, policyTypes, ...rules },
  });
  return [
    one('none', {}),
    ...ingress.map((rule, index) => one(`in-${index}`, { ingress: [rule] })),
    ...egress.map((rule, index) => one(`out-${index}`, { egress: [rule] })),
  ];
}

function doubledPolicies(manifests: readonly Manifest[]): readonly Manifest[] | null {
  if (!isOnlyAtItsOrder(manifests)) return null;
  const again = manifests.filter(isKube).map((policy) => ({
    ...policy,
    metadata: { ...object(policy['metadata']), name: `${nameOf(policy)}.again` },
  }));
  return [...manifests, ...again];
}
