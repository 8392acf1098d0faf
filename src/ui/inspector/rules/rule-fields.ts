import type { JsonObject, JsonPath, JsonValue } from '../../../core/model/json.ts';
import { fieldOf } from '../../../core/model/json.ts';
import type { Direction } from '../../../core/model/policy.ts';
import type { RuleDialect } from '../../../core/policy/rule-dialect.ts';
import { choiceField, pairsField, selectorField, textField, type FieldSpec } from '../property-table.ts';
import type { EntryKind } from './list-entries.ts';
import { actionsOf } from './new-rules.ts';
import type { RowKind } from './row-codecs.ts';
import type { SuggestionKind } from './suggestions.ts';

/** Fields of a rule that belong together. */
export interface RuleFieldGroup {
  /** '' for the fields that stand above all others. */
  readonly title: string;
  /** Shown whether they are written or not. */
  readonly common: readonly FieldSpec[];
  /** Shown where they are written; added by name. */
  readonly rare: readonly FieldSpec[];
}

/**
 * The fields of a rule of this kind, each path from the rule itself; its peers have a list of their own (`peerKindsOf`).
 *
 * @param rule as written: a protocol calls for the fields that belong to it
 * @see semantics.md R1.5, sections 6 and 7
 */
export function ruleGroupsOf(
  dialect: RuleDialect,
  direction: Direction,
  rule: JsonValue | undefined,
): readonly RuleFieldGroup[] {
  switch (dialect) {
    case 'calico':
      return calicoGroups(direction, fieldOf(rule, 'protocol'));
    case 'kubernetes':
      return [{ title: '', common: [rowsField('Ports', ['ports'], 'kube-ports')], rare: [] }];
    case 'cluster':
      return [
        { title: '', common: [...headOf(dialect), rowsField('Ports', ['protocols'], 'cluster-ports')], rare: [] },
      ];
    case 'admin':
    case 'baseline':
      return [{ title: '', common: [...headOf(dialect), rowsField('Ports', ['ports'], 'admin-ports')], rare: [] }];
  }
}

function headOf(dialect: RuleDialect): readonly FieldSpec[] {
  return [actionField(dialect), textField('Name', ['name'], 'text', 'What it is for')];
}

function calicoGroups(direction: Direction, protocol: JsonValue | undefined): readonly RuleFieldGroup[] {
  const isIcmp = protocol === 'ICMP' || protocol === 'ICMPv6' || protocol === 1 || protocol === 58;
  const icmp = [
    textField('ICMP type', ['icmp', 'type'], 'integer', 'Any: 8 is an echo request'),
    textField('ICMP code', ['icmp', 'code'], 'integer', 'Any'),
  ];
  return [
    {
      title: '',
      common: [
        actionField('calico'),
        textField('Protocol', ['protocol'], 'protocol', 'Any', 'protocols'),
        ...(isIcmp ? icmp : []),
      ],
      rare: [
        textField('Not protocol', ['notProtocol'], 'protocol', 'None', 'protocols'),
        ipVersionField,
        ...(isIcmp ? [] : icmp),
        textField('Not ICMP type', ['notICMP', 'type'], 'integer', 'None'),
        textField('Not ICMP code', ['notICMP', 'code'], 'integer', 'None'),
        listField('HTTP methods', ['http', 'methods'], 'methods', 'Any', 'methods'),
        rowsField('HTTP paths', ['http', 'paths'], 'http-paths'),
        pairsField('Annotations', ['metadata', 'annotations'], 'None.'),
      ],
    },
    sideGroup('source', direction === 'ingress'),
    sideGroup('destination', direction === 'egress'),
  ];
}

const ipVersionField = choiceField(
  'IP version',
  ['ipVersion'],
  [
    { label: 'Any', value: undefined },
    { label: 'IPv4', value: 4 },
    { label: 'IPv6', value: 6 },
  ],
);

/** @param isPeer the side that the policy does not apply to */
function sideGroup(side: 'source' | 'destination', isPeer: boolean): RuleFieldGroup {
  const selector = selectorField('Selector', [side, 'selector'], 'endpoints', 'Not stated');
  const nets = listField('Nets', [side, 'nets'], 'nets', 'Any address', 'nets');
  const ports = listField('Ports', [side, 'ports'], 'ports', 'Any port', 'ports', ['protocol']);
  const who = [selector, nets];
  const common = [...(isPeer ? who : []), ...(side === 'destination' ? [ports] : [])];
  const all = [
    ...who,
    selectorField('Not selector', [side, 'notSelector'], 'endpoints', 'Not stated'),
    selectorField('Namespaces', [side, 'namespaceSelector'], 'namespaces', 'Not stated'),
    listField('Not nets', [side, 'notNets'], 'nets', 'None', 'nets'),
    ports,
    listField('Not ports', [side, 'notPorts'], 'ports', 'None', 'ports', ['protocol']),
    listField('Service accounts', [side, 'serviceAccounts', 'names'], 'names', 'Any', 'service-accounts'),
    selectorField('Account selector', [side, 'serviceAccounts', 'selector'], 'service-accounts', 'Not stated'),
    textField('Service', [side, 'services', 'name'], 'text', 'Its name', 'services'),
    textField(
      'Service namespace',
      [side, 'services', 'namespace'],
      'text',
      'Needed: it is matched by both',
      'namespaces',
    ),
  ];
  return {
    title: side === 'source' ? 'From' : 'To',
    common,
    rare: all.filter((field) => !common.some(({ label }) => label === field.label)),
  };
}

