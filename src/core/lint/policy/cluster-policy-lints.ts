import { fieldOf, isJsonArray, valueAt, type JsonValue } from '../../model/json.ts';
import { directions } from '../../model/policy.ts';
import type { Lint } from '../lint.ts';
import { clusterPeers, clusterRules } from './cluster-peers.ts';
import { capital, lintFinding, listed, ruleTitle } from './lint-words.ts';
import { writtenPolicies } from './written-policies.ts';

const experimentalFields = ['nodes', 'domainNames'];

/** CNP-EXPERIMENTAL: Calico does not convert such peers, and the whole rule fails closed (R7.15). */
export const experimentalPeers: Lint = (input) =>
  writtenPolicies(input).flatMap(({ policy, manifest }) => {
    if (policy.kind !== 'unmodelled-policy') return [];
    return directions.flatMap((direction) =>
      clusterRules(manifest, direction).flatMap((rule, index) => {
        const found = clusterPeers(manifest, direction, index).find(
          ({ meaning }) =>
            meaning.kind === 'unsupported' && meaning.fields.some((field) => experimentalFields.includes(field)),
        );
        if (found === undefined || found.meaning.kind !== 'unsupported') return [];
        const isAccept = ['Accept', 'Allow'].includes(String(fieldOf(rule, 'action')));
        const fields = found.meaning.fields.filter((field) => experimentalFields.includes(field));
        return [
          lintFinding('warning', 'CNP-EXPERIMENTAL', [policy.id, found.path], {
            fact: `${capital(ruleTitle(policy, direction, index))} uses ${listed(fields)}, which Calico does not implement: ${
              isAccept ? 'the whole rule is dropped' : `the rule denies all ${direction} instead`
            }`,
            advice: 'Use networks, namespaces or pods in its place',
          }),
        ];
      }),
    );
  });

/** ANP-NAMEDPORT: Calico 3.29–3.31 does not read port names, and without another port the rule matches all (R7.20). */
export const ignoredPortNames: Lint = (input) =>
  writtenPolicies(input).flatMap(({ policy, manifest }) => {
    if (policy.kind !== 'unmodelled-policy' || policy.manifestKind === 'ClusterNetworkPolicy') return [];
    return directions.flatMap((direction) =>
      clusterRules(manifest, direction).flatMap((_, index) => {
        const path = ['spec', direction, index, 'ports'];
        const list = valueAt(manifest, path);
        const ports = isJsonArray(list) ? list : [];
        const named = ports.findIndex(isPortName);
        if (named === -1) return [];
        const effect = ports.every(isPortName)
          ? 'so the rule matches every port'
          : 'so the rule matches less than it says';
        return [
          lintFinding('warning', 'ANP-NAMEDPORT', [policy.id, [...path, named]], {
            fact: `${capital(ruleTitle(policy, direction, index))} names a port, and Calico ${input.settings.calicoVersion} ignores names there, ${effect}`,
            advice: 'Write the port’s number and protocol',
          }),
        ];
      }),
    );
  });

function isPortName(port: JsonValue): boolean {
  return fieldOf(port, 'namedPort') !== undefined;
}
