import { isAtLeast } from '../check/kinds.ts';
import { isJsonArray, valueAt, type JsonPath, type JsonValue } from '../model/json.ts';
import type { Manifest } from '../model/document.ts';
import type { CalicoVersion } from '../model/settings.ts';
import type { ResourceName } from '../model/ids.ts';

/** A field that came with a version of Calico; older ones drop it or refuse the object (semantics.md 1.1, R8.37). */
interface LateField {
  readonly kind: string;
  /** `*` stands for every element of a list. */
  readonly path: readonly string[];
  readonly since: CalicoVersion;
}

const hostEndpoint = ['spec', 'controllers', 'node', 'hostEndpoint'];
const template = [...hostEndpoint, 'templates', '*'];
const lateFields: readonly LateField[] = [
  { kind: 'FelixConfiguration', path: ['spec', 'natOutgoingExclusions'], since: '3.31' },
  { kind: 'KubeControllersConfiguration', path: [...hostEndpoint, 'createDefaultHostEndpoint'], since: '3.30' },
  { kind: 'KubeControllersConfiguration', path: [...hostEndpoint, 'templates'], since: '3.30' },
  { kind: 'KubeControllersConfiguration', path: [...template, 'interfacePattern'], since: '3.31' },
  { kind: 'KubeControllersConfiguration', path: [...template, 'annotations'], since: '3.33' },
];

/** Kinds whose named ports Calico 3.29 to 3.31 does not read: the rule then matches every port (R7.20). */
const kindsWithoutNamedPorts = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy'];

/**
 * What of an object the target version can't hold. Left out, it would change what the object means, mostly to something
 * wider, so each is a sentence that refuses the export.
 */
export function fieldsBeyond(name: ResourceName, manifest: Manifest, version: CalicoVersion): readonly string[] {
  const late = lateFields
    .filter(({ kind, since }) => kind === name.kind && !isAtLeast(version, since))
    .flatMap(({ path, since }) => fieldsAt(manifest, path).map((field) => ({ field, since })))
    .map(
      ({ field, since }) =>
        `Calico ${version} has no ${field} of ${name.kind} ${name.name}; it came with ${since}. Choose another target version or take the field out.`,
    );
  if (!kindsWithoutNamedPorts.includes(name.kind)) return late;
  const named = namedPorts(manifest).map(
    (field) =>
      `Calico ${version} does not read ${field} of ${name.kind} ${name.name}, and the rule would match every port; write the number.`,
  );
  return [...late, ...named];
}

function namedPorts(manifest: Manifest): readonly string[] {
  return ['ingress', 'egress'].flatMap((rules) => fieldsAt(manifest, ['spec', rules, '*', 'ports', '*', 'namedPort']));
}

/** The fields that are there and have a value, as the user writes them: `spec.ingress[0].ports[1]`. */
function fieldsAt(manifest: Manifest, pattern: readonly string[]): readonly string[] {
  return pathsTo(manifest, [], pattern).map((path) =>
    path
      .reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`), '')
      .slice(1),
  );
}

function pathsTo(value: JsonValue | undefined, above: JsonPath, pattern: readonly string[]): readonly JsonPath[] {
  const [step, ...rest] = pattern;
  if (step === undefined) return isNothing(value) ? [] : [above];
  if (step !== '*') return pathsTo(valueAt(value, [step]), [...above, step], rest);
  return isJsonArray(value) ? value.flatMap((item, index) => pathsTo(item, [...above, index], rest)) : [];
}

/** As absent: nothing is lost with it. */
function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === '' || (isJsonArray(value) && value.length === 0);
}
