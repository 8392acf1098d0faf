import type { Manifest } from '../model/document.ts';
import { fieldOf, isJsonArray, isJsonObject, valueAt, type JsonObject } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import { groupOf, nameOf } from '../manifest/identity.ts';

const stagedKinds: ReadonlyMap<string, string> = new Map([
  ['GlobalNetworkPolicy.projectcalico.org', 'StagedGlobalNetworkPolicy'],
  ['NetworkPolicy.projectcalico.org', 'StagedNetworkPolicy'],
  ['NetworkPolicy.networking.k8s.io', 'StagedKubernetesNetworkPolicy'],
]);

/**
 * A policy as its staged kind, which changes no verdict until it is enforced (semantics.md R4.9). One that is staged
 * already stays as it is.
 *
 * @returns the sentence that refuses a kind without a staged form
 */
export function stagedForm(policy: Manifest): Result<Manifest, string> {
  const kind = kindOf(policy);
  if (kind.startsWith('Staged')) return ok(policy);
  const staged = stagedKinds.get(`${kind}.${groupOf(policy)}`);
  if (staged === undefined)
    return err(`${kind} ${nameOf(policy)} has no staged form; disable it, or export the policies as they are.`);
  return ok(withSpec(policy, staged, { ...specOf(policy), ...typesOf(policy, staged) }));
}

/** What stages the deletion of an enforced policy: it may say its tier and nothing else (R8.18). */
export function stagedDeletion(policy: Manifest): Result<Manifest, string> {
  const staged = stagedForm(policy);
  if (!staged.ok) return staged;
  const tier = fieldOf(fieldOf(policy, 'spec'), 'tier');
  const { apiVersion, kind } = staged.value;
  const metadata = fieldOf(policy, 'metadata');
  const [name, namespace] = [fieldOf(metadata, 'name'), fieldOf(metadata, 'namespace')];
  return ok({
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(kind === undefined ? {} : { kind }),
    metadata: { ...(name === undefined ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) },
    spec: { ...(tier === undefined ? {} : { tier }), stagedAction: 'Delete' },
  });
}

/** Nothing fills in the types of the staged kind as the API server does those of the enforced one (R7.3). */
function typesOf(policy: Manifest, staged: string): JsonObject {
  if (staged !== 'StagedKubernetesNetworkPolicy') return {};
  const written = valueAt(policy, ['spec', 'policyTypes']);
  if (isJsonArray(written) && written.length > 0) return {};
  const egress = valueAt(policy, ['spec', 'egress']);
  return { policyTypes: isJsonArray(egress) && egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'] };
}

function specOf(policy: Manifest): JsonObject {
  const spec = fieldOf(policy, 'spec');
  return isJsonObject(spec) ? spec : {};
}

function withSpec(policy: Manifest, kind: string, spec: JsonObject): Manifest {
  return { ...policy, apiVersion: 'projectcalico.org/v3', kind, spec };
}

function kindOf(manifest: Manifest): string {
  const kind = fieldOf(manifest, 'kind');
  return typeof kind === 'string' ? kind : '';
}
