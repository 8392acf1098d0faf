import type { JsonPath } from '../../core/model/json.ts';
import {
  choiceField,
  column,
  flagField,
  group,
  objectsField,
  pairsField,
  selectorField,
  structureField,
  tableField,
  textField,
  wordField,
  type FieldGroup,
  type FieldSpec,
} from './property-table.ts';

export const hostEndpointGroups: readonly FieldGroup[] = [
  group(
    'Host endpoint',
    textField('Node', ['spec', 'node'], 'text', 'Name of the node', 'cluster-nodes'),
    textField('Interface', ['spec', 'interfaceName'], 'text', '* for all, eth0, …'),
    textField('Expected IPs', ['spec', 'expectedIPs'], 'texts', '10.0.0.11'),
    textField('Profiles', ['spec', 'profiles'], 'texts', 'None: denied where no policy allows', 'profiles'),
  ),
  group(
    'Named ports',
    tableField(
      'Ports',
      ['spec', 'ports'],
      [
        column('name', 'Name', 'text', undefined),
        column('port', 'Port', 'integer', 80),
        column('protocol', 'Protocol', 'protocol', 'TCP', ['TCP', 'UDP', 'SCTP']),
      ],
      'None. Rules can use these names instead of numbers.',
      'port',
    ),
  ),
];

export const netsGroups: readonly FieldGroup[] = [
  group('Addresses', textField('Nets', ['spec', 'nets'], 'nets', '203.0.113.0/24')),
];

export const tierGroups: readonly FieldGroup[] = [
  group(
    'Tier',
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
  ),
];

/** Read-only in a cluster whose datastore is Kubernetes (R1.9); a file from another one may hold some. */
export const profileGroups: readonly FieldGroup[] = [
  group(
    'Profile',
    pairsField('Labels to apply', ['spec', 'labelsToApply'], 'None.'),
    structureField('Ingress rules', ['spec', 'ingress']),
    structureField('Egress rules', ['spec', 'egress']),
  ),
];

const tunnelModes = ['Never', 'Always', 'CrossSubnet'];

export const ipPoolGroups: readonly FieldGroup[] = [
  group(
    'Addresses',
    textField('CIDR', ['spec', 'cidr'], 'text', '10.65.0.0/16'),
    flagField(
      'NAT outgoing',
      ['spec', 'natOutgoing'],
      false,
      'Yes: what its pods send out of all pools comes from their node’s address.',
    ),
    flagField('Disabled', ['spec', 'disabled'], false, 'Yes: no new addresses are taken from it.'),
  ),
  group(
    'Encapsulation',
    wordField('IPIP', ['spec', 'ipipMode'], tunnelModes, 'Never (default)'),
    wordField('VXLAN', ['spec', 'vxlanMode'], tunnelModes, 'Never (default)'),
  ),
  group(
    'Assignment',
    selectorField('Nodes', ['spec', 'nodeSelector'], 'cluster-nodes', 'Every node'),
    selectorField('Namespaces', ['spec', 'namespaceSelector'], 'namespaces', 'Every namespace'),
    textField('Block size', ['spec', 'blockSize'], 'integer', '26 for IPv4, 122 for IPv6'),
    textField('Allowed uses', ['spec', 'allowedUses'], 'texts', 'Workload, Tunnel'),
    wordField('Assignment', ['spec', 'assignmentMode'], ['Automatic', 'Manual'], 'Automatic (default)'),
    flagField('Keep from BGP', ['spec', 'disableBGPExport']),
  ),
];

const node: JsonPath = ['spec', 'controllers', 'node'];
export const hostEndpointSettings: JsonPath = [...node, 'hostEndpoint'];

const template: readonly FieldSpec[] = [
  textField('Name part', ['generateName'], 'text', 'Between the node’s name and -auto-hep'),
  selectorField('Nodes', ['nodeSelector'], 'cluster-nodes', 'Every node'),
  textField('Interface nets', ['interfaceCIDRs'], 'nets', '10.0.0.0/24'),
  textField('Interfaces', ['interfacePattern'], 'text', 'eth.*: a host endpoint for each that matches'),
  pairsField('Labels', ['labels'], 'The node’s labels only.'),
  pairsField('Annotations', ['annotations'], 'None.'),
];

export const controllersGroups: readonly FieldGroup[] = [
  group(
    'Automatic host endpoints',
    wordField(
      'Create them',
      [...hostEndpointSettings, 'autoCreate'],
      ['Enabled', 'Disabled'],
      'Disabled (default)',
      'The controller makes a host endpoint for every node, with the node’s labels.',
    ),
    wordField(
      'Default one',
      [...hostEndpointSettings, 'createDefaultHostEndpoint'],
      ['Enabled', 'Disabled'],
      'Enabled (default)',
      'One for all interfaces of each node.',
    ),
    wordField('Sync labels', [...node, 'syncLabels'], ['Enabled', 'Disabled'], 'Enabled (default)'),
  ),
  group(
    'Templates',
    objectsField('Templates', [...hostEndpointSettings, 'templates'], {
      fields: template,
      absent: 'None: only the default one is made.',
      row: 'template',
      initial: { generateName: 'template', interfaceCIDRs: [], nodeSelector: 'all()' },
    }),
  ),
  {
    title: 'Other settings',
    fill: 'rare',
    fields: [
      ...['node', 'policy', 'workloadEndpoint', 'serviceAccount', 'namespace'].map((name) =>
        textField(`${name} reconciler period`, ['spec', 'controllers', name, 'reconcilerPeriod'], 'text', '5m'),
      ),
      textField('node leak grace period', [...node, 'leakGracePeriod'], 'text', '15m'),
      wordField(
        'loadBalancer assign IPs',
        ['spec', 'controllers', 'loadBalancer', 'assignIPs'],
        ['AllServices', 'RequestedServicesOnly'],
        'Not set',
      ),
      wordField(
        'migration policy names',
        ['spec', 'controllers', 'migration', 'policyNameMigrator'],
        ['Enabled', 'Disabled'],
        'Not set',
      ),
      wordField('healthChecks', ['spec', 'healthChecks'], ['Enabled', 'Disabled'], 'Enabled (default)'),
      wordField(
        'logSeverityScreen',
        ['spec', 'logSeverityScreen'],
        ['None', 'Debug', 'Info', 'Warning', 'Error', 'Fatal', 'Panic'],
        'Info (default)',
      ),
      textField('etcdV3CompactionPeriod', ['spec', 'etcdV3CompactionPeriod'], 'text', '10m'),
      textField('prometheusMetricsPort', ['spec', 'prometheusMetricsPort'], 'integer', '9094'),
      textField('debugProfilePort', ['spec', 'debugProfilePort'], 'integer', 'Off'),
    ],
  },
];
