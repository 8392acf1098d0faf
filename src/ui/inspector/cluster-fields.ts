import type { JsonPath } from '../../core/model/json.ts';
import {
  column,
  flagField,
  group,
  objectsField,
  pairsField,
  structureField,
  tableField,
  textField,
  wordField,
  type FieldGroup,
  type FieldSpec,
} from './property-table.ts';

const transportProtocols = ['TCP', 'UDP', 'SCTP'];
const protocolColumn = column('protocol', 'Protocol', 'text', 'TCP', transportProtocols);

const nodeAddresses = tableField(
  'Addresses',
  ['status', 'addresses'],
  [
    column('type', 'Type', 'text', 'InternalIP', [
      'InternalIP',
      'ExternalIP',
      'Hostname',
      'InternalDNS',
      'ExternalDNS',
    ]),
    column('address', 'Address', 'text', undefined),
  ],
  'No address yet: no policy can mean this node by its address.',
  'address',
);

const annotation = (name: string): JsonPath => ['metadata', 'annotations', `projectcalico.org/${name}`];

/** A Node: its addresses, and what Calico notes of it (R1.22, R5.31). */
export const nodeGroups: readonly FieldGroup[] = [
  group('Addresses', nodeAddresses),
  group(
    'Interfaces',
    objectsField('Interfaces', ['spec', 'interfaces'], {
      fields: [
        textField('Name', ['name'], 'text', 'eth0'),
        textField('Addresses', ['addresses'], 'texts', '10.0.0.11'),
      ],
      absent: 'None written: the node counts as having eth0 with all its addresses.',
      row: 'interface',
      initial: { name: 'eth0', addresses: [] },
    }),
  ),
  group(
    'Calico’s addresses',
    textField('BGP IPv4', annotation('IPv4Address'), 'text', '10.0.0.11/24'),
    textField('BGP IPv6', annotation('IPv6Address'), 'text', 'fd00::11/64'),
    textField('IPIP tunnel', annotation('IPv4IPIPTunnelAddr'), 'text', '10.65.1.1'),
    textField('VXLAN tunnel', annotation('IPv4VXLANTunnelAddr'), 'text', '10.65.1.1'),
    textField('VXLAN tunnel IPv6', annotation('IPv6VXLANTunnelAddr'), 'text', 'fd00:65::1'),
    textField('WireGuard', annotation('IPv4WireguardInterfaceAddr'), 'text', '10.65.1.2'),
    textField('WireGuard IPv6', annotation('IPv6WireguardInterfaceAddr'), 'text', 'fd00:65::2'),
    textField('Tunnel IPs', ['spec', 'tunnelIPs'], 'texts', 'Where no annotation says'),
  ),
  group(
    'Pods on it',
    textField('Pod CIDR', ['spec', 'podCIDR'], 'text', '10.65.1.0/24'),
    textField('Pod CIDRs', ['spec', 'podCIDRs'], 'texts', '10.65.1.0/24, fd00:65:1::/64'),
    flagField('Unschedulable', ['spec', 'unschedulable']),
  ),
];

const containerPorts = tableField(
  'Ports',
  ['ports'],
  [
    column('name', 'Name', 'text', undefined),
    column('containerPort', 'Port', 'integer', 80),
    protocolColumn,
    column('hostPort', 'Host port', 'integer', undefined),
  ],
  'None stated. Only named ports matter to rules.',
  'port',
);

function containersField(label: string, path: JsonPath, row: string): FieldSpec {
  return objectsField(label, path, {
    fields: [textField('Name', ['name'], 'text', 'app'), textField('Image', ['image'], 'text'), containerPorts],
    absent: 'None.',
    row,
    initial: { name: 'app', image: 'example/app:1' },
  });
}

/** @param spec where the pod's spec stands: in a pod, or in the template of a workload */
function podSpecGroups(spec: JsonPath): readonly FieldGroup[] {
  return [
    group(
      'Placement',
      textField('Node', [...spec, 'nodeName'], 'text', 'Not placed', 'cluster-nodes'),
      flagField('Host network', [...spec, 'hostNetwork'], false, 'Yes: it has its node’s addresses and identity.'),
      textField('Service account', [...spec, 'serviceAccountName'], 'text', 'default', 'service-accounts'),
    ),
    group('Containers', containersField('Containers', [...spec, 'containers'], 'container')),
    group('Init containers', containersField('Init containers', [...spec, 'initContainers'], 'init container')),
  ];
}

export const podGroups: readonly FieldGroup[] = [
  ...podSpecGroups(['spec']),
  group(
    'Status',
    tableField(
      'IPs',
      ['status', 'podIPs'],
      [column('ip', 'Address', 'text', undefined)],
      'None stated: the pod gets an address of its own.',
      'address',
    ),
    textField('IP', ['status', 'podIP'], 'text', 'Where the list above is left out'),
    wordField(
      'Phase',
      ['status', 'phase'],
      ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'],
      'Not stated',
      'Succeeded or failed: it takes no part any more.',
    ),
  ),
];

