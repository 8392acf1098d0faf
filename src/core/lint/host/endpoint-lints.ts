import type { ClusterNode, HostEndpoint } from '../../model/entities.ts';
import type { Direction } from '../../model/policy.ts';
import { addressSetContains, ofAddresses } from '../../net/address-set.ts';
import { printAddress } from '../../net/cidr.ts';
import { createdBy } from '../../policy/automatic-host-endpoints.ts';
import {
  namespaceLabel,
  namespacePrefix,
  orchestratorLabel,
  serviceAccountPrefix,
} from '../../policy/policy-selector.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import type { GuardedHost } from './host-scene.ts';
import { entitiesOfKind, hostSceneOf, inactiveHostEndpoints } from './host-scene.ts';
import type { LintSentences } from '../policy/lint-words.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';

/** Host endpoints by themselves: what nobody governs, what they bind to, labels that are not theirs to set. */
export const endpointLints: readonly Lint[] = [findUngovernedDirections, findIdleHostEndpoints, findReservedLabels];

const deniedDirections: Readonly<
  Record<Direction, { readonly code: 'HOST-EGRESS-DENY' | 'HOST-INGRESS-DENY'; readonly advice: string }>
> = {
  egress: {
    code: 'HOST-EGRESS-DENY',
    advice:
      'Image pulls, DNS over TCP and connections to other nodes and their pods die: add the profile projectcalico-default-allow or an egress policy',
  },
  ingress: {
    code: 'HOST-INGRESS-DENY',
    advice:
      'Nobody reaches the kubelet or any other port of the node: add the profile projectcalico-default-allow or an ingress policy',
  },
};

/** HOST-EGRESS-DENY, HOST-INGRESS-DENY: neither policy nor profile has an answer, so all of it is denied (R4.7, R5.26). */
function findUngovernedDirections(input: LintInput): readonly LintFinding[] {
  return hostSceneOf(input).hosts.flatMap(({ guard, shownAt, site }) =>
    (['egress', 'ingress'] as const)
      .filter((direction) => isUngoverned(guard.normal[direction]))
      .map((direction) => {
        const { code, advice } = deniedDirections[direction];
        const what = direction === 'egress' ? 'all that its node sends' : 'all that is sent to its node';
        const fact = `No policy governs ${direction} of host endpoint ${guard.name} and it lists no profile that allows it, so ${what} is denied at ${site.name}, failsafe ports aside`;
        return lintFinding('warning', code, [shownAt, ['spec']], { fact, advice });
      }),
  );
}

function isUngoverned({ tiers, profiles }: GuardedHost['guard']['normal'][Direction]): boolean {
  return tiers.length === 0 && profiles.find(({ action }) => action !== 'next')?.action !== 'allow';
}

/** HEP-DUP, HEP-IFACE-UNKNOWN: host endpoints that govern nothing, by the reason (R5.5, R5.6). */
function findIdleHostEndpoints(input: LintInput): readonly LintFinding[] {
  const inactive = inactiveHostEndpoints(input);
  const nodes = new Map(entitiesOfKind(input, 'cluster-node').map((node) => [node.name, node]));
  return entitiesOfKind(input, 'host-endpoint').flatMap((endpoint) => {
    const clusterNode = nodes.get(endpoint.clusterNode);
    if (!inactive.has(endpoint.id) || clusterNode === undefined) return [];
    if (!hasInterface(clusterNode, endpoint)) return [unknownInterface(endpoint, clusterNode)];
    const rival = rivalOf(endpoint, input);
    return rival === null ? [] : [duplicate(endpoint, rival)];
  });
}

function duplicate(endpoint: HostEndpoint, rival: string): LintFinding {
  const where = endpoint.interfaceName === '*' ? 'all interfaces' : 'the same interface';
  return lintFinding('warning', 'HEP-DUP', [endpoint.id, ['spec', 'interfaceName']], {
    fact: `Host endpoints ${rival} and ${endpoint.name} both claim ${where} of node ${endpoint.clusterNode}, and only ${rival} is active, whose name comes first`,
    advice: `What selects ${endpoint.name} alone guards nothing: keep one of the two`,
  });
}

