import type { ClusterDocument, Manifest } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import type { JsonObject, JsonPath, JsonValue } from '../model/json.ts';
import type { Command } from './command.ts';
import { withValue } from './json-edit.ts';

/** The two kinds that say how Calico itself is set up. */
export type ConfigurationKind = 'FelixConfiguration' | 'KubeControllersConfiguration';

export function configurationId(kind: ConfigurationKind, name: string): ResourceId {
  return resourceId({ group: 'projectcalico.org', kind, namespace: null, name });
}

/**
 * Sets one field of a configuration, which is made where the design has none of that name yet.
 *
 * @param value undefined takes the field out; of a configuration that is not there nothing has to be taken out
 * @param label name of the step
 */
export function configurationCommand(
  document: ClusterDocument,
  { kind, name }: { readonly kind: ConfigurationKind; readonly name: string },
  path: JsonPath,
  value: JsonValue | undefined,
  label: string,
): Command {
  const resource = configurationId(kind, name);
  if (document.resources[resource] !== undefined) {
    return { type: 'sequence', label, commands: [{ type: 'set-field', resource, path, value }] };
  }
  if (value === undefined) return { type: 'sequence', label, commands: [] };
  const manifest = withField(newConfiguration(kind, name), path, value);
  return { type: 'sequence', label, commands: [{ type: 'add-resources', manifests: [manifest], positions: [] }] };
}

/** The API demands `controllers`; an empty Felix configuration is one that sets nothing. */
export function newConfiguration(kind: ConfigurationKind, name: string): Manifest {
  const spec: JsonObject = kind === 'FelixConfiguration' ? {} : { controllers: { node: {} } };
  return { apiVersion: 'projectcalico.org/v3', kind, metadata: { name }, spec };
}

const autoCreate: JsonPath = ['spec', 'controllers', 'node', 'hostEndpoint', 'autoCreate'];

/** Switches automatic host endpoints (R1.20). */
export function automaticHostEndpointsCommand(document: ClusterDocument, isOn: boolean): Command {
  return configurationCommand(
    document,
    { kind: 'KubeControllersConfiguration', name: 'default' },
    autoCreate,
    isOn ? 'Enabled' : 'Disabled',
    `Switch automatic host endpoints ${isOn ? 'on' : 'off'}`,
  );
}

/** What becomes of pods' traffic to their own node (R5.12). */
export function endpointToHostCommand(document: ClusterDocument, action: 'Accept' | 'Drop' | 'Return'): Command {
  return configurationCommand(
    document,
    { kind: 'FelixConfiguration', name: 'default' },
    ['spec', 'defaultEndpointToHostAction'],
    action,
    `Set endpoint to host to ${action}`,
  );
}

function withField(manifest: Manifest, path: JsonPath, value: JsonValue): Manifest {
  const edited = withValue(manifest, path, value);
  if (!edited.ok) throw new Error('a new configuration has the shape that its fields need');
  return edited.value as Manifest; // an edit below the root leaves the root an object
}