/** A workload is edited in the template of its pods. */
export function workloadGroups(kind: string): readonly FieldGroup[] {
  const isCronJob = kind === 'CronJob';
  const template: JsonPath = isCronJob ? ['spec', 'jobTemplate', 'spec', 'template'] : ['spec', 'template'];
  return [
    ...podSpecGroups([...template, 'spec']),
    group(
      'Workload',
      ...ownFields(kind),
      pairsField('Own labels', ['metadata', 'labels'], 'None. The labels below are those of its pods.'),
      pairsField('Pod annotations', [...template, 'metadata', 'annotations'], 'None.'),
    ),
  ];
}

function ownFields(kind: string): readonly FieldSpec[] {
  if (kind === 'CronJob') {
    return [
      textField('Schedule', ['spec', 'schedule'], 'text', '0 * * * *'),
      flagField('Suspended', ['spec', 'suspend']),
    ];
  }
  const podsOfIt: FieldSpec = {
    label: 'Its pods',
    path: ['spec', 'selector'],
    editor: { kind: 'label-selector', matches: 'pods', absent: 'Not stated', empty: 'Every pod' },
    hint: '',
  };
  const replicas = textField('Replicas', ['spec', 'replicas'], 'integer', '1');
  switch (kind) {
    case 'Job':
      return [textField('Completions', ['spec', 'completions'], 'integer', '1'), podsOfIt];
    case 'DaemonSet':
      return [podsOfIt];
    case 'StatefulSet':
      return [replicas, textField('Service', ['spec', 'serviceName'], 'text'), podsOfIt];
    default:
      return [replicas, podsOfIt];
  }
}

export const namespaceGroups: readonly FieldGroup[] = [];

export const serviceAccountGroups: readonly FieldGroup[] = [
  group('Service account', flagField('Mount token', ['automountServiceAccountToken'], true)),
];

export const serviceGroups: readonly FieldGroup[] = [
  group(
    'Service',
    wordField(
      'Type',
      ['spec', 'type'],
      ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
      'ClusterIP (default)',
    ),
    pairsField('Selector', ['spec', 'selector'], 'None: its endpoints are written by hand.'),
    textField('Cluster IP', ['spec', 'clusterIP'], 'text', 'None, or 10.96.0.20'),
    textField('Cluster IPs', ['spec', 'clusterIPs'], 'texts', '10.96.0.20'),
    wordField(
      'Outside traffic',
      ['spec', 'externalTrafficPolicy'],
      ['Cluster', 'Local'],
      'Cluster (default)',
      'Local: a node hands it to its own pods only.',
    ),
    wordField('Inside traffic', ['spec', 'internalTrafficPolicy'], ['Cluster', 'Local'], 'Cluster (default)'),
    textField('External IPs', ['spec', 'externalIPs'], 'texts'),
    textField('External name', ['spec', 'externalName'], 'text'),
  ),
  group(
    'Ports',
    tableField(
      'Ports',
      ['spec', 'ports'],
      [
        column('name', 'Name', 'text', undefined),
        column('port', 'Port', 'integer', 80),
        column('targetPort', 'Target', 'port', undefined),
        protocolColumn,
        column('nodePort', 'Node port', 'integer', undefined),
      ],
      'None: nothing is translated.',
      'port',
    ),
  ),
];

const endpointPorts = (path: JsonPath): FieldSpec =>
  tableField(
    'Ports',
    path,
    [column('name', 'Name', 'text', undefined), column('port', 'Port', 'integer', 80), protocolColumn],
    'None.',
    'port',
  );

export const endpointSliceGroups: readonly FieldGroup[] = [
  group(
    'Endpoint slice',
    wordField('Addresses are', ['addressType'], ['IPv4', 'IPv6', 'FQDN'], 'Not stated'),
    objectsField('Endpoints', ['endpoints'], {
      fields: [
        textField('Addresses', ['addresses'], 'texts', '10.65.1.7'),
        textField('Node', ['nodeName'], 'text', '', 'cluster-nodes'),
        flagField('Ready', ['conditions', 'ready'], null),
        structureField('Target', ['targetRef']),
      ],
      absent: 'None.',
      row: 'endpoint',
      initial: { addresses: [] },
    }),
  ),
  group('Ports', endpointPorts(['ports'])),
];

const endpointAddresses = (label: string, key: string): FieldSpec =>
  tableField(
    label,
    [key],
    [column('ip', 'Address', 'text', undefined), column('nodeName', 'Node', 'text', undefined)],
    'None.',
    'address',
  );

export const endpointsGroups: readonly FieldGroup[] = [
  group(
    'Subsets',
    objectsField('Subsets', ['subsets'], {
      fields: [
        endpointAddresses('Addresses', 'addresses'),
        endpointAddresses('Not ready', 'notReadyAddresses'),
        endpointPorts(['ports']),
      ],
      absent: 'None.',
      row: 'subset',
      initial: { addresses: [] },
    }),
  ),
];
