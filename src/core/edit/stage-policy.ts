import { identityOf, nameOf } from '../manifest/identity.ts';
import type { ClusterDocument, Manifest, Resource } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { fieldOf, isJsonObject, valueAt, type JsonObject } from '../model/json.ts';
import { err, ok, type Result } from '../result.ts';
import type { Command } from './command.ts';
import { kindOf } from './references.ts';
import { stagedForm } from './staged-form.ts';

export interface Staging {
  readonly command: Command;
  /** What it is called afterwards. */
  readonly id: ResourceId;
}

const [calico, kubernetes] = ['projectcalico.org/v3', 'networking.k8s.io/v1'];

/** What staged kinds are called in force. */
const enforcedKinds: readonly { readonly apiVersion: string; readonly kind: string; readonly staged: string }[] = [
  { apiVersion: calico, kind: 'GlobalNetworkPolicy', staged: 'StagedGlobalNetworkPolicy' },
  { apiVersion: calico, kind: 'NetworkPolicy', staged: 'StagedNetworkPolicy' },
  { apiVersion: kubernetes, kind: 'NetworkPolicy', staged: 'StagedKubernetesNetworkPolicy' },
];

/** The policy as its staged kind, which changes no verdict until it is enforced (R4.9). */
export function planStage(document: ClusterDocument, policy: Resource): Result<Staging, string> {
  const staged = kindOf(policy).startsWith('Staged') ? null : stagedForm(policy.manifest);
  if (staged === null || !staged.ok) return err('This kind of policy can’t be staged.');
  const manifest = staged.value;
  const id = resourceId(identityOf(manifest));
  if (document.resources[id] !== undefined) return err(`${nameOf(manifest)} is staged already: edit the staged one.`);
  return ok({ id, command: { type: 'replace-manifest', resource: policy.id, manifest } });
}

/** A staged policy put into force: it takes the place of the enforced one of its name, or takes that one away. */
export function planEnforce(document: ClusterDocument, policy: Resource): Result<Staging, string> {
  const pair = enforcedKinds.find(({ staged }) => staged === kindOf(policy));
  if (pair === undefined) return err('It is in force already.');
  const manifest = withKind(policy.manifest, pair.apiVersion, pair.kind, ({ stagedAction: _, ...spec }) => spec);
  const id = resourceId(identityOf(manifest));
  const name = nameOf(manifest);
  const replaced = document.resources[id] === undefined ? [] : [id];
  switch (valueAt(policy.manifest, ['spec', 'stagedAction']) ?? 'Set') {
    case 'Set': {
      const enforce: Command = { type: 'replace-manifest', resource: policy.id, manifest };
      if (replaced.length === 0) return ok({ id, command: enforce });
      const commands: readonly Command[] = [{ type: 'remove-resources', ids: replaced }, enforce];
      return ok({ id, command: { type: 'sequence', label: `Enforce ${name}`, commands } });
    }
    case 'Delete':
      return ok({ id, command: { type: 'remove-resources', ids: [policy.id, ...replaced] } });
    default:
      return err('Its staged action is neither Set nor Delete: there is nothing to enforce.');
  }
}

function withKind(
  manifest: Manifest,
  apiVersion: string,
  kind: string,
  change: (spec: JsonObject) => JsonObject,
): Manifest {
  const spec = fieldOf(manifest, 'spec');
  return { ...manifest, apiVersion, kind, ...(isJsonObject(spec) ? { spec: change(spec) } : {}) };
}
