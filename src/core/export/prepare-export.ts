import { isAtLeast } from '../check/kinds.ts';
import { disabledPoliciesOf } from '../edit/plan-design.ts';
import { identityOf } from '../manifest/identity.ts';
import { builtInTiers } from '../manifest/read-tier.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { resourceId, type ResourceId } from '../model/ids.ts';
import { isJsonArray, valueAt } from '../model/json.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { err, ok, type Result } from '../result.ts';
import { inApplyOrder, type Applied, type Stage } from './apply-order.ts';
import { cleanManifest } from './clean-manifest.ts';
import { withExplicitTypes } from './explicit-types.ts';
import { leftOutNotes } from './left-out.ts';
import { stagedForm } from '../edit/staged-form.ts';
import { forVersion } from './version-target.ts';

export interface ExportOptions {
  readonly calicoVersion: CalicoVersion;
  readonly namespaces: 'include' | 'leave-out';
  /** `staged`: as their staged kinds, which change no verdict (R4.9). */
  readonly policies: 'enforced' | 'staged';
}

/** Why nothing was exported: sentences, one per object that the target can't hold. */
export interface ExportFailure {
  readonly messages: readonly string[];
}

/** An object as it is applied. */
export interface Ready {
  readonly id: ResourceId;
  readonly stage: Stage;
  readonly manifest: Manifest;
}

export interface Prepared {
  /** In the order of application. */
  readonly objects: readonly Ready[];
  /** Sentences about what the export does not hold. */
  readonly notes: readonly string[];
}

/**
 * What of a design is applied, in order and in the form that the target version takes.
 *
 * @returns or every reason why the target can't hold it: what can't be expressed is never left out
 */
export function prepareExport(document: ClusterDocument, options: ExportOptions): Result<Prepared, ExportFailure> {
  const enforced = prepareEnforced(document, options);
  if (!enforced.ok) return enforced;
  const notes = leftOutNotes(document, options.namespaces);
  if (options.policies === 'enforced') return ok({ objects: enforced.value, notes });
  const staged = staging(enforced.value, options.calicoVersion);
  return staged.ok ? ok({ objects: staged.value.objects, notes: [...staged.value.notes, ...notes] }) : staged;
}

/** The same with the policies as they are, whatever the options say. */
export function prepareEnforced(
  document: ClusterDocument,
  options: ExportOptions,
): Result<readonly Ready[], ExportFailure> {
  const disabled = disabledPoliciesOf(document);
  const enabled = Object.values(document.resources).filter(({ id }) => !disabled.has(id));
  const applied = inApplyOrder(enabled).filter((one) => isWanted(one, options));
  const targeted = applied.map((one) => ({ stage: one.stage, manifest: forVersion(one, options.calicoVersion) }));
  const ready = targeted.flatMap(({ stage, manifest }) => (manifest.ok ? [readyFrom(stage, manifest.value)] : []));
  const messages = [
    ...targeted.flatMap(({ manifest }) => (manifest.ok ? [] : manifest.error)),
    ...ownProfiles(document, applied),
    ...clashes(ready),
  ];
  return messages.length > 0 ? err({ messages }) : ok(ready);
}

export function readyFrom(stage: Stage, manifest: Manifest): Ready {
  const cleaned = withExplicitTypes(cleanManifest(manifest));
  return { id: resourceId(identityOf(cleaned)), stage, manifest: cleaned };
}

/** Staged, nothing may change a verdict: what does so by itself is left out and named. */
const enforcedStages: readonly Stage[] = ['configuration', 'host-endpoints'];

export function staging(objects: readonly Ready[], version: CalicoVersion): Result<Prepared, ExportFailure> {
  if (!isAtLeast(version, '3.30'))
    return err({ messages: [`Calico ${version} has no staged policies; they came with 3.30.`] });
  const wanted = objects.filter(({ stage }) => !enforcedStages.includes(stage));
  const staged = wanted.map((one) => ({
    stage: one.stage,
    manifest: one.stage === 'policies' ? stagedForm(one.manifest) : ok(one.manifest),
  }));
  const ready = staged.flatMap(({ stage, manifest }) => (manifest.ok ? [readyFrom(stage, manifest.value)] : []));
  const messages = [...staged.flatMap(({ manifest }) => (manifest.ok ? [] : [manifest.error])), ...clashes(ready)];
  if (messages.length > 0) return err({ messages });
  const left = objects.filter(({ stage }) => enforcedStages.includes(stage)).map(({ manifest }) => manifest);
  const names = left.map((manifest) => `${String(manifest['kind'])} ${identityOf(manifest).name}`);
  const note = `Left out, because they take effect at once, and without a policy in force a host endpoint may deny everything: ${names.join(', ')}.`;
  return ok({ objects: ready, notes: names.length === 0 ? [] : [note] });
}

/**
 * A cluster with the Kubernetes datastore takes no Profile of one's own (R1.9); a host endpoint that names one would
 * deny what the design lets through, or the other way round.
 */
function ownProfiles(document: ClusterDocument, applied: readonly Applied[]): readonly string[] {
  const written = Object.values(document.resources)
    .map(({ manifest }) => identityOf(manifest))
    .filter(
      ({ kind, group, name }) => kind === 'Profile' && group === 'projectcalico.org' && !builtInProfile.test(name),
    )
    .map(({ name }) => name);
  return applied.flatMap(({ name, manifest }) => {
    const named = name.kind === 'HostEndpoint' ? valueAt(manifest, ['spec', 'profiles']) : undefined;
    const own = isJsonArray(named) ? written.filter((profile) => named.includes(profile)) : [];
    return own.map(
      (profile) =>
        `HostEndpoint ${name.name} uses the profile ${profile}, which can’t be exported: a cluster with the Kubernetes datastore takes no Profile. Turn its rules into a policy.`,
    );
  });
}

const builtInProfile = /^(?:kns\.|ksa\.|projectcalico-default-allow$)/;

/** A name that was given its tier's prefix may be that of another object: one would overwrite the other. */
function clashes(ready: readonly Ready[]): readonly string[] {
  const seen = new Set<ResourceId>();
  const twice = new Set<ResourceId>();
  for (const { id } of ready) (seen.has(id) ? twice : seen).add(id);
  return [...twice].map((id) => `Two objects would be exported as ${id}; rename one of them.`);
}

/** Built-in tiers exist in every cluster of their version and can't be changed (R1.6), so there is nothing to apply. */
export function isWanted({ name, stage }: Applied, options: ExportOptions): boolean {
  if (stage === 'tiers') return !builtInTiers(options.calicoVersion).some((tier) => tier.name === name.name);
  return stage !== 'namespaces' || options.namespaces === 'include';
}
