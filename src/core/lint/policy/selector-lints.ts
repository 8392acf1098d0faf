import type { CalicoPolicy } from '../../model/policy.ts';
import { directions } from '../../model/policy.ts';
import { isEmptyAddressSet } from '../../net/address-set.ts';
import { unreachable } from '../../result.ts';
import { noLabels } from '../../selector/labels.ts';
import { selectorMatches } from '../../selector/matches.ts';
import { printSelector } from '../../selector/print.ts';
import type { Selector } from '../../selector/ast.ts';
import { podsInNamespaces, podsOfNamespace, selectorsOfEntity } from '../../policy/policy-selector.ts';
import { selectAll } from '../../selector/ast.ts';
import type { Lint, LintFinding, LintInput } from '../lint.ts';
import { clusterPeers, clusterRules } from './cluster-peers.ts';
import { isImpossible } from './impossible-selector.ts';
import { capital, lintFinding, policyTitle, quoted } from './lint-words.ts';
import { selectables, writtenPolicies, type Selectable, type WrittenPolicy } from './written-policies.ts';
import { kubePeerPath, selectorsIn, sidesOf, type WrittenSelector } from './written-selectors.ts';

/** SEL-IMPOSSIBLE: no endpoint could ever satisfy it, whatever is drawn (R2.12). */
export const impossibleSelectors: Lint = (input) =>
  writtenPolicies(input).flatMap((written) =>
    selectorsIn(written)
      .filter(({ selector }) => isImpossible(selector))
      .map(({ selector, path, title }) =>
        lintFinding('warning', 'SEL-IMPOSSIBLE', [written.policy.id, path], {
          fact: `${capital(title)}, ${quoted(printSelector(selector))}, contradicts itself or asks for a label that nothing can carry`,
          advice: 'It never matches, so mend the expression or remove it',
        }),
      ),
  );

/** SEL-EMPTY-MATCH: nothing in the design has the labels, so the policy or the rule does nothing. */
export const emptySelectors: Lint = (input) => {
  const everyone = selectables(input);
  // A file with policies alone says nothing about labels.
  if (everyone.length === 0) return [];
  return writtenPolicies(input).flatMap((written) => [
    ...emptySubject(written, everyone, input),
    ...emptyPeers(written, input),
  ]);
};

function emptySubject(
  { policy, subject, lowered }: WrittenPolicy,
  everyone: readonly Selectable[],
  { ruleset }: LintInput,
): readonly LintFinding[] {
  const isForHosts = policy.kind === 'calico-policy' && (policy.preDnat || policy.doNotTrack);
  const selects = ruleset.book.predicateOf(lowered?.selects ?? subject);
  const isSelected = ({ kind, labels }: Selectable): boolean =>
    (!isForHosts || kind === 'host-endpoint') && selects(labels);
  if (everyone.some(isSelected) || isImpossible(subject)) return [];
  const namespace = policy.kind === 'unmodelled-policy' ? null : policy.namespace;
  const isEmptyNamespace = namespace !== null && everyone.every((endpoint) => endpoint.namespace !== namespace);
  const what = isForHosts ? 'host endpoint' : 'endpoint';
  return [
    isEmptyNamespace
      ? lintFinding('info', 'SEL-EMPTY-MATCH', [policy.id, ['metadata', 'namespace']], {
          fact: `${policyTitle(policy)} selects nothing: no pod in namespace ${namespace} is drawn`,
          advice: 'Draw the pods that it is meant for, or remove it',
        })
      : lintFinding('warning', 'SEL-EMPTY-MATCH', [policy.id, subjectPath(policy)], {
          fact: `${policyTitle(policy)} selects no ${what} of this design, so it changes nothing`,
          advice: 'Compare its selector with the labels of the endpoints that it is meant for',
        }),
  ];
}

function subjectPath(policy: WrittenPolicy['policy']): readonly string[] {
  switch (policy.kind) {
    case 'calico-policy':
      return policy.selector === null && policy.namespaceSelector !== null
        ? ['spec', 'namespaceSelector']
        : ['spec', 'selector'];
    case 'kube-network-policy':
      return ['spec', 'podSelector'];
    case 'unmodelled-policy':
      return ['spec', 'subject'];
    default:
      return unreachable(policy);
  }
}

