import { fieldOf, type JsonPath, type JsonValue } from '../../core/model/json.ts';
import type { TextKind } from './field-text.ts';

/** How one field of a manifest is edited. */
export type FieldEditor =
  | { readonly kind: 'text'; readonly of: TextKind; readonly placeholder: string; readonly suggest: Suggestions }
  | { readonly kind: 'choice'; readonly options: readonly Choice[] }
  /** A Calico selector with live count and syntax check. */
  | {
      readonly kind: 'selector';
      readonly matches: 'endpoints' | 'namespaces' | 'service-accounts';
      readonly empty: string;
    }
  /** A Kubernetes label selector: terms of `matchLabels` and `matchExpressions`. */
  | {
      readonly kind: 'label-selector';
      readonly matches: 'pods' | 'namespaces';
      readonly absent: string;
      readonly empty: string;
    }
  /** A list of objects, one in a row. */
  | { readonly kind: 'table'; readonly columns: readonly Column[]; readonly absent: string; readonly row: string };

export type Suggestions = 'nothing' | 'cluster-nodes' | 'tiers' | 'service-accounts' | 'profiles' | 'protocols';

/** `value` undefined: the field is left out. */
export interface Choice {
  readonly label: string;
  readonly value: JsonValue | undefined;
}

export interface Column {
  readonly key: string;
  readonly label: string;
  readonly of: TextKind;
  /** Not empty: a choice of these. */
  readonly options: readonly string[];
  /** Value in a new row; undefined: left out. */
  readonly initial: JsonValue | undefined;
}

export interface FieldSpec {
  readonly label: string;
  /** From the manifest's root. */
  readonly path: JsonPath;
  readonly editor: FieldEditor;
  readonly hint: string;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly FieldSpec[];
}

const none: FieldSpec['hint'] = '';
const on: readonly Choice[] = [
  { label: 'No', value: undefined },
  { label: 'Yes', value: true },
];

export function textField(
  label: string,
  path: JsonPath,
  of: TextKind,
  placeholder = '',
  suggest: Suggestions = 'nothing',
): FieldSpec {
  return { label, path, editor: { kind: 'text', of, placeholder, suggest }, hint: none };
}

export function choiceField(label: string, path: JsonPath, options: readonly Choice[], hint = none): FieldSpec {
  return { label, path, editor: { kind: 'choice', options }, hint };
}

export function selectorField(
  label: string,
  path: JsonPath,
  matches: 'endpoints' | 'namespaces' | 'service-accounts' = 'endpoints',
  empty = 'Everything',
): FieldSpec {
  return { label, path, editor: { kind: 'selector', matches, empty }, hint: none };
}

function tableField(label: string, path: JsonPath, columns: readonly Column[], absent: string, row: string): FieldSpec {
  return { label, path, editor: { kind: 'table', columns, absent, row }, hint: none };
}

function column(
  key: string,
  label: string,
  of: TextKind,
  initial: JsonValue | undefined,
  options: readonly string[] = [],
): Column {
  return { key, label, of, options, initial };
}

const protocolColumn = column('protocol', 'Protocol', 'text', 'TCP', ['TCP', 'UDP', 'SCTP']);

/**
 * The fields that the inspector shows for an object, by its kind; rules have an editor of their own, labels too.
 *
 * @returns an empty list for kinds that are edited as YAML only
 * @see semantics.md section 1.2
 */
