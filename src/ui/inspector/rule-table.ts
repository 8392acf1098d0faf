import type { JsonObject, JsonPath } from '../../core/model/json.ts';
import type { Direction } from '../../core/model/policy.ts';
import { choiceField, selectorField, textField, type FieldSpec } from './property-table.ts';

/** The fields of a Calico rule, each path from the rule itself (semantics.md R1.5). */
export const ruleFields: readonly FieldSpec[] = [
  choiceField(
    'Action',
    ['action'],
    [
      { label: 'Allow', value: 'Allow' },
      { label: 'Deny', value: 'Deny' },
      { label: 'Pass to the next tier', value: 'Pass' },
      { label: 'Log and go on', value: 'Log' },
    ],
  ),
  textField('Protocol', ['protocol'], 'protocol', 'Any', 'protocols'),
  textField('Not protocol', ['notProtocol'], 'protocol', 'None', 'protocols'),
  textField('ICMP type', ['icmp', 'type'], 'integer', 'Any'),
  textField('ICMP code', ['icmp', 'code'], 'integer', 'Any'),
  choiceField(
    'IP version',
    ['ipVersion'],
    [
      { label: 'Any', value: undefined },
      { label: 'IPv4', value: 4 },
      { label: 'IPv6', value: 6 },
    ],
  ),
];

/** The fields of one side of a Calico rule. */
export function entityFields(side: 'source' | 'destination'): readonly FieldSpec[] {
  return [
    selectorField('Selector', [side, 'selector'], 'endpoints', 'Not stated'),
    selectorField('Not selector', [side, 'notSelector'], 'endpoints', 'Not stated'),
    selectorField('Namespaces', [side, 'namespaceSelector'], 'namespaces', 'Not stated'),
    textField('Nets', [side, 'nets'], 'nets', 'Any address'),
    textField('Not nets', [side, 'notNets'], 'nets', 'None'),
    textField('Ports', [side, 'ports'], 'ports', 'Any: 22, 2379:2380, http'),
    textField('Not ports', [side, 'notPorts'], 'ports', 'None'),
    textField('Service accounts', [side, 'serviceAccounts', 'names'], 'texts', 'Any', 'service-accounts'),
    selectorField('Account selector', [side, 'serviceAccounts', 'selector'], 'service-accounts', 'Not stated'),
  ];
}

/** A new rule at the end of a list: it admits nothing more than was asked for once its fields are filled in. */
export const newCalicoRule: JsonObject = { action: 'Allow', protocol: 'TCP', destination: { ports: [443] } };

/** A new peer-less rule of a Kubernetes NetworkPolicy. */
export const newKubeRule: JsonObject = { ports: [{ protocol: 'TCP', port: 443 }] };

/** The list in which the rules of a direction stand, in every kind of policy. */
export function rulePath(direction: Direction): JsonPath {
  return ['spec', direction];
}

/** `ports` of a Kubernetes rule (semantics.md R7.7). */
export const kubePortsField: FieldSpec = {
  label: 'Ports',
  path: ['ports'],
  editor: {
    kind: 'table',
    columns: [
      { key: 'protocol', label: 'Protocol', of: 'text', initial: 'TCP', options: ['TCP', 'UDP', 'SCTP'] },
      { key: 'port', label: 'Port', of: 'port', initial: 443, options: [] },
      { key: 'endPort', label: 'Up to', of: 'integer', initial: undefined, options: [] },
    ],
    absent: 'Every port of every protocol.',
    row: 'port',
  },
  hint: '',
};

/** A peer of a Kubernetes rule that means pods (semantics.md R7.5). */
export const podPeerFields: readonly FieldSpec[] = [
  labelSelectorField('Pods', 'podSelector', 'Every pod there', 'Every pod there'),
  labelSelectorField('Namespaces', 'namespaceSelector', 'The policy’s own namespace', 'Every namespace'),
];

/** A peer that means addresses. */
export const blockFields: readonly FieldSpec[] = [
  textField('CIDR', ['ipBlock', 'cidr'], 'text', '10.0.0.0/8'),
  textField('Except', ['ipBlock', 'except'], 'nets', 'Nothing'),
];

function labelSelectorField(label: string, key: string, absent: string, empty: string): FieldSpec {
  const matches = key === 'namespaceSelector' ? 'namespaces' : 'pods';
  return { label, path: [key], editor: { kind: 'label-selector', matches, absent, empty }, hint: '' };
}
