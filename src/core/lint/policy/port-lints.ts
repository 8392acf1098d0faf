import type { JsonPath } from '../../model/json.ts';
import { fieldOf, isJsonArray, valueAt } from '../../model/json.ts';
import { directions } from '../../model/policy.ts';
import { isEmptyAddressSet } from '../../net/address-set.ts';
import { unreachable } from '../../result.ts';
import type { Selector } from '../../selector/ast.ts';
import { selectorsOfEntity } from '../../policy/policy-selector.ts';
import type { Lint } from '../lint.ts';
import { clusterRules } from './cluster-peers.ts';
import { capital, lintFinding, ruleTitle } from './lint-words.ts';
import { selectables, writtenPolicies, type WrittenPolicy } from './written-policies.ts';
import { sidesOf } from './written-selectors.ts';

/** A port that a rule calls by name. */
interface PortName {
  readonly name: string;
  /** Whose ports are meant; null: everyone's (R6.6). */
  readonly owners: Selector | null;
  readonly protocol: number | null;
  readonly path: JsonPath;
  readonly title: string;
}

/** NAMED-PORT-UNRESOLVED: nobody who is meant has a port of that name, so that nothing matches (R6.6). */
export const unresolvedPortNames: Lint = (input) => {
  if (selectables(input).length === 0) return [];
  const { book } = input.ruleset;
  return writtenPolicies(input).flatMap((written) =>
    portNamesIn(written)
      .filter(({ owners, name, protocol }) =>
        isEmptyAddressSet(book.pool.ownersOf(book.portQuery(owners, name, protocol))),
      )
      .map(({ name, path, title }) =>
        lintFinding('warning', 'NAMED-PORT-UNRESOLVED', [written.policy.id, path], {
          fact: `${capital(title)} names the port “${name}”, and nobody whom the rule could mean has a port of that name and protocol`,
          advice: 'Give a container or host endpoint port that name, or write the number',
        }),
      ),
  );
};

function portNamesIn(written: WrittenPolicy): readonly PortName[] {
  const { policy } = written;
  switch (policy.kind) {
    case 'calico-policy':
      return sidesOf(policy).flatMap(({ rule, entity, path, direction, index }) =>
        entity.ports.flatMap((port, number): readonly PortName[] =>
          port.kind === 'range'
            ? []
            : [
                {
                  name: port.name,
                  owners: selectorsOfEntity(entity, policy.namespace).positive,
                  protocol: rule.protocol,
                  path: [...path, 'ports', number],
                  title: ruleTitle(policy, direction, index),
                },
              ],
        ),
      );
    case 'kube-network-policy':
      return directions.flatMap((direction) =>
        policy[direction].flatMap(({ ports }, index) =>
          ports.flatMap(({ protocol, port }, number): readonly PortName[] =>
            port?.kind === 'named'
              ? [
                  {
                    name: port.name,
                    owners: null,
                    protocol,
                    path: ['spec', direction, index, 'ports', number, 'port'],
                    title: ruleTitle(policy, direction, index),
                  },
                ]
              : [],
          ),
        ),
      );
    case 'unmodelled-policy':
      return policy.manifestKind === 'ClusterNetworkPolicy' ? portNamesOfCluster(written) : [];
    default:
      return unreachable(policy);
  }
}

/** R7.16. */
function portNamesOfCluster({ policy, manifest }: WrittenPolicy): readonly PortName[] {
  return directions.flatMap((direction) =>
    clusterRules(manifest, direction).flatMap((_, index) => {
      const path = ['spec', direction, index, 'protocols'];
      const items = valueAt(manifest, path);
      return (isJsonArray(items) ? items : []).flatMap((item, number): readonly PortName[] => {
        const name = fieldOf(item, 'destinationNamedPort');
        if (typeof name !== 'string') return [];
        const title = ruleTitle(policy, direction, index);
        return [{ name, owners: null, protocol: null, path: [...path, number, 'destinationNamedPort'], title }];
      });
    }),
  );
}
