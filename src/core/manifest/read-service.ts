import type { Service, ServicePort } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Field } from './field-reader.ts';
import { readMetadata, readNamespace } from './read-metadata.ts';
import { readAddress, tcp, transportProtocols } from './read-values.ts';

const serviceTypes = {
  ClusterIP: 'ClusterIP',
  NodePort: 'NodePort',
  LoadBalancer: 'LoadBalancer',
  ExternalName: 'ExternalName',
} as const;

/** Reads a Service as far as it says who answers for it and what is translated on the way there. */
export function readService(id: ResourceId, manifest: Field): Service {
  const spec = manifest.at('spec');
  const selector = spec.at('selector').textMap();
  return {
    kind: 'service',
    ...readMetadata(id, manifest),
    namespace: readNamespace(manifest),
    type: spec.at('type').choice<Service['type']>(serviceTypes) ?? 'ClusterIP',
    clusterAddresses: readClusterAddresses(spec),
    selector: selector.size === 0 ? null : selector,
    ports: spec.at('ports').items().flatMap(readPort),
    localOnly: spec.at('externalTrafficPolicy').choice({ Cluster: false, Local: true }) ?? false,
  };
}

/** `None` and an empty text are no addresses; `clusterIPs` repeats `clusterIP` as its first item. */
function readClusterAddresses(spec: Field): Service['clusterAddresses'] {
  const list = spec.at('clusterIPs').items();
  const fields = list.length > 0 ? list : [spec.at('clusterIP')];
  return fields
    .filter((field) => field.present && field.value !== 'None' && field.value !== '')
    .map(readAddress)
    .filter((address) => address !== null);
}

function readPort(item: Field): readonly ServicePort[] {
  const protocol = item.at('protocol').present ? item.at('protocol').choice(transportProtocols) : tcp;
  const port = item.at('port').integer(1, 65535);
  if (protocol === null || port === null) return [];
  // 0 is what the API stores where no node port is given.
  const nodePort = item.at('nodePort').integer(0, 65535) || null;
  return [{ protocol, port, target: readTarget(item.at('targetPort')) ?? port, nodePort }];
}

/** null: the port itself. */
function readTarget(field: Field): number | string | null {
  if (typeof field.value === 'string') return field.value === '' ? null : field.value;
  return field.integer(0, 65535) || null;
}