export function propertyGroups(manifest: JsonValue): readonly FieldGroup[] {
  const kind = String(fieldOf(manifest, 'kind') ?? '');
  const isCalico = String(fieldOf(manifest, 'apiVersion') ?? '').startsWith('projectcalico.org/');
  switch (kind) {
    case 'Node':
      return [group('Addresses', nodeAddresses)];
    case 'Pod':
      return podGroups(['spec'], true);
    case 'Deployment':
    case 'DaemonSet':
    case 'StatefulSet':
    case 'ReplicaSet':
    case 'Job':
      return podGroups(['spec', 'template', 'spec'], false);
    case 'CronJob':
      return podGroups(['spec', 'jobTemplate', 'spec', 'template', 'spec'], false);
    case 'HostEndpoint':
      return [group('Host endpoint', ...hostEndpointFields), group('Named ports', hostEndpointPorts)];
    case 'ExternalNetwork':
    case 'GlobalNetworkSet':
    case 'NetworkSet':
      return [group('Addresses', textField('Nets', ['spec', 'nets'], 'nets', '203.0.113.0/24'))];
    case 'Tier':
      return [group('Tier', ...tierFields)];
    case 'GlobalNetworkPolicy':
    case 'StagedGlobalNetworkPolicy':
      return [group('Policy', ...placeFields, ...globalSubject, typesField), group('Options', ...hostOptions)];
    case 'StagedNetworkPolicy':
      return [group('Policy', ...placeFields, ...namespacedSubject, typesField)];
    case 'NetworkPolicy':
      return isCalico
        ? [group('Policy', ...placeFields, ...namespacedSubject, typesField)]
        : [group('Policy', ...kubeFields)];
    case 'FelixConfiguration':
      return [group('Pods to their own node', ...felixFields), group('Failsafe ports', ...failsafeFields)];
    case 'KubeControllersConfiguration':
      return [group('Automatic host endpoints', ...controllersFields)];
    default:
      return [];
  }
}

function group(title: string, ...fields: readonly FieldSpec[]): FieldGroup {
  return { title, fields };
}

const nodeAddresses = tableField(
  'Addresses',
  ['status', 'addresses'],
  [
    column('type', 'Type', 'text', 'InternalIP', ['InternalIP', 'ExternalIP', 'Hostname']),
    column('address', 'Address', 'text', undefined),
  ],
  'No address yet: no policy can mean this node by its address.',
  'address',
);

function podGroups(spec: JsonPath, isPod: boolean): readonly FieldGroup[] {
  const placement = [
    ...(isPod ? [textField('Node', [...spec, 'nodeName'], 'text', 'Not placed', 'cluster-nodes')] : []),
    choiceField('Host network', [...spec, 'hostNetwork'], on, 'Yes: the pod has its node’s addresses and identity.'),
    textField('Service account', [...spec, 'serviceAccountName'], 'text', 'default', 'service-accounts'),
  ];
  const ports = tableField(
    'Container ports',
    [...spec, 'containers', 0, 'ports'],
    [column('name', 'Name', 'text', undefined), column('containerPort', 'Port', 'integer', 80), protocolColumn],
    'None stated. Only named ports matter to rules.',
    'port',
  );
  const addresses = tableField(
    'IPs',
    ['status', 'podIPs'],
    [column('ip', 'Address', 'text', undefined)],
    'None stated: the pod gets an address of its own.',
    'address',
  );
  return [group('Placement', ...placement), group('Ports', ports), ...(isPod ? [group('Addresses', addresses)] : [])];
}

const hostEndpointFields: readonly FieldSpec[] = [
  textField('Node', ['spec', 'node'], 'text', 'Name of the node', 'cluster-nodes'),
  textField('Interface', ['spec', 'interfaceName'], 'text', '* for all, eth0, …'),
  textField('Expected IPs', ['spec', 'expectedIPs'], 'texts', '10.0.0.11'),
  textField('Profiles', ['spec', 'profiles'], 'texts', 'None: denied where no policy allows', 'profiles'),
];
const hostEndpointPorts = tableField(
  'Ports',
  ['spec', 'ports'],
  [column('name', 'Name', 'text', undefined), column('port', 'Port', 'integer', 80), protocolColumn],
  'None. Rules can use these names instead of numbers.',
  'port',
);

const tierFields: readonly FieldSpec[] = [
  textField('Order', ['spec', 'order'], 'number', '1000000'),
  choiceField(
    'At end of tier',
    ['spec', 'defaultAction'],
    [
      { label: 'Deny (default)', value: undefined },
      { label: 'Deny', value: 'Deny' },
      { label: 'Pass', value: 'Pass' },
    ],
    'What happens to traffic of a selected endpoint that no rule matched.',
  ),
];

