import { configurationCommand } from '../edit/configuration-commands.ts';
import type { Command } from '../edit/command.ts';
import { kindOf, ruleCount } from '../edit/references.ts';
import { readEntity } from '../manifest/read-entity.ts';
import { settingsOf } from '../manifest/read-settings.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { ClusterNode, HostEndpoint } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import { resourceId } from '../model/ids.ts';
import { isJsonArray, valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Direction } from '../model/policy.ts';
import type { Problem } from '../model/problem.ts';
import { printAddress } from '../net/cidr.ts';
import { featuresOf } from '../policy/version-features.ts';
import { tunnelAddressesMissing, tunnelKindsOf } from '../lint/host/address-lints.ts';
import type { Fix, FixMaker } from './fix.ts';
import { askForControlPlane } from './legacy-label-fix.ts';
import { nameNamespace } from './label-trust-fix.ts';
import { entitiesOf, subjectOf } from './problem-subject.ts';

/** Fixes of hazards of hosts (semantics.md section 9.1), by code. A hazard that only its author can weigh has none. */
export const hostFixes: Readonly<Record<string, FixMaker>> = {
  'HOST-EGRESS-DENY': listAllowProfile,
  'HOST-INGRESS-DENY': listAllowProfile,
  'HEP-PROFILE-UNKNOWN': replaceUnknownProfile,
  'HOST-LOOPBACK': openLoopback,
  'FAILSAFE-EMPTY': removeEmptyList,
  'GNP-ALL-HITS-HOSTS': limitToPods,
  'HEP-NO-IPS': expectOwnAddresses,
  'HEP-IP-MISMATCH': expectTunnelAddresses,
  'HEP-IFACE-UNKNOWN': writeInterfaceDown,
  'HEP-RESERVED-LABEL': removeLabel,
  'SNAT-NODE-TRUST': keepPodAddresses,
  'LABEL-TRUST': nameNamespace,
  'LEGACY-MASTER-LABEL': askForControlPlane,
};

const allowProfile = 'projectcalico-default-allow';
const profilesPath: JsonPath = ['spec', 'profiles'];

function hostEndpointOf(problem: Problem, document: ClusterDocument): HostEndpoint | null {
  const entity = subjectOf(problem, document)?.entity;
  return entity?.kind === 'host-endpoint' ? entity : null;
}

function clusterNodeOf({ clusterNode }: HostEndpoint, { resources }: ClusterDocument): ClusterNode | null {
  const id = resourceId({ group: '', kind: 'Node', namespace: null, name: clusterNode });
  const found = resources[id];
  const entity = found === undefined ? null : readEntity(found.id, found.manifest).entity;
  return entity?.kind === 'cluster-node' ? entity : null;
}

function setField(resource: ResourceId, path: JsonPath, value: JsonValue | undefined): Command {
  return { type: 'set-field', resource, path, value };
}

/** In front: a profile that does not exist denies, and the first one that decides holds (R1.9, R4.7). */
function listAllowProfile(problem: Problem, document: ClusterDocument): Fix | null {
  const endpoint = hostEndpointOf(problem, document);
  if (endpoint === null) return null;
  const others = endpoint.profiles.filter((profile) => profile !== allowProfile);
  return {
    label: `Add the profile ${allowProfile}`,
    command: setField(endpoint.id, profilesPath, [allowProfile, ...others]),
  };
}

function replaceUnknownProfile(problem: Problem, document: ClusterDocument): Fix | null {
  const found = subjectOf(problem, document)?.resource ?? null;
  const index = problem.path.at(-1);
  const profiles = found === null ? undefined : valueAt(found.manifest, profilesPath);
  if (found === null || !isJsonArray(profiles) || typeof index !== 'number') return null;
  return profiles.includes(allowProfile)
    ? { label: 'Remove the profile', command: setField(found.id, profilesPath, profiles.toSpliced(index, 1)) }
    : {
        label: `Use the profile ${allowProfile} instead`,
        command: setField(found.id, profilesPath, profiles.with(index, allowProfile)),
      };
}

/** The finding stands where it is denied: at a rule, at the end of a policy’s rules, or at a host endpoint’s profiles. */
function openLoopback(problem: Problem, document: ClusterDocument): Fix | null {
  const found = subjectOf(problem, document)?.resource ?? null;
  if (found === null) return null;
  if (kindOf(found) === 'HostEndpoint') return listAllowProfile(problem, document);
  const [, direction, index] = problem.path;
  if (kindOf(found) !== 'GlobalNetworkPolicy' || !isDirection(direction)) return null;
  return {
    label: 'Allow 127.0.0.0/8',
    command: {
      type: 'add-rule',
      policy: found.id,
      direction,
      index: typeof index === 'number' ? index : ruleCount(found, direction),
      rule: { action: 'Allow', destination: { nets: ['127.0.0.0/8'] } },
    },
  };
}

