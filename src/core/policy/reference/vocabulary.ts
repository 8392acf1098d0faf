import type { Random } from './random.ts';

/** Few words, used everywhere, so that labels, ports and nets collide and every kind of rule gets to decide. */
export const namespaces = ['prod', 'dev', 'sys'] as const;
export const serviceAccounts = ['builder', 'default'] as const;
/** Of which one is the beginning of another (R4.2). */
export const policyNames = ['a', 'a-b', 'ab', 'b', 'b-a', 'c'] as const;
/** Some of them exist. */
export const services = [
  { namespace: 'prod', name: 'web' },
  { namespace: 'dev', name: 'web' },
  { namespace: 'prod', name: 'db' },
] as const;
export const portNames = ['http', 'dns', 'metrics'] as const;
export const ports = [22, 53, 80, 443, 4789, 6443, 8080, 10250] as const;
const ranges = ['1:1023', '40000:50000', '53:80', '8000:9000', '443:443', '6443:65535'] as const;
export const transport = ['TCP', 'UDP', 'SCTP'] as const;

const labelPool: readonly (readonly [key: string, values: readonly string[]])[] = [
  ['app', ['web', 'db', 'web-2']],
  ['role', ['node', 'edge', '']],
  ['env', ['prod', 'dev']],
  ['x', ['1']],
];

export const nets = {
  4: [
    '10.0.0.0/24',
    '10.0.0.2/32',
    '10.1.0.0/16',
    '10.1.1.0/24',
    '203.0.113.0/24',
    '203.0.113.64/26',
    '0.0.0.0/0',
    '127.0.0.0/8',
  ],
  6: ['fd00:1::/64', 'fd00:1::2/128', 'fd00:2::/32', '2001:db8::/32', '2001:db8:5::/48', '::/0'],
} as const;

export function labels(random: Random, most = 3): Readonly<Record<string, string>> {
  return Object.fromEntries(random.some(labelPool, 0, most).map(([key, values]) => [key, random.pick(values)]));
}

/** A selector over the labels of the pool; never `global()`, which is legal in one place only (R8.13). */
export function selector(random: Random): string {
  if (random.chance(0.2)) return 'all()';
  const first = term(random);
  if (random.chance(0.65)) return first;
  const joined = `${first} ${random.pick(['&&', '||'])} ${term(random)}`;
  return random.chance(0.2) ? `!(${joined})` : joined;
}

function term(random: Random): string {
  const [key, values] = random.pick(labelPool);
  const value = random.pick(values);
  switch (random.below(9)) {
    case 0:
      return `has(${key})`;
    case 1:
      return `!has(${key})`;
    case 2:
      return `${key} != "${value}"`;
    case 3:
      return `${key} in {"${value}", 'web'}`;
    case 4:
      return `${key} not in { '${value}' }`;
    case 5:
      return `${key} contains 'e'`;
    case 6:
      return `${key} starts with "${value.slice(0, 1)}"`;
    case 7:
      return `${key} endswith '${value.slice(-1)}'`;
    default:
      return `${key} == '${value}'`;
  }
}

/** Over the labels of namespaces (R3.4: their names are labels too). */
export function namespaceSelector(random: Random): string {
  return random.pick([
    'all()',
    'env == "prod"',
    "env != 'prod'",
    'has(env)',
    '!has(env)',
    `projectcalico.org/name == "${random.pick(namespaces)}"`,
    `kubernetes.io/metadata.name in {"${random.pick(namespaces)}"}`,
  ]);
}

export function accountSelector(random: Random): string {
  return random.pick(['all()', 'role == "node"', '!has(role)', 'projectcalico.org/name == "builder"']);
}

export function labelSelector(random: Random): Readonly<Record<string, unknown>> {
  if (random.chance(0.25)) return {};
  const [key, values] = random.pick(labelPool);
  const value = random.pick(values);
  if (random.chance(0.5)) return { matchLabels: { [key]: value } };
  const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
  return { matchExpressions: [operator.endsWith('In') ? { key, operator, values: [value] } : { key, operator }] };
}

export function namespaceLabelSelector(random: Random): Readonly<Record<string, unknown>> {
  const key = random.pick(['env', 'kubernetes.io/metadata.name']);
  const value = random.pick(['prod', 'dev']);
  return random.pick([
    {},
    { matchLabels: { [key]: value } },
    { matchExpressions: [{ key, operator: 'NotIn', values: [value] }] },
    { matchExpressions: [{ key: 'env', operator: 'DoesNotExist' }] },
  ]);
}

export function portList(random: Random): readonly (string | number)[] {
  return random.times(random.between(1, 2), () =>
    random.pick<string | number>([...ports, ...ranges, ...(random.chance(0.5) ? portNames : [])]),
  );
}