const placeFields: readonly FieldSpec[] = [
  textField('Tier', ['spec', 'tier'], 'text', 'default', 'tiers'),
  textField('Order', ['spec', 'order'], 'number', 'Last in its tier'),
];
const accountSubject = selectorField('Service accounts', ['spec', 'serviceAccountSelector'], 'service-accounts', 'Any');
const globalSubject: readonly FieldSpec[] = [
  selectorField('Applies to', ['spec', 'selector']),
  selectorField('Namespaces', ['spec', 'namespaceSelector'], 'namespaces', 'Any, and outside them'),
  accountSubject,
];
const namespacedSubject: readonly FieldSpec[] = [selectorField('Applies to', ['spec', 'selector']), accountSubject];
const typesField = choiceField(
  'Types',
  ['spec', 'types'],
  [
    { label: 'By its rules', value: undefined },
    { label: 'Ingress', value: ['Ingress'] },
    { label: 'Egress', value: ['Egress'] },
    { label: 'Ingress and egress', value: ['Ingress', 'Egress'] },
  ],
);
const hostOptions: readonly FieldSpec[] = [
  choiceField('Apply on forward', ['spec', 'applyOnForward'], on),
  choiceField('Before DNAT', ['spec', 'preDNAT'], on),
  choiceField('Untracked', ['spec', 'doNotTrack'], on),
];

const kubeFields: readonly FieldSpec[] = [
  {
    label: 'Applies to',
    path: ['spec', 'podSelector'],
    editor: {
      kind: 'label-selector',
      matches: 'pods',
      absent: 'Every pod of the namespace',
      empty: 'Every pod of the namespace',
    },
    hint: none,
  },
  choiceField(
    'Types',
    ['spec', 'policyTypes'],
    [
      { label: 'By its rules', value: undefined },
      { label: 'Ingress', value: ['Ingress'] },
      { label: 'Egress', value: ['Egress'] },
      { label: 'Ingress and egress', value: ['Ingress', 'Egress'] },
    ],
  ),
];

const felixFields: readonly FieldSpec[] = [
  choiceField(
    'Endpoint to host',
    ['spec', 'defaultEndpointToHostAction'],
    [
      { label: 'Drop (default)', value: undefined },
      { label: 'Drop', value: 'Drop' },
      { label: 'Accept', value: 'Accept' },
      { label: 'Return', value: 'Return' },
    ],
  ),
];
const failsafeColumns: readonly Column[] = [
  column('protocol', 'Protocol', 'text', 'TCP', ['TCP', 'UDP']),
  column('port', 'Port', 'integer', 22),
  column('net', 'Net', 'text', undefined),
];
const failsafeFields: readonly FieldSpec[] = [
  tableField('Inbound', ['spec', 'failsafeInboundHostPorts'], failsafeColumns, 'Felix’s default list applies.', 'port'),
  tableField(
    'Outbound',
    ['spec', 'failsafeOutboundHostPorts'],
    failsafeColumns,
    'Felix’s default list applies.',
    'port',
  ),
];

const hostEndpointSettings: JsonPath = ['spec', 'controllers', 'node', 'hostEndpoint'];
const switchChoices = (byDefault: 'Enabled' | 'Disabled'): readonly Choice[] => [
  { label: `${byDefault} (default)`, value: undefined },
  { label: 'Enabled', value: 'Enabled' },
  { label: 'Disabled', value: 'Disabled' },
];
const controllersFields: readonly FieldSpec[] = [
  choiceField(
    'Create them',
    [...hostEndpointSettings, 'autoCreate'],
    switchChoices('Disabled'),
    'The controller makes a host endpoint for every node, with the node’s labels.',
  ),
  choiceField('Default one', [...hostEndpointSettings, 'createDefaultHostEndpoint'], switchChoices('Enabled')),
];