function emptyPeers(written: WrittenPolicy, { ruleset }: LintInput): readonly LintFinding[] {
  return peersIn(written)
    .filter(({ selector }) => !isImpossible(selector) && isEmptyAddressSet(ruleset.book.addressesOf(selector)))
    .map(({ path, title }) =>
      lintFinding('info', 'SEL-EMPTY-MATCH', [written.policy.id, path], {
        fact: `${capital(title)} means no address in this design: no pod, host endpoint or network set with an address has such labels`,
        advice: 'Compare the selector with the labels of those who are meant, or draw them',
      }),
    );
}

/** Each side of a rule that is limited by labels, with the one selector that Calico makes of it. */
function peersIn({ policy, manifest }: WrittenPolicy): readonly WrittenSelector[] {
  switch (policy.kind) {
    case 'calico-policy':
      return sidesOf(policy).flatMap(({ entity, path, title }) => {
        const { positive } = selectorsOfEntity(entity, policy.namespace);
        const field = (['selector', 'namespaceSelector', 'serviceAccounts'] as const).find(
          (name) => entity[name] !== null,
        );
        return positive === null ? [] : [{ selector: positive, path: [...path, field ?? 'notSelector'], title }];
      });
    case 'kube-network-policy':
      return directions.flatMap((direction) =>
        policy[direction].flatMap(({ peers }, index) =>
          peers.flatMap((peer, number) => {
            if (peer.kind === 'ip-block') return [];
            const pods = peer.podSelector ?? selectAll;
            const selector =
              peer.namespaceSelector === null
                ? podsOfNamespace(policy.namespace, pods)
                : podsInNamespaces(peer.namespaceSelector, pods);
            const path = kubePeerPath(direction, index, number);
            return [{ selector, path, title: peerTitle(policy, direction, index, number) }];
          }),
        ),
      );
    case 'unmodelled-policy':
      return directions.flatMap((direction) =>
        clusterRules(manifest, direction).flatMap((_, index) =>
          clusterPeers(manifest, direction, index).flatMap(({ path, meaning }, number) =>
            meaning.kind === 'selector'
              ? [{ selector: meaning.selector, path, title: peerTitle(policy, direction, index, number) }]
              : [],
          ),
        ),
      );
    default:
      return unreachable(policy);
  }
}

function peerTitle(policy: WrittenPolicy['policy'], direction: string, index: number, peer: number): string {
  return `peer ${peer + 1} in ${direction} rule ${index + 1} of ${policyTitle(policy)}`;
}

/** NS-NEG-HITS-HOSTS: what is in no namespace satisfies a negative namespace selector (R3.11, R3.12, R3.17). */
export const namespacelessMatches: Lint = (input) => {
  const strangers = thingsWithoutNamespace(input);
  if (strangers.length === 0) return [];
  return writtenPolicies(input).flatMap((written) => {
    const meant = (selector: Selector): readonly string[] =>
      strangers.filter(({ labels }) => input.ruleset.book.predicateOf(selector)(labels)).map(({ name }) => name);
    return [...hostsUnawares(written, input), ...strangersUnawares(written, meant)];
  });
};

/** Whether it holds where there is no label at all; one that asks for a label is met by inherited ones only. */
function isNegative(namespaceSelector: Selector): boolean {
  return selectorMatches(namespaceSelector, noLabels);
}

type Stranger = Pick<Selectable, 'name' | 'labels'>;

function thingsWithoutNamespace(input: LintInput): readonly Stranger[] {
  const hosts = selectables(input).filter(({ kind }) => kind === 'host-endpoint');
  const sets = [...input.entities.values()].flatMap((entity): readonly Stranger[] =>
    entity.kind === 'network-set' && entity.namespace === null
      ? [{ name: `global network set ${entity.name}`, labels: entity.labels }]
      : [],
  );
  return [...hosts, ...sets];
}

