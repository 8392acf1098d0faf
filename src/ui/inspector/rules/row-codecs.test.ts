import { expect, test } from 'vitest';
import type { JsonValue } from '../../../core/model/json.ts';
import { rowCodecs, type Row, type RowKind } from './row-codecs.ts';

test.each<readonly [RowKind, element: JsonValue, row: Row]>([
  ['kube-ports', { protocol: 'TCP', port: 80 }, { form: 'TCP', text: '80' }],
  ['kube-ports', { protocol: 'UDP', port: 8000, endPort: 8100 }, { form: 'UDP', text: '8000-8100' }],
  ['kube-ports', { protocol: 'SCTP' }, { form: 'SCTP', text: '' }],
  ['kube-ports', { protocol: 'TCP', port: 'http' }, { form: 'TCP', text: 'http' }],
  ['cluster-ports', { tcp: { destinationPort: { number: 80 } } }, { form: 'tcp', text: '80' }],
  [
    'cluster-ports',
    { udp: { destinationPort: { range: { start: 1, end: 65535 } } } },
    { form: 'udp', text: '1-65535' },
  ],
  ['cluster-ports', { destinationNamedPort: 'http' }, { form: 'name', text: 'http' }],
  ['admin-ports', { portNumber: { protocol: 'TCP', port: 80 } }, { form: 'TCP', text: '80' }],
  ['admin-ports', { portRange: { protocol: 'UDP', start: 53, end: 54 } }, { form: 'UDP', text: '53-54' }],
  ['admin-ports', { namedPort: 'http' }, { form: 'name', text: 'http' }],
  ['http-paths', { exact: '/a' }, { form: 'exact', text: '/a' }],
  ['http-paths', { prefix: '/a' }, { form: 'prefix', text: '/a' }],
])('%s: %j is edited as %j, and back', (kind, element, row) => {
  expect(rowCodecs[kind].read(element)).toEqual(row);
  expect(rowCodecs[kind].write(row)).toEqual({ ok: true, value: element });
});

test.each<readonly [RowKind, element: JsonValue]>([
  ['kube-ports', { port: 80, unknown: 1 }],
  ['kube-ports', { endPort: 80 }],
  ['kube-ports', { protocol: 'ICMP' }],
  ['cluster-ports', { tcp: {} }],
  ['cluster-ports', { tcp: {}, udp: {} }],
  ['admin-ports', { portNumber: { protocol: 7 } }],
  ['admin-ports', 80],
  ['http-paths', { exact: '/a', prefix: '/b' }],
  ['http-paths', {}],
])('%s: %j is left as it is written', (kind, element) => {
  expect(rowCodecs[kind].read(element)).toBeNull();
});

test.each<readonly [RowKind, row: Row, part: string]>([
  ['kube-ports', { form: 'TCP', text: '70000' }, '70000 is no port'],
  ['cluster-ports', { form: 'tcp', text: 'http' }, 'choose “Port name”'],
  ['admin-ports', { form: 'name', text: '80' }, 'choose its protocol'],
  ['http-paths', { form: 'exact', text: 'api' }, 'begins with a slash'],
])('%s: %j is refused', (kind, row, part) => {
  const written = rowCodecs[kind].write(row);
  expect(written.ok ? '' : written.error).toContain(part);
});

test('the element that is added is one that can be edited', () => {
  for (const codec of Object.values(rowCodecs)) expect(codec.read(codec.initial)).not.toBeNull();
});

test('a service becomes rows that can be written', () => {
  const part = { protocol: 'UDP', ports: ['67:68', 53] } as const;
  for (const kind of ['kube-ports', 'cluster-ports', 'admin-ports'] as const) {
    const { preset, write } = rowCodecs[kind];
    expect(preset?.(part).map((row) => write(row).ok)).toEqual([true, true]);
  }
});
