import type { CalicoVersion } from '../../model/settings.ts';
import type { Draft } from './draft.ts';
import type { Random } from './random.ts';
import * as word from './vocabulary.ts';

/** What a design's Calico policies may be. */
export interface CalicoWishes {
  readonly version: CalicoVersion;
  /** applyOnForward and preDNAT. */
  readonly forwarded: boolean;
  readonly untracked: boolean;
}

/** R8.5: up to 3.31 the name starts with the tier. */
function policyName(random: Random, version: CalicoVersion, tierName: string): string {
  const name = random.pick(word.policyNames);
  const needsPrefix = version !== '3.32' && version !== '3.33' && tierName !== 'default';
  return needsPrefix ? `${tierName}.${name}` : name;
}

function calicoSpec(random: Random, tierName: string): Draft {
  return {
    ...(tierName === 'default' && random.chance(0.5) ? {} : { tier: tierName }),
    ...random.maybe(0.7, () => ({ order: random.pick([0, 500, 1000, 1000, 2000, -1.5]) })),
    ...random.maybe(0.7, () => ({ selector: word.selector(random) })),
    ...random.maybe(0.12, () => ({ serviceAccountSelector: word.accountSelector(random) })),
  };
}

function directions(random: Random, namespaced: boolean): Draft {
  const rules = (direction: 'ingress' | 'egress'): readonly Draft[] =>
    random.times(random.pick([0, 1, 2, 2, 3]), () => calicoRule(random, direction, namespaced));
  // What is let out of its source gets on to where other rules are.
  const last = (): readonly Draft[] =>
    random.maybeList(0.4, () => ({ action: random.pick(['Allow', 'Allow', 'Pass']) }));
  return {
    ...random.maybe(0.5, () => ({ types: random.pick([['Ingress'], ['Ingress'], ['Egress'], ['Ingress', 'Egress']]) })),
    ...random.maybe(0.85, () => ({ ingress: rules('ingress') })),
    ...random.maybe(0.5, () => ({ egress: [...rules('egress'), ...last()] })),
  };
}

export function globalPolicy(random: Random, wishes: CalicoWishes, tierName: string): Draft {
  const metadata = { name: policyName(random, wishes.version, tierName) };
  const common = { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata };
  const spec = {
    ...calicoSpec(random, tierName),
    // `all()` means something else beside a namespaceSelector (R3.11).
    ...random.maybe(0.25, () => ({
      namespaceSelector: word.namespaceSelector(random),
      ...random.maybe(0.4, () => ({ selector: random.pick(['all()', "all() && app != 'db'"]) })),
    })),
  };
  if (wishes.untracked && random.chance(0.35)) {
    return { ...common, spec: { ...spec, doNotTrack: true, applyOnForward: true, ...withReplies(random) } };
  }
  if (wishes.forwarded && random.chance(0.25)) {
    const { egress: _egress, types: _types, ...ingressOnly } = directions(random, false); // R8.15
    return { ...common, spec: { ...spec, preDNAT: true, applyOnForward: true, types: ['Ingress'], ...ingressOnly } };
  }
  const onForward = wishes.forwarded && random.chance(0.4) ? { applyOnForward: true } : {};
  return { ...common, spec: { ...spec, ...onForward, ...directions(random, false) } };
}

/** R5.28: mostly with rules that let replies back, which are the same ones the other way round. */
function withReplies(random: Random): Draft {
  const written = directions(random, false);
  if (random.chance(0.3)) return written;
  const rules = random.times(random.between(1, 2), () => calicoRule(random, 'ingress', false));
  const replies = rules.map(({ source, destination, http: _http, ...rule }) =>
    withoutEmpty({ ...rule, source: destination ?? {}, destination: source ?? {} }),
  );
  return { ingress: rules, egress: replies };
}

export function calicoPolicy(random: Random, wishes: CalicoWishes, tierName: string): Draft {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { namespace: random.pick(word.namespaces), name: policyName(random, wishes.version, tierName) },
    spec: { ...calicoSpec(random, tierName), ...directions(random, true) },
  };
}