function hostsUnawares({ policy, subject }: WrittenPolicy, input: LintInput): readonly LintFinding[] {
  if (policy.kind !== 'calico-policy' || policy.namespaceSelector === null) return [];
  if (policy.namespace !== null || !isNegative(policy.namespaceSelector)) return [];
  const selects = input.ruleset.book.predicateOf(subject);
  const hosts = selectables(input).filter(({ kind, labels }) => kind === 'host-endpoint' && selects(labels));
  const [first] = hosts;
  if (first === undefined) return [];
  const others = hosts.length > 1 ? ` and ${hosts.length - 1} more` : '';
  return [
    lintFinding('warning', 'NS-NEG-HITS-HOSTS', [policy.id, ['spec', 'namespaceSelector']], {
      fact: `${policyTitle(policy)} also selects ${first.name}${others}: a host endpoint is in no namespace, which satisfies the namespaceSelector ${quoted(printSelector(policy.namespaceSelector))}`,
      advice: 'Add has(projectcalico.org/namespace) to its selector if pods alone are meant',
    }),
  ];
}

function strangersUnawares(
  { policy, manifest }: WrittenPolicy,
  meant: (selector: Selector) => readonly string[],
): readonly LintFinding[] {
  const finding = (path: WrittenSelector['path'], title: string, names: readonly string[]): LintFinding =>
    lintFinding('warning', 'NS-NEG-HITS-HOSTS', [policy.id, path], {
      fact: `${capital(title)} also means ${names[0] ?? ''}${names.length > 1 ? ` and ${names.length - 1} more` : ''}: what is in no namespace satisfies its negative namespace selector`,
      advice: 'Ask for pods by a label that they alone have, such as has(projectcalico.org/namespace)',
    });
  if (policy.kind === 'calico-policy') return strangersOfCalico(policy, meant, finding);
  if (policy.kind !== 'unmodelled-policy') return [];
  return directions.flatMap((direction) =>
    clusterRules(manifest, direction).flatMap((_, index) =>
      clusterPeers(manifest, direction, index).flatMap(({ path, meaning }, number) => {
        if (meaning.kind !== 'selector' || meaning.field !== 'namespaces' || !isNegative(meaning.selector)) return [];
        const names = meant(meaning.selector);
        return names.length === 0 ? [] : [finding(path, peerTitle(policy, direction, index, number), names)];
      }),
    ),
  );
}

function strangersOfCalico(
  policy: CalicoPolicy,
  meant: (selector: Selector) => readonly string[],
  finding: (path: WrittenSelector['path'], title: string, names: readonly string[]) => LintFinding,
): readonly LintFinding[] {
  return sidesOf(policy).flatMap(({ entity, path, title }) => {
    const { namespaceSelector } = entity;
    const { positive } = selectorsOfEntity(entity, policy.namespace);
    // global() says that they are meant (R3.12).
    if (namespaceSelector === null || namespaceSelector.kind === 'global' || positive === null) return [];
    if (!isNegative(namespaceSelector)) return [];
    const names = meant(positive);
    return names.length === 0 ? [] : [finding([...path, 'namespaceSelector'], title, names)];
  });
}

/** NOTSEL-EXTERNAL: without another selector beside it, notSelector lets every unknown address through (R3.14). */
export const externalNotSelectors: Lint = (input) =>
  writtenPolicies(input).flatMap(({ policy }) => {
    if (policy.kind !== 'calico-policy') return [];
    return sidesOf(policy)
      .filter(({ rule, entity }) => rule.action === 'allow' && isOpenExclusion(policy, entity))
      .map(({ entity, path, title }) =>
        lintFinding('warning', 'NOTSEL-EXTERNAL', [policy.id, [...path, 'notSelector']], {
          fact: `${capital(title)} has the notSelector ${quoted(entity.notSelector === null ? '' : printSelector(entity.notSelector))} alone, so it allows every address outside the cluster as well`,
          advice: 'Write it as a negated selector if only known endpoints are meant',
        }),
      );
  });

function isOpenExclusion(policy: CalicoPolicy, entity: ReturnType<typeof sidesOf>[number]['entity']): boolean {
  const { positive, excluded } = selectorsOfEntity(entity, policy.namespace);
  return positive === null && excluded !== null && entity.nets.length === 0;
}
