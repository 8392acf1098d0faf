import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonObject, valueAt, type JsonObject, type JsonValue } from '../model/json.ts';

/** What Calico stores its v3 objects as; a dump taken with kubectl holds them in this form. */
const storedApi = 'crd.projectcalico.org/v1';
const calicoApi = 'projectcalico.org/v3';

/** Kinds that are the same in both; Calico's own books (IPAM blocks, affinities) are not, and stay what they are. */
const storedKinds: readonly string[] = [
  'Tier',
  'GlobalNetworkPolicy',
  'NetworkPolicy',
  'StagedGlobalNetworkPolicy',
  'StagedNetworkPolicy',
  'StagedKubernetesNetworkPolicy',
  'GlobalNetworkSet',
  'NetworkSet',
  'HostEndpoint',
  'IPPool',
  'IPReservation',
  'Profile',
  'FelixConfiguration',
  'KubeControllersConfiguration',
  'BGPConfiguration',
  'BGPPeer',
  'BGPFilter',
  'ClusterInformation',
];
const workloads: readonly string[] = ['Deployment', 'DaemonSet', 'ReplicaSet', 'StatefulSet'];

/** Older API → kinds in it → where they are now. Ingress is left out: it has another form there. */
const moved: readonly (readonly [written: string, kinds: readonly string[], modern: string])[] = [
  [storedApi, storedKinds, calicoApi],
  ['extensions/v1beta1', ['NetworkPolicy'], 'networking.k8s.io/v1'],
  ...['extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2'].map((api) => [api, workloads, 'apps/v1'] as const),
  ...['batch/v1beta1', 'batch/v2alpha1'].map((api) => [api, ['CronJob'], 'batch/v1'] as const),
];
const modernApis: ReadonlyMap<string, string> = new Map(
  moved.flatMap(([written, kinds, modern]) => kinds.map((kind) => [`${written} ${kind}`, modern] as const)),
);

/** The API that the object belongs to today; null where it is written in that one, or in one that nobody replaced. */
export function modernApiOf(manifest: Manifest): string | null {
  return modernApis.get(`${textAt(manifest, 'apiVersion')} ${textAt(manifest, 'kind')}`) ?? null;
}

/**
 * The object as its API writes it today, every other field kept in its place.
 *
 * @returns the manifest itself where it is modern already
 */
export function modernManifest(manifest: Manifest): Manifest {
  const modern = modernApiOf(manifest);
  if (modern === null) return manifest;
  const moved = { ...manifest, apiVersion: modern };
  if (modern === calicoApi) return withCalicoMetadata(moved);
  return modern === 'apps/v1' ? withSelector(moved) : moved;
}

/** The old workload APIs select the template's labels where no selector is written; `apps/v1` wants it written. */
function withSelector(manifest: Manifest): Manifest {
  const spec = fieldOf(manifest, 'spec');
  const labels = valueAt(spec, ['template', 'metadata', 'labels']);
  if (!isJsonObject(spec) || Object.hasOwn(spec, 'selector') || !isJsonObject(labels)) return manifest;
  return { ...manifest, spec: { ...spec, selector: { matchLabels: labels } } };
}

const storedMetadata = 'projectcalico.org/metadata';
const tieredKinds: readonly string[] = [
  'GlobalNetworkPolicy',
  'NetworkPolicy',
  'StagedGlobalNetworkPolicy',
  'StagedNetworkPolicy',
];

/**
 * Stored policies carry their tier's name: `default.web` is what the API calls `web` (R8.5; in other tiers the API has
 * the prefix too). Labels and annotations may be stored in an annotation, as text; what is written beside it wins.
 */
function withCalicoMetadata(manifest: Manifest): Manifest {
  const metadata = fieldOf(manifest, 'metadata');
  if (!isJsonObject(metadata)) return manifest;
  return { ...manifest, metadata: unpacked({ ...metadata, ...nameInApi(manifest, metadata) }) };
}

function nameInApi(manifest: Manifest, metadata: JsonObject): JsonObject {
  const name = textAt(metadata, 'name');
  const tier = textAt(fieldOf(manifest, 'spec'), 'tier');
  const isStoredName = tieredKinds.includes(textAt(manifest, 'kind')) && /^default\../.test(name);
  return isStoredName && ['', 'default'].includes(tier) ? { name: name.slice('default.'.length) } : {};
}

function unpacked(metadata: JsonObject): JsonObject {
  const annotations = fieldOf(metadata, 'annotations');
  const stored = parsedObject(fieldOf(annotations, storedMetadata));
  if (stored === null || !isJsonObject(annotations)) return metadata;
  const others = Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== storedMetadata));
  return withTexts(
    withTexts({ ...metadata, annotations: others }, 'labels', textsOf(fieldOf(stored, 'labels'))),
    'annotations',
    textsOf(fieldOf(stored, 'annotations')),
  );
}

/** `stored` below what is written; the field goes where nothing is left in it. */
function withTexts(metadata: JsonObject, field: string, stored: JsonObject): JsonObject {
  const written = fieldOf(metadata, field);
  if (written !== undefined && written !== null && !isJsonObject(written)) return metadata;
  const all = { ...stored, ...(isJsonObject(written) ? written : {}) };
  if (Object.keys(all).length > 0) return { ...metadata, [field]: all };
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== field));
}

function parsedObject(text: JsonValue | undefined): JsonObject | null {
  if (typeof text !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(text);
    // What JSON.parse gives is JSON; the check tells objects from the rest of it.
    return isJsonObject(parsed as JsonValue) ? (parsed as JsonObject) : null;
  } catch {
    return null;
  }
}

function textsOf(value: JsonValue | undefined): JsonObject {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, text]) => typeof text === 'string'));
}

function textAt(value: JsonValue | undefined, field: string): string {
  const found = fieldOf(value, field);
  return typeof found === 'string' ? found : '';
}