/** One family for all nets of a rule, and the protocol that the other fields need (8.3). */
function calicoRule(random: Random, direction: 'ingress' | 'egress', namespaced: boolean): Draft {
  const family = random.chance(0.8) ? 4 : 6;
  const icmp = family === 4 ? 'ICMP' : 'ICMPv6';
  const shape = random.below(10);
  const [hasPorts, isIcmp] = [shape < 5, shape === 5];
  const near = direction === 'ingress' ? 'destination' : 'source';
  const far = direction === 'ingress' ? 'source' : 'destination';
  const entity = (probability: number, ofPorts: number): Draft =>
    random.maybe(probability, () => calicoEntity(random, family, namespaced, hasPorts && random.chance(ofPorts)));
  const rule: Draft = {
    action: random.pick(['Allow', 'Allow', 'Allow', 'Deny', 'Deny', 'Pass', 'Log']),
    ...protocolOf(random, hasPorts, isIcmp ? icmp : null),
    ...random.maybe(0.06, () => ({ ipVersion: family })),
    [far]: entity(0.75, direction === 'egress' ? 0.7 : 0.08),
    [near]: entity(hasPorts && direction === 'ingress' ? 0.75 : 0.12, direction === 'ingress' ? 0.9 : 0.06),
    ...random.maybe(0.1, () => ({ http: { methods: ['GET'], paths: [{ prefix: '/public' }] } })),
  };
  if (random.chance(0.12)) Object.assign(rule, { [far]: { services: serviceOf(random, namespaced) } });
  return withoutEmpty(withoutForbidden(rule, direction));
}

/** R8.27: without a namespace it names no service at all (R6.11). */
function serviceOf(random: Random, namespaced: boolean): Draft {
  const { name, namespace } = random.pick(word.services);
  return { name, ...(namespaced && random.chance(0.1) ? {} : { namespace }) };
}

/** R8.28: HTTP stands in ingress rules that allow TCP; R6.12: what it says does not matter. */
function withoutForbidden({ http, ...rule }: Draft, direction: 'ingress' | 'egress'): Draft {
  const isAllowed =
    direction === 'ingress' && rule['action'] === 'Allow' && ['TCP', 6, undefined].includes(tcpOf(rule));
  return isAllowed && http !== undefined ? { ...rule, http } : rule;
}

function tcpOf(rule: Draft): string | number | undefined {
  const protocol = rule['protocol'];
  return typeof protocol === 'string' || typeof protocol === 'number' ? protocol : undefined;
}

function withoutEmpty(rule: Draft): Draft {
  return Object.fromEntries(
    Object.entries(rule).filter(([, value]) => typeof value !== 'object' || Object.keys(value ?? {}).length > 0),
  );
}

function protocolOf(random: Random, hasPorts: boolean, icmp: string | null): Draft {
  if (hasPorts) return { protocol: random.pick(['TCP', 'TCP', 'TCP', 'UDP', 'UDP', 'SCTP', 6, '17']) };
  if (icmp !== null) {
    const pair = random.pick([{ type: 8 }, { type: 3, code: 1 }, { type: 0, code: 0 }]);
    return { protocol: icmp, ...random.maybe(0.8, () => ({ [random.pick(['icmp', 'icmp', 'notICMP'])]: pair })) };
  }
  if (random.chance(0.15)) return { notProtocol: random.pick(['TCP', 'UDP', 47]) };
  return random.maybe(0.3, () => ({ protocol: random.pick(['TCP', 'UDP', 47, 'UDPLite', 'SCTP']) }));
}

function calicoEntity(random: Random, family: 4 | 6, namespaced: boolean, withPorts: boolean): Draft {
  const anyNets = word.nets[family];
  const properNets = anyNets.filter((net) => !net.endsWith('/0')); // R8.23
  return {
    ...random.maybe(0.35, () => ({ selector: word.selector(random) })),
    ...random.maybe(0.15, () => ({ notSelector: word.selector(random) })),
    ...random.maybe(0.18, () => ({
      namespaceSelector: random.chance(0.3) ? 'global()' : word.namespaceSelector(random),
    })),
    ...random.maybe(0.12, () => ({ serviceAccounts: accounts(random) })),
    ...random.maybe(namespaced ? 0.15 : 0.25, () => ({ nets: random.some<string>(anyNets, 1, 2) })),
    ...random.maybe(0.12, () => ({ notNets: random.some(properNets, 1, 2) })),
    ...(withPorts ? { [random.chance(0.85) ? 'ports' : 'notPorts']: word.portList(random) } : {}),
  };
}

function accounts(random: Random): Draft {
  return random.pick([
    { names: [random.pick(word.serviceAccounts)] },
    { selector: word.accountSelector(random) },
    { names: ['builder'], selector: word.accountSelector(random) },
  ]);
}
