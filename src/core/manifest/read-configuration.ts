import type {
  FailsafePort,
  FelixConfiguration,
  HostEndpointTemplate,
  KubeControllersConfiguration,
} from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import { selectAll } from '../selector/ast.ts';
import type { Field } from './field-reader.ts';
import { readMetadata } from './read-metadata.ts';
import { readNet, readSelector, transportProtocols } from './read-values.ts';

/** Reads a FelixConfiguration as far as verdicts depend on it; its many other fields are validation's. */
export function readFelixConfiguration(id: ResourceId, manifest: Field): FelixConfiguration {
  const spec = manifest.at('spec');
  return {
    kind: 'felix-configuration',
    ...readMetadata(id, manifest),
    failsafeInbound: readFailsafes(spec.at('failsafeInboundHostPorts')),
    failsafeOutbound: readFailsafes(spec.at('failsafeOutboundHostPorts')),
    endpointToHost: readEndpointToHost(spec.at('defaultEndpointToHostAction')),
    natExcludesHosts: exclusions.get(spec.at('natOutgoingExclusions').value) ?? null,
    bpfEnabled: flagOf(spec.at('bpfEnabled')),
    bpfDataInterfaces: textOf(spec.at('bpfDataIfacePattern')),
    tunnels: {
      ipip: flagOf(spec.at('ipipEnabled')),
      vxlan: flagOf(spec.at('vxlanEnabled')),
      vxlanPort: portOf(spec.at('vxlanPort')),
      wireguard: flagOf(spec.at('wireguardEnabled')),
      wireguardPort: portOf(spec.at('wireguardListeningPort')),
      ipipFromPods: flagOf(spec.at('allowIPIPPacketsFromWorkloads')),
      vxlanFromPods: flagOf(spec.at('allowVXLANPacketsFromWorkloads')),
    },
  };
}

const exclusions: ReadonlyMap<unknown, boolean> = new Map([
  ['IPPoolsOnly', false],
  ['IPPoolsAndHostIPs', true],
]);

// These don't report: the format of every field of the kind is checked by validation.

function flagOf({ value }: Field): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

function textOf({ value }: Field): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function portOf({ value }: Field): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535 ? value : null;
}

function readFailsafes(list: Field): readonly FailsafePort[] | null {
  if (!list.present) return null;
  return list
    .items()
    .map(readFailsafe)
    .filter((port) => port !== null);
}

/** R5.25, R8.35: the field's own text promises a default protocol, the API demands one. */
function readFailsafe(item: Field): FailsafePort | null {
  item.knowOnly(['protocol', 'port', 'net']);
  for (const name of ['protocol', 'port']) {
    if (!item.at(name).present) item.at(name).error('FIELD-REQUIRED', `${item.label} must have a ${name}.`);
  }
  const protocol = item.at('protocol').choice(transportProtocols);
  if (protocol === transportProtocols.SCTP)
    item
      .at('protocol')
      .warning('VALUE-UNKNOWN', `${item.at('protocol').label} is SCTP, which the API takes and Felix fails on.`);
  const port = item.at('port').integer(0, 65535);
  const net = item.at('net');
  const read = net.text() === '' || !net.present ? null : readNet(net);
  const unreadableNet = net.present && net.text() !== '' && read === null;
  return protocol === null || port === null || unreadableNet ? null : { protocol, port, net: read };
}

/** Felix reads the word in any case (validated by the CRD's pattern). */
function readEndpointToHost(field: Field): FelixConfiguration['endpointToHost'] {
  const word = field.text()?.toLowerCase() ?? '';
  switch (word) {
    case 'drop':
    case 'accept':
    case 'return':
      return word;
    case '':
      return null;
    default:
      field.error('VALUE-UNKNOWN', `${field.label} is "${word}"; it must be Drop, Accept or Return.`);
      return null;
  }
}

const switchWords = { Enabled: true, Disabled: false, '': true } as const;

/** Reads a KubeControllersConfiguration's rules for automatic host endpoints (R1.20–R1.23). */
export function readKubeControllersConfiguration(id: ResourceId, manifest: Field): KubeControllersConfiguration {
  const hostEndpoint = manifest.at('spec').at('controllers').at('node').at('hostEndpoint');
  hostEndpoint.knowOnly(['autoCreate', 'createDefaultHostEndpoint', 'templates']);
  return {
    kind: 'kube-controllers-configuration',
    ...readMetadata(id, manifest),
    autoCreate: hostEndpoint.at('autoCreate').choice({ Enabled: true, Disabled: false }) ?? false,
    createDefaultHostEndpoint: hostEndpoint.at('createDefaultHostEndpoint').choice<boolean>(switchWords) ?? true,
    templates: hostEndpoint
      .at('templates')
      .items()
      .map(readTemplate)
      .filter((template) => template !== null),
  };
}

/** R1.23, R8.37. null where the selector is broken: it must not become one that selects every node. */
function readTemplate(template: Field): HostEndpointTemplate | null {
  template.knowOnly(['generateName', 'interfaceCIDRs', 'interfacePattern', 'labels', 'nodeSelector', 'annotations']);
  const nodeSelector = readSelector(template.at('nodeSelector'));
  if (nodeSelector === null && (template.at('nodeSelector').text() ?? '') !== '') return null;
  return {
    generateName: template.at('generateName').text() ?? '',
    interfaceNets: template
      .at('interfaceCIDRs')
      .items()
      .map(readNet)
      .filter((net) => net !== null),
    interfacePattern: template.at('interfacePattern').text() || null,
    labels: template.at('labels').textMap(),
    nodeSelector: nodeSelector ?? selectAll,
  };
}
