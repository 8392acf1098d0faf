import type { ResourceId } from '../model/ids.ts';
import type { CalicoPolicy, Direction, StagedAction } from '../model/policy.ts';
import type { Field } from './field-reader.ts';
import { readCalicoRule } from './read-calico-rule.ts';
import { readMetadata, readNamespace } from './read-metadata.ts';
import { readSelector } from './read-values.ts';

const sharedFields = [
  'tier',
  'order',
  'ingress',
  'egress',
  'selector',
  'types',
  'serviceAccountSelector',
  'performanceHints',
];
const globalFields = [...sharedFields, 'namespaceSelector', 'doNotTrack', 'preDNAT', 'applyOnForward'];

export const directionWords = { Ingress: 'ingress', Egress: 'egress' } as const;

/** How the four kinds of Calico policy differ. */
export interface CalicoPolicyKind {
  readonly scope: 'global' | 'namespaced';
  readonly staged: boolean;
}

/** Reads a GlobalNetworkPolicy, a Calico NetworkPolicy or one of their staged kinds; `errors` is for the caller to fill. */
export function readCalicoPolicy(id: ResourceId, manifest: Field, kind: CalicoPolicyKind): CalicoPolicy {
  const spec = manifest.at('spec');
  const isGlobal = kind.scope === 'global';
  spec.knowOnly([...(isGlobal ? globalFields : sharedFields), ...(kind.staged ? ['stagedAction'] : [])]);
  const ingress = spec.at('ingress').items();
  const egress = spec.at('egress').items();
  return {
    kind: 'calico-policy',
    ...readMetadata(id, manifest),
    namespace: isGlobal ? null : readNamespace(manifest),
    staged: kind.staged,
    stagedAction: readStagedAction(spec.at('stagedAction')),
    tier: spec.at('tier').text() || 'default',
    order: spec.at('order').number(),
    selector: readSelector(spec.at('selector')),
    namespaceSelector: isGlobal ? readSelector(spec.at('namespaceSelector')) : null,
    serviceAccountSelector: readSelector(spec.at('serviceAccountSelector')),
    types: readTypes(spec.at('types'), ingress.length, egress.length),
    ingress: ingress.map(readCalicoRule),
    egress: egress.map(readCalicoRule),
    doNotTrack: isGlobal && spec.at('doNotTrack').flag() === true,
    preDnat: isGlobal && spec.at('preDNAT').flag() === true,
    applyOnForward: isGlobal && spec.at('applyOnForward').flag() === true,
    errors: [],
  };
}

/** Set where nothing is said; what is no such word is validation's to report and does nothing. */
export function readStagedAction(field: Field): StagedAction {
  if (!field.present) return 'set';
  return stagedActions.get(field.value) ?? 'ignore';
}

const stagedActions: ReadonlyMap<unknown, StagedAction> = new Map<unknown, StagedAction>([
  ['', 'set'],
  ['Set', 'set'],
  ['Delete', 'delete'],
  ['Learn', 'learn'],
  ['Ignore', 'ignore'],
]);

/** R4.4: without types, a policy takes part in egress when it has egress rules, in ingress when it has others or none. */
function readTypes(types: Field, ingressRules: number, egressRules: number): readonly Direction[] {
  const stated = types.items().map((type) => type.choice<Direction>(directionWords));
  if (stated.length > 0) return stated.filter((type) => type !== null);
  if (egressRules === 0) return ['ingress'];
  return ingressRules === 0 ? ['egress'] : ['ingress', 'egress'];
}
