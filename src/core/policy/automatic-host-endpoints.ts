import type {
  ClusterNode,
  HostEndpoint,
  HostEndpointTemplate,
  KubeControllersConfiguration,
  NodeInterface,
} from '../model/entities.ts';
import { resourceId } from '../model/ids.ts';
import { addressSetContains, addressSetOf } from '../net/address-set.ts';
import type { Address } from '../net/cidr.ts';
import { printAddress } from '../net/cidr.ts';
import type { Labels } from '../selector/labels.ts';
import { selectorMatches } from '../selector/matches.ts';
import { interfacePattern } from './interface-pattern.ts';
import type { Remembered } from './remembered.ts';
import type { RulesetProblem } from './ruleset.ts';
import { sha256 } from './sha256.ts';
import type { VersionFeatures } from './version-features.ts';

/** The label that the controller gives to those that it makes. */
export const createdBy = ['projectcalico.org/created-by', 'calico-kube-controllers'] as const;

/**
 * The host endpoints that calico-kube-controllers would make (R1.20–R1.23).
 *
 * @param configuration null: there is none, nothing is made
 * @param features of the Calico version
 */
export function automaticHostEndpoints(
  configuration: KubeControllersConfiguration | null,
  nodes: readonly ClusterNode[],
  features: VersionFeatures,
  memory: Remembered<ClusterNode, readonly HostEndpoint[]>,
): readonly HostEndpoint[] {
  if (configuration?.autoCreate !== true) return [];
  const known = knownPart(configuration, features);
  return nodes.flatMap((node) => {
    const from = [configuration, features.hostEndpointTemplates, features.interfacePatterns];
    return memory.get(node, from, () => hostEndpointsOf(node, known));
  });
}

type KnownPart = Pick<KubeControllersConfiguration, 'createDefaultHostEndpoint' | 'templates'>;

function hostEndpointsOf(
  node: ClusterNode,
  { createDefaultHostEndpoint, templates }: KnownPart,
): readonly HostEndpoint[] {
  return [
    ...(createDefaultHostEndpoint ? [defaultHostEndpoint(node)] : []),
    ...templates
      .filter(({ nodeSelector }) => selectorMatches(nodeSelector, node.labels))
      .flatMap((template) => hostEndpointsOfTemplate(template, node)),
  ];
}

/** What the version does not know it takes no notice of (semantics.md 1.1). */
function knownPart(
  configuration: KubeControllersConfiguration,
  { hostEndpointTemplates, interfacePatterns }: VersionFeatures,
): KnownPart {
  if (!hostEndpointTemplates) return { createDefaultHostEndpoint: true, templates: [] };
  if (interfacePatterns) return configuration;
  return {
    ...configuration,
    templates: configuration.templates.map((template) => ({ ...template, interfacePattern: null })),
  };
}

/**
 * Written host endpoints that the controller deletes: with automatic ones disabled it takes every one that carries its
 * label for an old one of its own (R1.24). Where the design says nothing of automatic ones, none is.
 */
export function deletedHostEndpoints(
  configuration: KubeControllersConfiguration | null,
  written: readonly HostEndpoint[],
): readonly HostEndpoint[] {
  if (configuration?.autoCreate !== false) return [];
  const [key, controller] = createdBy;
  return written.filter(({ labels }) => labels.get(key) === controller);
}

export function deletionProblem({ id, name }: HostEndpoint): RulesetProblem {
  const message = `Automatic host endpoints are disabled, so calico-kube-controllers deletes ${name}, which carries the label of those that it made: it is judged as if it were not there.`;
  const path = ['metadata', 'labels', createdBy[0]];
  return { resource: id, finding: { severity: 'warning', code: 'HEP-DELETED', path, message } };
}

/** R1.21. */
function defaultHostEndpoint(node: ClusterNode): HostEndpoint {
  const addresses = controllerAddresses(node);
  return hostEndpoint(nameOf(node.name), node, '*', addresses, new Map([...node.labels, createdBy]));
}

/** R1.23; template labels override the node's, `created-by` overrides both. */
function hostEndpointsOfTemplate(template: HostEndpointTemplate, node: ClusterNode): readonly HostEndpoint[] {
  const labels = new Map([...node.labels, ...template.labels, createdBy]);
  const nets = addressSetOf(template.interfaceNets);
  const inNets = controllerAddresses(node).filter((address) => addressSetContains(nets, address));
  if (template.interfacePattern === null)
    return inNets.length === 0
      ? []
      : [hostEndpoint(nameOf(node.name, template.generateName), node, '', inNets, labels)];
  return matchingInterfaces(template.interfacePattern, node.interfaces).map(({ name, addresses }) =>
    hostEndpoint(
      nameOf(node.name, template.generateName, name),
      node,
      name,
      onceEach([...inNets, ...addresses]),
      labels,
    ),
  );
}

/** A pattern that cannot be read matches nothing. */
function matchingInterfaces(pattern: string, interfaces: readonly NodeInterface[]): readonly NodeInterface[] {
  const matches = interfacePattern(pattern);
  return matches === null ? [] : interfaces.filter(({ name }) => matches(name));
}

const suffix = 'auto-hep';
const longestName = 253;

/** R1.24: a name that is too long for an object is replaced by its digest. */
function nameOf(...parts: readonly string[]): string {
  const name = [...parts, suffix].join('-');
  return name.length <= longestName ? name : `${digestOf(name)}-${suffix}`;
}

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** SHA-256 in base64 for URLs, without what an object's name must not hold, in small letters. */
function digestOf(name: string): string {
  // Names of nodes and interfaces are ASCII.
  const bits = sha256(Array.from(name, (letter) => letter.charCodeAt(0)))
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  const digits = Array.from({ length: Math.ceil(bits.length / 6) }, (_, index) =>
    base64Digits.charAt(Number.parseInt(bits.slice(index * 6, index * 6 + 6).padEnd(6, '0'), 2)),
  );
  return digits.join('').replace(/[-_]/g, '').toLowerCase();
}

/** R1.22: BGP and tunnel addresses, internal ones, those of interfaces; never external ones. */
function controllerAddresses(node: ClusterNode): readonly Address[] {
  const internal = node.addresses.filter(({ type }) => type === 'internal').map(({ address }) => address);
  return onceEach([...node.tunnelAddresses, ...internal, ...node.interfaces.flatMap(({ addresses }) => addresses)]);
}

function onceEach(addresses: readonly Address[]): readonly Address[] {
  return [...new Map(addresses.map((address) => [printAddress(address), address])).values()];
}

function hostEndpoint(
  name: string,
  node: ClusterNode,
  interfaceName: string,
  expectedAddresses: readonly Address[],
  labels: Labels,
): HostEndpoint {
  return {
    kind: 'host-endpoint',
    id: resourceId({ group: 'projectcalico.org', kind: 'HostEndpoint', namespace: null, name }),
    name,
    labels,
    clusterNode: node.name,
    interfaceName,
    expectedAddresses,
    profiles: ['projectcalico-default-allow'],
    ports: [],
  };
}
