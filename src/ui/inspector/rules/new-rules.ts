import type { ServicePart, ServicePreset } from '../../../core/edit/presets.ts';
import type { JsonObject, JsonValue } from '../../../core/model/json.ts';
import type { Direction } from '../../../core/model/policy.ts';
import type { RuleDialect } from '../../../core/policy/rule-dialect.ts';
import { unreachable } from '../../../core/result.ts';
import { rowCodecs, type RowKind } from './row-codecs.ts';

/** The actions that a rule can have, the usual one first; a Kubernetes NetworkPolicy only ever allows. */
export function actionsOf(dialect: RuleDialect): readonly string[] {
  switch (dialect) {
    case 'calico':
      return ['Allow', 'Deny', 'Pass', 'Log'];
    case 'kubernetes':
      return ['Allow'];
    case 'cluster':
      return ['Accept', 'Deny', 'Pass'];
    case 'admin':
      return ['Allow', 'Deny', 'Pass'];
    case 'baseline':
      return ['Allow', 'Deny'];
    default:
      return unreachable(dialect);
  }
}

/**
 * Rules for a service: one for each protocol in Calico's form, one with all its ports in the others. Complete enough that
 * a cluster accepts them; the cluster-wide kinds must name a peer, and start with every pod.
 *
 * @param service null: any traffic
 * @returns empty where the kind has no word for the service's protocol
 */
export function newRules(
  dialect: RuleDialect,
  direction: Direction,
  action: string,
  service: ServicePreset | null,
): readonly JsonObject[] {
  const parts = service?.parts ?? [];
  if (dialect === 'calico') return service === null ? [{ action }] : parts.map((part) => calicoRule(action, part));
  const kind = portKinds[dialect];
  const ports = portsOf(kind, parts);
  if (service !== null && ports.length === 0) return [];
  const side = direction === 'ingress' ? 'from' : 'to';
  const key = kind === 'cluster-ports' ? 'protocols' : 'ports';
  return [
    {
      ...(dialect === 'kubernetes' ? {} : { action, [side]: [{ namespaces: {} }] }),
      ...(ports.length === 0 ? {} : { [key]: ports }),
    },
  ];
}

const portKinds: Readonly<Record<Exclude<RuleDialect, 'calico'>, RowKind>> = {
  kubernetes: 'kube-ports',
  cluster: 'cluster-ports',
  admin: 'admin-ports',
  baseline: 'admin-ports',
};

function calicoRule(action: string, { protocol, ports }: ServicePart): JsonObject {
  return { action, protocol, ...(ports.length === 0 ? {} : { destination: { ports: [...ports] } }) };
}

function portsOf(kind: RowKind, parts: readonly ServicePart[]): readonly JsonValue[] {
  const { preset, write } = rowCodecs[kind];
  return parts
    .flatMap((part) => preset?.(part) ?? [])
    .flatMap((row) => {
      const written = write(row);
      return written.ok ? [written.value] : [];
    });
}