function unknownInterface(endpoint: HostEndpoint, { name, interfaces }: ClusterNode): LintFinding {
  const wanted =
    endpoint.interfaceName === ''
      ? `expects ${listed(endpoint.expectedAddresses.map(printAddress))}, which is on no interface`
      : `is bound to interface ${endpoint.interfaceName}, which is none`;
  const known =
    interfaces.length === 0
      ? 'the design says nothing of its interfaces'
      : `it has ${listed(interfaces.map((each) => each.name))}`;
  return lintFinding(
    'warning',
    'HEP-IFACE-UNKNOWN',
    [endpoint.id, ['spec', endpoint.interfaceName === '' ? 'expectedIPs' : 'interfaceName']],
    {
      fact: `Host endpoint ${endpoint.name} ${wanted} of node ${name} as far as the design knows: ${known}`,
      advice:
        'It is judged as guarding nothing: bind it to an interface that is there, or write the node’s interfaces down',
    },
  );
}

/** Interfaces that every node has beside those that the design names (R5.6). */
const builtInInterfaces: readonly string[] = ['lo', 'tunl0', 'vxlan.calico', 'vxlan-v6.calico'];

function hasInterface(clusterNode: ClusterNode, { interfaceName, expectedAddresses }: HostEndpoint): boolean {
  const { interfaces, addresses, tunnelAddresses } = clusterNode;
  if (interfaceName === '*') return true;
  if (interfaceName !== '') {
    const written = interfaces.length === 0 ? ['eth0'] : interfaces.map(({ name }) => name);
    return [...written, ...builtInInterfaces].includes(interfaceName);
  }
  const own =
    interfaces.length === 0 ? addresses.map(({ address }) => address) : interfaces.flatMap((each) => each.addresses);
  const held = ofAddresses([...own, ...tunnelAddresses]);
  return expectedAddresses.some((address) => addressSetContains(held, address));
}

/** An active host endpoint of the same node that claims the same interface; of equals the smallest name wins. */
function rivalOf(endpoint: HostEndpoint, input: LintInput): string | null {
  const expected = ofAddresses(endpoint.expectedAddresses);
  const rival = hostSceneOf(input).hosts.find(({ guard, site }) => {
    if (site.name !== endpoint.clusterNode || guard.name === endpoint.name) return false;
    if (guard.interfaceName === endpoint.interfaceName && guard.interfaceName !== '') return true;
    if (guard.interfaceName === '*' || endpoint.interfaceName === '*') return false;
    return guard.expectedAddresses.some((address) => addressSetContains(expected, address));
  });
  return rival?.guard.name ?? null;
}

/** HEP-RESERVED-LABEL: labels that mean something to Calico itself (R3.5, R1.24). */
function findReservedLabels(input: LintInput): readonly LintFinding[] {
  return entitiesOfKind(input, 'host-endpoint').flatMap((endpoint) =>
    [...endpoint.labels].flatMap(([key, value]) => {
      const said = sayReserved(endpoint, key, value);
      return said === null
        ? []
        : [lintFinding('warning', 'HEP-RESERVED-LABEL', [endpoint.id, ['metadata', 'labels', key]], said)];
    }),
  );
}

function sayReserved({ name }: HostEndpoint, key: string, value: string): LintSentences | null {
  const carries = `Host endpoint ${name} carries the label ${key}`;
  if (key === createdBy[0])
    // The controller's own ones, as a cluster gives them out, carry it by right.
    return value !== createdBy[1] || name.endsWith('-auto-hep')
      ? null
      : {
          fact: `${carries}, by which calico-kube-controllers knows the host endpoints that it made itself`,
          advice: 'The controller deletes it as soon as automatic host endpoints are off: remove the label',
        };
  const isReserved =
    [namespaceLabel, orchestratorLabel].includes(key) ||
    [namespacePrefix, serviceAccountPrefix].some((prefix) => key.startsWith(prefix));
  return isReserved
    ? {
        fact: `${carries}, which Calico gives to pods and does not strip from host endpoints`,
        advice: 'Policies that mean pods select this node as well: remove the label',
      }
    : null;
}
