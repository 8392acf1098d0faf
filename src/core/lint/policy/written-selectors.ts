import type { JsonPath } from '../../model/json.ts';
import type { CalicoPolicy, CalicoRule, Direction, EntityRule, KubeNetworkPolicy } from '../../model/policy.ts';
import { directions } from '../../model/policy.ts';
import { unreachable } from '../../result.ts';
import type { Selector } from '../../selector/ast.ts';
import { policyTitle, ruleTitle } from './lint-words.ts';
import { clusterPeers, clusterRules } from './cluster-peers.ts';
import type { WrittenPolicy } from './written-policies.ts';

/** A selector as its author wrote it. */
export interface WrittenSelector {
  readonly selector: Selector;
  readonly path: JsonPath;
  /** `the selector of GlobalNetworkPolicy db` */
  readonly title: string;
}

/** Every selector that stands in a policy. */
export function selectorsIn({ policy, manifest }: WrittenPolicy): readonly WrittenSelector[] {
  switch (policy.kind) {
    case 'calico-policy':
      return selectorsOfCalico(policy);
    case 'kube-network-policy':
      return selectorsOfKube(policy);
    case 'unmodelled-policy': {
      const { subject } = policy;
      const path = ['spec', 'subject'];
      const title = `the subject of ${policyTitle(policy)}`;
      const ofSubject =
        subject === null
          ? []
          : [subject.namespaceSelector, subject.podSelector].map((selector) => ({ selector, path, title }));
      const ofRules = directions.flatMap((direction) =>
        clusterRules(manifest, direction).flatMap((_, index) =>
          clusterPeers(manifest, direction, index).flatMap((peer): readonly WrittenSelector[] =>
            peer.meaning.kind === 'selector'
              ? [
                  {
                    selector: peer.meaning.selector,
                    path: peer.path,
                    title: `a peer in ${ruleTitle(policy, direction, index)}`,
                  },
                ]
              : [],
          ),
        ),
      );
      return [...ofSubject, ...ofRules];
    }
    default:
      return unreachable(policy);
  }
}

function selectorsOfCalico(policy: CalicoPolicy): readonly WrittenSelector[] {
  const ofPolicy = (['selector', 'namespaceSelector', 'serviceAccountSelector'] as const).flatMap((field) => {
    const selector = policy[field];
    const title = `the ${field} of ${policyTitle(policy)}`;
    return selector === null ? [] : [{ selector, path: ['spec', field], title }];
  });
  const ofRules = sidesOf(policy).flatMap(({ entity, path, title }) => selectorsOfEntity(entity, path, title));
  return [...ofPolicy, ...ofRules];
}

function selectorsOfEntity(entity: EntityRule, path: JsonPath, title: string): readonly WrittenSelector[] {
  const ofFields = (['selector', 'notSelector', 'namespaceSelector'] as const).flatMap((field) => {
    const selector = entity[field];
    return selector === null ? [] : [{ selector, path: [...path, field], title: `the ${field} of ${title}` }];
  });
  const accounts = entity.serviceAccounts?.selector ?? null;
  if (accounts === null) return ofFields;
  const accountsPath = [...path, 'serviceAccounts', 'selector'];
  return [...ofFields, { selector: accounts, path: accountsPath, title: `serviceAccounts.selector of ${title}` }];
}

function selectorsOfKube(policy: KubeNetworkPolicy): readonly WrittenSelector[] {
  const ofPolicy: WrittenSelector = {
    selector: policy.podSelector,
    path: ['spec', 'podSelector'],
    title: `the podSelector of ${policyTitle(policy)}`,
  };
  const ofRules = directions.flatMap((direction) =>
    policy[direction].flatMap(({ peers }, index) =>
      peers.flatMap((peer, number) => {
        if (peer.kind === 'ip-block') return [];
        const path = kubePeerPath(direction, index, number);
        const title = ruleTitle(policy, direction, index);
        return (['podSelector', 'namespaceSelector'] as const).flatMap((field) => {
          const selector = peer[field];
          return selector === null ? [] : [{ selector, path: [...path, field], title: `a ${field} of ${title}` }];
        });
      }),
    ),
  );
  return [ofPolicy, ...ofRules];
}

export function kubePeerPath(direction: Direction, rule: number, peer: number): JsonPath {
  return ['spec', direction, rule, direction === 'ingress' ? 'from' : 'to', peer];
}

/** One side of one rule of a Calico policy. */
export interface WrittenSide {
  readonly rule: CalicoRule;
  readonly direction: Direction;
  readonly index: number;
  readonly side: 'source' | 'destination';
  readonly entity: EntityRule;
  readonly path: JsonPath;
  /** `the source of ingress rule 1 of GlobalNetworkPolicy db` */
  readonly title: string;
}

export function sidesOf(policy: CalicoPolicy): readonly WrittenSide[] {
  return directions.flatMap((direction) =>
    policy[direction].flatMap((rule, index) =>
      (['source', 'destination'] as const).map((side) => ({
        rule,
        direction,
        index,
        side,
        entity: rule[side],
        path: ['spec', direction, index, side],
        title: `the ${side} in ${ruleTitle(policy, direction, index)}`,
      })),
    ),
  );
}
