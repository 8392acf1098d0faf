import { felixFields } from '../../core/check/felix-fields.ts';
import type { FieldForm } from '../../core/check/field-format.ts';
import type { JsonPath } from '../../core/model/json.ts';
import { unreachable } from '../../core/result.ts';
import {
  column,
  flagField,
  group,
  selectorField,
  structureField,
  tableField,
  textField,
  wordField,
  type Column,
  type FieldGroup,
  type FieldSpec,
} from './property-table.ts';

const failsafeColumns: readonly Column[] = [
  column('protocol', 'Protocol', 'text', 'TCP', ['TCP', 'UDP']),
  column('port', 'Port', 'integer', 22),
  column('net', 'Net', 'text', undefined),
];

function failsafeField(label: string, name: string): FieldSpec {
  return tableField(label, ['spec', name], failsafeColumns, 'Felix’s default list applies.', 'port');
}

/** What verdicts depend on, with words of its own. */
const knownGroups: readonly FieldGroup[] = [
  group(
    'Pods to their own node',
    wordField(
      'Endpoint to host',
      ['spec', 'defaultEndpointToHostAction'],
      ['Drop', 'Accept', 'Return'],
      'Not set (Accept, by every installer)',
      'What becomes of a pod’s traffic to its own node, which no host endpoint judges.',
    ),
  ),
  group(
    'Failsafe ports',
    failsafeField('Inbound', 'failsafeInboundHostPorts'),
    failsafeField('Outbound', 'failsafeOutboundHostPorts'),
  ),
  group(
    'Dataplane',
    flagField('eBPF', ['spec', 'bpfEnabled'], null, 'Not set: the design’s own setting counts.'),
    textField('Data interfaces', ['spec', 'bpfDataIfacePattern'], 'text', '^(en.*|eth.*|bond.*)'),
    wordField(
      'NAT leaves out',
      ['spec', 'natOutgoingExclusions'],
      ['IPPoolsOnly', 'IPPoolsAndHostIPs'],
      'IPPoolsOnly (default)',
      'Traffic to these keeps the pod’s own address.',
    ),
  ),
  group(
    'Tunnels',
    flagField('IPIP', ['spec', 'ipipEnabled'], null, 'Not set: the IP pools decide.'),
    flagField('VXLAN', ['spec', 'vxlanEnabled'], null, 'Not set: the IP pools decide.'),
    textField('VXLAN port', ['spec', 'vxlanPort'], 'integer', '4789'),
    flagField('WireGuard', ['spec', 'wireguardEnabled']),
    textField('WireGuard port', ['spec', 'wireguardListeningPort'], 'integer', '51820'),
    flagField('IPIP from pods', ['spec', 'allowIPIPPacketsFromWorkloads']),
    flagField('VXLAN from pods', ['spec', 'allowVXLANPacketsFromWorkloads']),
  ),
];

/** By the table that validates them: each field has the editor of its form. */
function fieldOfForm(name: string, form: FieldForm | undefined): FieldSpec {
  const path: JsonPath = ['spec', name];
  if (name === 'nodeSelector') return selectorField(name, path, 'cluster-nodes', 'Every node');
  if (form === undefined || form === 'structure') return structureField(name, path);
  if (typeof form !== 'string') return wordField(name, path, form, 'Not set');
  switch (form) {
    case 'flag':
      return flagField(name, path, null);
    case 'integer':
    case 'text':
    case 'port':
    case 'texts':
      return textField(name, path, form);
    default:
      return unreachable(form);
  }
}

const known = new Set(knownGroups.flatMap(({ fields }) => fields.map(({ path }) => path.at(-1))));

export const felixGroups: readonly FieldGroup[] = [
  ...knownGroups,
  {
    title: 'Other settings',
    fill: 'rare',
    fields: felixFields
      .flatMap(([format, names]) => names.map((name) => [name, format.form] as const))
      .filter(([name]) => !known.has(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, form]) => fieldOfForm(name, form)),
  },
];
