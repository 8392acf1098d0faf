import type { Entity } from '../model/entities.ts';
import type { Manifest } from '../model/document.ts';
import type { KubeNetworkPolicy } from '../model/policy.ts';
import type { Finding } from '../model/problem.ts';
import type { Settings } from '../model/settings.ts';
import { Field, FindingLog } from '../manifest/field-reader.ts';
import { groupAndKind } from '../manifest/read-entity.ts';
import { versionHasKind } from './kinds.ts';
import { validateCalicoPolicy, validateStagedAction, validateTypes } from './validate-calico-policy.ts';
import { validateClusterPolicy } from './validate-cluster-policy.ts';
import { validateFelixConfiguration, validateKubeControllersConfiguration } from './validate-configuration.ts';
import { validateHostEndpoint, validateNetworkSet, validateProfile } from './validate-endpoints.ts';
import { validateMetadata } from './validate-names.ts';
import { validateTier } from './validate-tier.ts';

/**
 * The rules of semantics.md section 8 that need no other object.
 *
 * @param entity what `readEntity` made of `manifest`
 * @returns findings besides those of reading; some may repeat one of them (same code, same path)
 */
export function validateResource(entity: Entity, manifest: Manifest, settings: Settings): readonly Finding[] {
  const log = new FindingLog();
  const root = new Field(manifest, [], log);
  validateVersion(manifest, root, settings);
  validateMetadata(entity, root, settings);
  validateSpec(entity, root, settings);
  return log.findings;
}

/** R1.1. */
function validateVersion(manifest: Manifest, root: Field, { calicoVersion }: Settings): void {
  const { kind } = groupAndKind(manifest);
  if (!versionHasKind(calicoVersion, kind))
    root.error('KIND-VERSION', `Calico ${calicoVersion} does not enforce ${kind}; the object has no effect.`);
}

function validateSpec(entity: Entity, root: Field, settings: Settings): void {
  switch (entity.kind) {
    case 'tier':
      validateTier(entity, root, settings);
      return;
    case 'calico-policy':
      validateCalicoPolicy(entity, root, settings);
      return;
    case 'kube-network-policy':
      validateKubePolicy(entity, root.at('spec'));
      return;
    case 'unmodelled-policy':
      validateClusterPolicy(entity, root);
      return;
    case 'host-endpoint':
      validateHostEndpoint(entity, root);
      return;
    case 'network-set':
      validateNetworkSet(root, settings);
      return;
    case 'profile':
      validateProfile(entity.name, root, settings);
      return;
    case 'felix-configuration':
      validateFelixConfiguration(entity, root, settings);
      return;
    case 'kube-controllers-configuration':
      validateKubeControllersConfiguration(entity, root, settings);
      return;
    default:
      return;
  }
}

/** R8.50 where the reader could go on; the staged kind has Calico's own demands (R8.12, R8.18). */
function validateKubePolicy(policy: KubeNetworkPolicy, spec: Field): void {
  const types = spec.at('policyTypes');
  if (policy.staged) {
    if (types.present) validateTypes(types);
    validateStagedAction(spec);
  } else if (types.items().length > 2) {
    types.error('LIST-LENGTH', `${types.label} can have two items at most.`);
  }
}
