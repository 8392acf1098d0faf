import type { CalicoVersion } from '../../model/settings.ts';
import type { Manifest } from '../../model/document.ts';
import type { Ip } from './addresses.ts';
import { inNet, readIp, readNet } from './addresses.ts';
import type { Labels } from './labels.ts';
import { allowAll, profileLabels } from './labels.ts';
import { ofKind, protocolNumber } from './manifests.ts';
import type { Raw } from './raw.ts';
import { at, labelsOf, list, nameOf, object, text, texts } from './raw.ts';
import { selectorMatches } from './selector-match.ts';

export interface PortOwner {
  readonly name: string;
  readonly protocol: number;
  readonly port: number;
}

export interface HostEndpointView {
  readonly id: string;
  readonly name: string;
  readonly node: string;
  readonly interfaceName: string;
  readonly addresses: readonly Ip[];
  readonly labels: Labels;
  readonly ports: readonly PortOwner[];
  readonly profiles: readonly string[];
}

const createdBy = 'projectcalico.org/created-by';

/** Those that are written and those that a controller makes, which take the place of written ones of their names. */
export function readHostEndpoints(manifests: readonly Manifest[], version: CalicoVersion): readonly HostEndpointView[] {
  const automatic = automaticHostEndpoints(manifests, version);
  const made = automatic.map(nameOf);
  const written = ofKind(manifests, 'projectcalico.org', 'HostEndpoint').filter((host) => !made.includes(nameOf(host)));
  const kept = written.filter((host) => !isTakenForItsOwn(manifests, host));
  return [...kept, ...automatic].map((manifest) => readHostEndpoint(manifests, manifest));
}

/** R1.24: with automatic ones switched off, the controller deletes whatever carries its label. */
function isTakenForItsOwn(manifests: readonly Manifest[], host: Manifest): boolean {
  const configuration = controllersConfiguration(manifests);
  return (
    configuration !== undefined &&
    text(at(configuration, 'spec', 'controllers', 'node', 'hostEndpoint', 'autoCreate')) !== 'Enabled' &&
    text(at(host, 'metadata', 'labels', createdBy)) === 'calico-kube-controllers'
  );
}

function controllersConfiguration(manifests: readonly Manifest[]): Manifest | undefined {
  return ofKind(manifests, 'projectcalico.org', 'KubeControllersConfiguration').find(
    (candidate) => nameOf(candidate) === 'default',
  );
}

/** R3.5: own labels over those of the listed profiles, nothing forced, nothing stripped. */
function readHostEndpoint(manifests: readonly Manifest[], manifest: Manifest): HostEndpointView {
  const profiles = texts(at(manifest, 'spec', 'profiles'));
  const inherited = [...profiles].reverse().flatMap((profile) => [...profileLabels(manifests, profile)]);
  return {
    id: `host/${nameOf(manifest)}`,
    name: nameOf(manifest),
    node: text(at(manifest, 'spec', 'node')),
    interfaceName: text(at(manifest, 'spec', 'interfaceName')),
    addresses: texts(at(manifest, 'spec', 'expectedIPs')).map(readIp),
    labels: new Map([...inherited, ...labelsOf(at(manifest, 'metadata', 'labels'))]),
    ports: list(at(manifest, 'spec', 'ports')).map((port) => ({
      name: text(at(port, 'name')),
      protocol: protocolNumber(at(port, 'protocol')) ?? 0,
      port: Number(at(port, 'port')),
    })),
    profiles,
  };
}

/** The manifests that KubeControllersConfiguration `default` brings about (1.3). */
function automaticHostEndpoints(manifests: readonly Manifest[], version: CalicoVersion): readonly Manifest[] {
  const wish = at(controllersConfiguration(manifests), 'spec', 'controllers', 'node', 'hostEndpoint');
  if (text(at(wish, 'autoCreate')) !== 'Enabled') return []; // R1.20
  // 1.1: templates are known since 3.30, their interface patterns since 3.31.
  if (version === '3.29') return ofKind(manifests, '', 'Node').map(defaultHostEndpoint);
  return ofKind(manifests, '', 'Node').flatMap((node) => [
    ...(text(at(wish, 'createDefaultHostEndpoint')) === 'Disabled' ? [] : [defaultHostEndpoint(node)]),
    ...list(at(wish, 'templates')).flatMap((template) => templateHostEndpoints(node, template, version)),
  ]);
}

/** R1.22: tunnel addresses, internal addresses, addresses of interfaces. */
function automaticAddresses(node: Manifest): readonly string[] {
  const internal = list(at(node, 'status', 'addresses'))
    .filter((entry) => text(at(entry, 'type')) === 'InternalIP')
    .map((entry) => text(at(entry, 'address')));
  const ofInterfaces = list(at(node, 'spec', 'interfaces')).flatMap((entry) => texts(at(entry, 'addresses')));
  return [...new Set([...texts(at(node, 'spec', 'tunnelIPs')), ...internal, ...ofInterfaces])];
}

function automatic(node: Manifest, name: string, labels: Raw, spec: Manifest): Manifest {
  const all = { ...object(at(node, 'metadata', 'labels')), ...object(labels), [createdBy]: 'calico-kube-controllers' };
  const common = { node: nameOf(node), profiles: [allowAll] };
  return { metadata: { name, labels: all }, spec: { ...common, ...spec } };
}

/** R1.21 */
function defaultHostEndpoint(node: Manifest): Manifest {
  const spec = { interfaceName: '*', expectedIPs: automaticAddresses(node) };
  return automatic(node, `${nameOf(node)}-auto-hep`, undefined, spec);
}

/** R1.23 (a) and (b) */
function templateHostEndpoints(node: Manifest, template: Raw, version: CalicoVersion): readonly Manifest[] {
  if (!selectorMatches(text(at(template, 'nodeSelector')), labelsOf(at(node, 'metadata', 'labels')))) return [];
  const nets = texts(at(template, 'interfaceCIDRs')).map(readNet);
  const inside = automaticAddresses(node).filter((address) => nets.some((net) => inNet(readIp(address), net)));
  const base = `${nameOf(node)}-${text(at(template, 'generateName'))}`;
  const make = (name: string, spec: Manifest): Manifest => automatic(node, name, at(template, 'labels'), spec);
  const pattern = version === '3.30' ? '' : text(at(template, 'interfacePattern'));
  if (pattern === '') return inside.length === 0 ? [] : [make(`${base}-auto-hep`, { expectedIPs: inside })];
  return list(at(node, 'spec', 'interfaces'))
    .filter((entry) => new RegExp(pattern).test(text(at(entry, 'name'))))
    .map((entry) => {
      const interfaceName = text(at(entry, 'name'));
      const expectedIPs = [...new Set([...inside, ...texts(at(entry, 'addresses'))])];
      return make(`${base}-${interfaceName}-auto-hep`, { interfaceName, expectedIPs });
    });
}