/** One of the forms that a peer of a Kubernetes rule can have. */
export interface PeerKind {
  readonly label: string;
  readonly isOf: (peer: JsonValue) => boolean;
  readonly initial: JsonObject;
  /** Where the fields' paths start in the peer. */
  readonly at: JsonPath;
  readonly fields: readonly FieldSpec[];
}

/** The forms of peers that a rule of this kind can list, in `from` or `to`; none for Calico, whose rules have two sides. */
export function peerKindsOf(dialect: RuleDialect, direction: Direction): readonly PeerKind[] {
  switch (dialect) {
    case 'calico':
      return [];
    case 'kubernetes':
      return [kubePods, addressBlock];
    case 'cluster':
    case 'admin':
    case 'baseline':
      return direction === 'ingress' ? [namespaces, pods] : [namespaces, pods, networks, clusterNodes, domainNames];
  }
}

/** R7.5. */
const kubePods: PeerKind = {
  label: 'Pods',
  isOf: (peer) => fieldOf(peer, 'ipBlock') === undefined,
  initial: { podSelector: {} },
  at: [],
  fields: [
    labelSelectorField('Pods', ['podSelector'], 'pods', 'Every pod there', 'Every pod there'),
    labelSelectorField(
      'Namespaces',
      ['namespaceSelector'],
      'namespaces',
      'The policy’s own namespace',
      'Every namespace',
    ),
  ],
};
/** R7.6. */
const addressBlock: PeerKind = {
  label: 'Address block',
  isOf: (peer) => fieldOf(peer, 'ipBlock') !== undefined,
  initial: { ipBlock: { cidr: '10.0.0.0/8' } },
  at: [],
  fields: [
    textField('CIDR', ['ipBlock', 'cidr'], 'text', '10.0.0.0/8'),
    listField('Except', ['ipBlock', 'except'], 'masked-nets', 'Nothing', 'nets'),
  ],
};
/** R7.14: exactly one of these. */
const namespaces: PeerKind = {
  label: 'Namespaces',
  isOf: (peer) => fieldOf(peer, 'namespaces') !== undefined,
  initial: { namespaces: {} },
  at: [],
  fields: [labelSelectorField('Namespaces', ['namespaces'], 'namespaces', 'Every namespace', 'Every namespace')],
};
const pods: PeerKind = {
  label: 'Pods',
  isOf: (peer) => fieldOf(peer, 'pods') !== undefined,
  initial: { pods: { namespaceSelector: {}, podSelector: {} } },
  at: ['pods'],
  fields: [
    labelSelectorField('Pods', ['podSelector'], 'pods', 'Every pod there', 'Every pod there'),
    labelSelectorField('Namespaces', ['namespaceSelector'], 'namespaces', 'Every namespace', 'Every namespace'),
  ],
};
const networks: PeerKind = {
  label: 'Networks',
  isOf: (peer) => fieldOf(peer, 'networks') !== undefined,
  initial: { networks: ['10.0.0.0/8'] },
  at: [],
  fields: [listField('Networks', ['networks'], 'masked-nets', 'At least one', 'nets')],
};
const clusterNodes: PeerKind = {
  label: 'Nodes',
  isOf: (peer) => fieldOf(peer, 'nodes') !== undefined,
  initial: { nodes: {} },
  at: [],
  fields: [
    {
      ...labelSelectorField('Nodes', ['nodes'], 'cluster-nodes', 'Every node', 'Every node'),
      hint: 'Calico does not enforce this form of peer: the rule fails closed.',
    },
  ],
};
const domainNames: PeerKind = {
  label: 'Domain names',
  isOf: (peer) => fieldOf(peer, 'domainNames') !== undefined,
  initial: { domainNames: ['example.com'] },
  at: [],
  fields: [
    {
      ...listField('Domain names', ['domainNames'], 'domains', 'At least one', 'nothing'),
      hint: 'Calico does not enforce this form of peer: the rule fails closed.',
    },
  ],
};

/** The list in which the peers of a Kubernetes rule stand. */
export function peersKey(direction: Direction): 'from' | 'to' {
  return direction === 'ingress' ? 'from' : 'to';
}

/** The list in which the rules of a direction stand, in every kind of policy. */
export function rulePath(direction: Direction): JsonPath {
  return ['spec', direction];
}

function actionField(dialect: RuleDialect): FieldSpec {
  return { label: 'Action', path: ['action'], editor: { kind: 'action', words: actionsOf(dialect) }, hint: '' };
}

/** @param protocol where the rule's protocol stands, which a service sets where there is none */
function listField(
  label: string,
  path: JsonPath,
  of: EntryKind,
  placeholder: string,
  suggest: SuggestionKind,
  protocol: JsonPath | null = null,
): FieldSpec {
  return { label, path, editor: { kind: 'list', of, placeholder, suggest, protocol }, hint: '' };
}

function rowsField(label: string, path: JsonPath, of: RowKind): FieldSpec {
  return { label, path, editor: { kind: 'rows', of }, hint: '' };
}

function labelSelectorField(
  label: string,
  path: JsonPath,
  matches: 'pods' | 'namespaces' | 'cluster-nodes',
  absent: string,
  empty: string,
): FieldSpec {
  return { label, path, editor: { kind: 'label-selector', matches, absent, empty }, hint: '' };
}
