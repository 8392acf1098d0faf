import type { HostEndpoint } from '../model/entities.ts';
import type { Settings } from '../model/settings.ts';
import type { Field } from '../manifest/field-reader.ts';
import { hasPorts, parseProtocol } from '../net/protocol.ts';
import { refuseTwice, severityOfLimit } from './validate-lists.ts';
import { isSubdomain, validateLabels } from './validate-names.ts';
import { validateRule } from './validate-rule.ts';

const interfaceName = /^[a-zA-Z0-9_.-]{1,15}$/;
const workloadInterfacePrefix = 'cali';

/** R8.30–R8.33. */
export function validateHostEndpoint(endpoint: HostEndpoint, manifest: Field): void {
  const spec = manifest.at('spec');
  if (endpoint.clusterNode === '')
    spec.at('node').error('FIELD-REQUIRED', `${spec.at('node').label} is missing; a host endpoint belongs to a node.`);
  if (endpoint.interfaceName === '' && spec.at('expectedIPs').items().length === 0)
    spec.error('FIELD-REQUIRED', `${spec.label} must have interfaceName or expectedIPs.`);
  validateInterfaceName(endpoint.interfaceName, spec.at('interfaceName'));
  refuseTwice(spec.at('expectedIPs'), 'error');
  validateProfiles(spec.at('profiles'));
  for (const port of spec.at('ports').items()) validatePortProtocol(port.at('protocol'));
}

/** R8.31. */
function validateInterfaceName(name: string, field: Field): void {
  if (name === '' || name === '*') return;
  if (!interfaceName.test(name))
    field.error(
      'VALUE-SYNTAX',
      `${field.label} is "${name}"; it must be * or at most 15 letters, digits, underscores, dots and dashes.`,
    );
  else if (name.startsWith(workloadInterfacePrefix))
    field.warning(
      'HEP-WORKLOAD-INTERFACE',
      `${field.label} is "${name}"; interfaces beginning with ${workloadInterfacePrefix} belong to pods.`,
    );
}

/** R8.32. */
function validateProfiles(profiles: Field): void {
  refuseTwice(profiles, 'error');
  for (const profile of profiles.items()) {
    const name = profile.text();
    if (name !== null && !isSubdomain(name))
      profile.error('NAME-SYNTAX', `${profile.label} "${name}" is not a valid profile name.`);
  }
}

/** R8.33. What is no protocol at all has been reported by the reader. */
function validatePortProtocol(field: Field): void {
  const { value } = field;
  const protocol = typeof value === 'string' || typeof value === 'number' ? parseProtocol(value) : null;
  if (protocol !== null && !hasPorts(protocol))
    field.error('PORT-PROTOCOL', `${field.label} must be TCP, UDP or SCTP.`);
}

/** R8.34, except what the reader has said. */
export function validateNetworkSet(manifest: Field, settings: Settings): void {
  refuseTwice(manifest.at('spec').at('nets'), severityOfLimit(settings.calicoVersion));
}

const ownProfile = /^(?:kns\.|ksa\.|projectcalico-default-allow$)/;

/** Rules and labels of a Profile; that it cannot be made at all (R1.9) is a warning, as a file may come from etcd. */
export function validateProfile(name: string, manifest: Field, settings: Settings): void {
  if (!ownProfile.test(name))
    manifest.warning('PROFILE-READ-ONLY', 'Profiles cannot be created in a cluster whose datastore is Kubernetes.');
  const spec = manifest.at('spec').knowOnly(['ingress', 'egress', 'labelsToApply']);
  validateLabels(spec.at('labelsToApply'));
  for (const direction of ['ingress', 'egress'] as const) {
    for (const rule of spec.at(direction).items()) validateRule(rule, direction, null, settings);
  }
}
