import type { Entity } from '../../model/entities.ts';
import type { JsonPath } from '../../model/json.ts';
import { directions } from '../../model/policy.ts';
import type { Selector } from '../../selector/ast.ts';
import { printSelector } from '../../selector/print.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import type { EnforcedPolicy } from './host-scene.ts';
import { entitiesOfKind, hostSceneOf, selects } from './host-scene.ts';
import { labelsIn, labelsNeeded } from './selector-terms.ts';
import { lintFinding, listed } from '../policy/lint-words.ts';

/** Policies that select hosts by accident, or none by an old name. */
export const nameLints: readonly Lint[] = [findPolicyOnHostsByAccident, findLegacyMasterLabel];

/** GNP-ALL-HITS-HOSTS: without a namespaceSelector a global policy is for hosts as well (R3.11). */
function findPolicyOnHostsByAccident(input: LintInput): readonly LintFinding[] {
  const { hosts, pods, policies } = hostSceneOf(input);
  return policies.flatMap((policy) => {
    if (!mayBeMeantForPods(policy)) return [];
    const { entity, lowered } = policy;
    const hit = hosts.filter(({ guard }) => selects(input, lowered.selects, guard.labels));
    const pod = pods.find(({ workload }) => selects(input, lowered.selects, workload.labels));
    // A selector that needs a label and fits hosts alone was meant for them.
    if (hit.length === 0 || (pod === undefined && !isBroad(entity.selector))) return [];
    const names = listed(hit.map(({ guard }) => guard.name));
    const by = entity.selector === null ? 'without a selector' : `by ${printSelector(entity.selector)}`;
    const also = pod === undefined ? 'every pod' : `pods such as ${pod.workload.id}`;
    const fact = `Policy ${entity.name} has no namespaceSelector and ${by} selects host endpoints (${names}) as well as ${also}`;
    const advice =
      'Its rules and its tier’s default action then hold for the nodes too: add namespaceSelector all() if it is meant for pods, or ask for a label that only host endpoints have';
    const path = entity.selector === null ? ['spec'] : ['spec', 'selector'];
    return [lintFinding('warning', 'GNP-ALL-HITS-HOSTS', [entity.id, path], { fact, advice })];
  });
}

/** Policy that hooks into a host’s own ways is meant for hosts. */
function mayBeMeantForPods({ entity, lowered }: EnforcedPolicy): boolean {
  return (
    entity.namespace === null &&
    entity.namespaceSelector === null &&
    entity.serviceAccountSelector === null &&
    lowered.hook === 'normal' &&
    !lowered.applyOnForward
  );
}

function isBroad(selector: Selector | null): boolean {
  return selector === null || labelsNeeded(selector).size === 0;
}

export const masterLabel = 'node-role.kubernetes.io/master';
export const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';

/** LEGACY-MASTER-LABEL: kubeadm has not set it since 1.25. */
function findLegacyMasterLabel(input: LintInput): readonly LintFinding[] {
  const carriers = carriersOf(input, masterLabel);
  const inForce = hostSceneOf(input).policies.map(({ entity }) => entity);
  return [...inForce, ...entitiesOfKind(input, 'kube-controllers-configuration')].flatMap((asking) => {
    const [first] = legacySelectorsOf(asking);
    return first === undefined ? [] : [sayLegacy(asking, first.path, carriers)];
  });
}

function sayLegacy({ id, name, kind }: Entity, path: JsonPath, carriers: readonly string[]): LintFinding {
  const what = kind === 'calico-policy' ? `policy ${name}` : `a host endpoint template of ${name}`;
  const asks = `A selector of ${what} asks for ${masterLabel}, which kubeadm no longer sets`;
  if (carriers.length === 0)
    return lintFinding('warning', 'LEGACY-MASTER-LABEL', [id, path], {
      fact: `${asks} and no node of the design has`,
      advice: `It matches nothing, and the control plane is not what it means: ask for ${controlPlaneLabel}`,
    });
  return lintFinding('info', 'LEGACY-MASTER-LABEL', [id, path], {
    fact: `${asks}, although ${listed(carriers)} still ${carriers.length === 1 ? 'has' : 'have'} it`,
    advice: `On nodes made by kubeadm 1.25 or later it matches nothing: ask for ${controlPlaneLabel} as well`,
  });
}

/** Cluster nodes and host endpoints with a label, by name. */
function carriersOf(input: LintInput, label: string): readonly string[] {
  const nodes = [...entitiesOfKind(input, 'cluster-node'), ...entitiesOfKind(input, 'host-endpoint')];
  return nodes.filter(({ labels }) => labels.has(label)).map(({ name }) => name);
}

interface PlacedSelector {
  readonly path: JsonPath;
  readonly selector: Selector;
}

/** Selectors of a policy, or of host endpoint templates, that ask for the old label and not for the new one. */
export function legacySelectorsOf(entity: Entity): readonly PlacedSelector[] {
  return selectorsOf(entity).filter(({ selector }) => {
    const labels = labelsIn(selector);
    return labels.has(masterLabel) && !labels.has(controlPlaneLabel);
  });
}

function selectorsOf(entity: Entity): readonly PlacedSelector[] {
  if (entity.kind === 'kube-controllers-configuration')
    return entity.templates.map(({ nodeSelector }, index) => ({ path: templatePath(index), selector: nodeSelector }));
  if (entity.kind !== 'calico-policy') return [];
  const own = entity.selector === null ? [] : [{ path: ['spec', 'selector'], selector: entity.selector }];
  const ofRules = directions.flatMap((direction) =>
    entity[direction].flatMap((rule, index) =>
      (['source', 'destination'] as const).flatMap((side) =>
        (['selector', 'notSelector'] as const).flatMap((field) => {
          const selector = rule[side][field];
          return selector === null ? [] : [{ path: ['spec', direction, index, side, field], selector }];
        }),
      ),
    ),
  );
  return [...own, ...ofRules];
}

function templatePath(index: number): JsonPath {
  return ['spec', 'controllers', 'node', 'hostEndpoint', 'templates', index, 'nodeSelector'];
}