function isDirection(step: JsonPath[number] | undefined): step is Direction {
  return step === 'ingress' || step === 'egress';
}

/** Felix then goes by its own list; a list with ports in it was thought about. */
function removeEmptyList(problem: Problem, document: ClusterDocument): Fix | null {
  const found = subjectOf(problem, document)?.resource ?? null;
  const list = found === null ? undefined : valueAt(found.manifest, problem.path);
  if (found === null || !isJsonArray(list) || list.length > 0) return null;
  return { label: 'Remove the empty list', command: setField(found.id, problem.path, undefined) };
}

function limitToPods(problem: Problem, document: ClusterDocument): Fix | null {
  const found = subjectOf(problem, document)?.resource ?? null;
  if (found === null) return null;
  return {
    label: 'Limit it to pods: namespaceSelector all()',
    command: setField(found.id, ['spec', 'namespaceSelector'], 'all()'),
  };
}

/** Only where the design says which addresses the interface has. */
function expectOwnAddresses(problem: Problem, document: ClusterDocument): Fix | null {
  const endpoint = hostEndpointOf(problem, document);
  const clusterNode = endpoint === null ? null : clusterNodeOf(endpoint, document);
  if (endpoint === null || clusterNode === null) return null;
  const addresses = addressesBehind(endpoint, clusterNode);
  if (addresses.length === 0) return null;
  return {
    label: `Expect ${addresses.join(', ')}`,
    command: setField(endpoint.id, ['spec', 'expectedIPs'], addresses),
  };
}

function addressesBehind({ interfaceName }: HostEndpoint, { addresses, interfaces }: ClusterNode): readonly string[] {
  const internal = addresses.filter(({ type }) => type === 'internal').map(({ address }) => printAddress(address));
  if (interfaceName === '*' || interfaces.length === 0) return internal;
  const bound = interfaces.find(({ name }) => name === interfaceName);
  return (bound?.addresses ?? []).map(printAddress);
}

/** A place inside the list means an address that is not the node’s: which one is meant, only its author knows. */
function expectTunnelAddresses(problem: Problem, document: ClusterDocument): Fix | null {
  const endpoint = hostEndpointOf(problem, document);
  const clusterNode = endpoint === null ? null : clusterNodeOf(endpoint, document);
  if (endpoint === null || clusterNode === null || problem.path.length > 2) return null;
  const kinds = tunnelKindsOf(entitiesOf(document));
  const missing = kinds.flatMap((kind) => tunnelAddressesMissing(endpoint, clusterNode, kind)).map(printAddress);
  if (missing.length === 0) return null;
  const expected = [...endpoint.expectedAddresses.map(printAddress), ...missing];
  return {
    label: `Expect ${missing.join(', ')} too`,
    command: setField(endpoint.id, ['spec', 'expectedIPs'], [...new Set(expected)]),
  };
}

/** R5.6: where nothing is known of a node’s interfaces, the user may say that this is its one. */
function writeInterfaceDown(problem: Problem, document: ClusterDocument): Fix | null {
  const endpoint = hostEndpointOf(problem, document);
  const clusterNode = endpoint === null ? null : clusterNodeOf(endpoint, document);
  if (endpoint === null || clusterNode === null || endpoint.interfaceName === '') return null;
  const addresses = clusterNode.addresses.map(({ address }) => printAddress(address));
  if (clusterNode.interfaces.length > 0 || addresses.length === 0) return null;
  return {
    label: `${endpoint.interfaceName} is the interface of ${clusterNode.name}`,
    command: setField(clusterNode.id, ['spec', 'interfaces'], [{ name: endpoint.interfaceName, addresses }]),
  };
}

function removeLabel(problem: Problem, document: ClusterDocument): Fix | null {
  const found = subjectOf(problem, document)?.resource ?? null;
  const key = problem.path.at(-1);
  if (found === null || typeof key !== 'string') return null;
  return { label: `Remove the label ${key}`, command: { type: 'set-label', resource: found.id, key, value: null } };
}

/** The setting is known since Calico 3.31. */
function keepPodAddresses(_: Problem, document: ClusterDocument): Fix | null {
  if (!featuresOf(settingsOf(document).calicoVersion).natOutgoingExclusions) return null;
  const label = 'Keep pod addresses on the way to nodes';
  const configuration = { kind: 'FelixConfiguration', name: 'default' } as const;
  const path = ['spec', 'natOutgoingExclusions'];
  return { label, command: configurationCommand(document, configuration, path, 'IPPoolsAndHostIPs', label) };
}
