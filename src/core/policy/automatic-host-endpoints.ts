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
import type { Remembered } from './remembered.ts';
import type { RulesetProblem } from './ruleset.ts';

const createdBy = ['projectcalico.org/created-by', 'calico-kube-controllers'] as const;

/**
 * The host endpoints that calico-kube-controllers would make (R1.20–R1.23).
 *
 * @param configuration null: there is none, nothing is made
 */
export function automaticHostEndpoints(
  configuration: KubeControllersConfiguration | null,
  nodes: readonly ClusterNode[],
  memory: Remembered<ClusterNode, readonly HostEndpoint[]>,
): readonly HostEndpoint[] {
  if (configuration?.autoCreate !== true) return [];
  return nodes.flatMap((node) => memory.get(node, [configuration], () => hostEndpointsOf(node, configuration)));
}

function hostEndpointsOf(node: ClusterNode, configuration: KubeControllersConfiguration): readonly HostEndpoint[] {
  return [
    ...(configuration.createDefaultHostEndpoint ? [defaultHostEndpoint(node)] : []),
    ...configuration.templates
      .filter(({ nodeSelector }) => selectorMatches(nodeSelector, node.labels))
      .flatMap((template) => hostEndpointsOfTemplate(template, node)),
  ];
}

/**
 * Written host endpoints that the controller would delete: with automatic ones disabled it takes every one that carries
 * its label for an old one of its own (R1.24). They are judged all the same, since they are in the design.
 */
export function hostEndpointsToBeDeleted(
  configuration: KubeControllersConfiguration | null,
  written: readonly HostEndpoint[],
): readonly RulesetProblem[] {
  if (configuration?.autoCreate !== false) return [];
  const [key, controller] = createdBy;
  return written
    .filter(({ labels }) => labels.get(key) === controller)
    .map(({ id, name }) => ({
      resource: id,
      finding: {
        severity: 'info',
        code: 'HEP-DELETED',
        path: ['metadata', 'labels', key],
        message: `Automatic host endpoints are disabled, so calico-kube-controllers would delete ${name}: it carries the label of those that it made.`,
      },
    }));
}

/** R1.21. */
function defaultHostEndpoint(node: ClusterNode): HostEndpoint {
  const addresses = controllerAddresses(node);
  return hostEndpoint(`${node.name}-auto-hep`, node, '*', addresses, new Map([...node.labels, createdBy]));
}

/** R1.23; template labels override the node's, `created-by` overrides both. */
function hostEndpointsOfTemplate(template: HostEndpointTemplate, node: ClusterNode): readonly HostEndpoint[] {
  const labels = new Map([...node.labels, ...template.labels, createdBy]);
  const nets = addressSetOf(template.interfaceNets);
  const inNets = controllerAddresses(node).filter((address) => addressSetContains(nets, address));
  const base = `${node.name}-${template.generateName}`;
  if (template.interfacePattern === null)
    return inNets.length === 0 ? [] : [hostEndpoint(`${base}-auto-hep`, node, '', inNets, labels)];
  return matchingInterfaces(template.interfacePattern, node.interfaces).map(({ name, addresses }) =>
    hostEndpoint(`${base}-${name}-auto-hep`, node, name, onceEach([...inNets, ...addresses]), labels),
  );
}

/** Longer names exist on no Linux machine; the limit keeps a hostile pattern from running long. */
const longestInterfaceName = 15;

/** A pattern that cannot be read matches nothing. */
function matchingInterfaces(pattern: string, interfaces: readonly NodeInterface[]): readonly NodeInterface[] {
  const expression = compilePattern(pattern);
  if (expression === null) return [];
  return interfaces.filter(({ name }) => name.length <= longestInterfaceName && expression.test(name));
}

function compilePattern(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
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
