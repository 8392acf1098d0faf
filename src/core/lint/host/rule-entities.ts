import type { ResourceId } from '../../model/ids.ts';
import type { JsonPath } from '../../model/json.ts';
import type { Direction, EntityRule, RuleAction } from '../../model/policy.ts';
import { directions } from '../../model/policy.ts';
import { selectorsOfEntity } from '../../policy/policy-selector.ts';
import type { Selector } from '../../selector/ast.ts';
import type { LintInput } from '../lint.ts';
import type { EnforcedPolicy } from './host-scene.ts';
import { hostSceneOf } from './host-scene.ts';

/** One side of one rule of a Calico policy in force. */
export interface RuleEntity {
  readonly policy: ResourceId;
  readonly of: EnforcedPolicy;
  readonly direction: Direction;
  readonly side: 'source' | 'destination';
  /** Of its rule, from 0. */
  readonly index: number;
  readonly action: RuleAction;
  readonly entity: EntityRule;
  /** All of its criteria as one selector (R3.12); null: it asks for no labels. */
  readonly selector: Selector | null;
  readonly path: JsonPath;
}

const known = new WeakMap<LintInput, readonly RuleEntity[]>();

/** Both sides of all rules, policy by policy in the order of evaluation. */
export function ruleEntitiesOf(input: LintInput): readonly RuleEntity[] {
  const before = known.get(input);
  if (before !== undefined) return before;
  const entities = hostSceneOf(input).policies.flatMap((policy) =>
    directions.flatMap((direction) => entitiesOf(policy, direction)),
  );
  known.set(input, entities);
  return entities;
}

function entitiesOf(of: EnforcedPolicy, direction: Direction): readonly RuleEntity[] {
  const { entity: policy } = of;
  return policy[direction].flatMap((rule, index) =>
    (['source', 'destination'] as const).map((side): RuleEntity => ({
      policy: policy.id,
      of,
      direction,
      side,
      index,
      action: rule.action,
      entity: rule[side],
      selector: selectorsOfEntity(rule[side], policy.namespace).positive,
      path: ['spec', direction, index, side],
    })),
  );
}
