import type { HostEndpoint, NamedPort } from '../model/entities.ts';
import type { ResourceId } from '../model/ids.ts';
import type { Field } from './field-reader.ts';
import { readMetadata } from './read-metadata.ts';
import { isPortName, readAddress, readProtocol } from './read-values.ts';

/** Reads a HostEndpoint; '' stands for a missing node or interface name. */
export function readHostEndpoint(id: ResourceId, manifest: Field): HostEndpoint {
  const spec = manifest.at('spec').knowOnly(['node', 'interfaceName', 'expectedIPs', 'profiles', 'ports']);
  return {
    kind: 'host-endpoint',
    ...readMetadata(id, manifest),
    clusterNode: spec.at('node').text() ?? '',
    interfaceName: spec.at('interfaceName').text() ?? '',
    expectedAddresses: spec
      .at('expectedIPs')
      .items()
      .map(readAddress)
      .filter((address) => address !== null),
    profiles: spec.at('profiles').texts(),
    ports: spec
      .at('ports')
      .items()
      .map(readEndpointPort)
      .filter((port) => port !== null),
  };
}

/** R8.33. */
function readEndpointPort(item: Field): NamedPort | null {
  item.knowOnly(['name', 'protocol', 'port']);
  for (const name of ['name', 'protocol', 'port']) {
    if (!item.at(name).present) item.at(name).error('FIELD-REQUIRED', `${item.label} must have a ${name}.`);
  }
  const name = item.at('name').text();
  if (name !== null && !isPortName(name))
    item
      .at('name')
      .error(
        'PORT-SYNTAX',
        `${item.at('name').label} is "${name}", which is no port name: at most 15 lower-case letters, digits and single dashes, with a letter.`,
      );
  const protocol = readProtocol(item.at('protocol'));
  const port = item.at('port').integer(1, 65535);
  return name === null || protocol === null || port === null ? null : { name, protocol, port };
}
