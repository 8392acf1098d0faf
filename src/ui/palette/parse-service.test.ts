import { describe, expect, test } from 'vitest';
import { labelsOf } from '../../core/selector/labels.ts';
import { resourceId } from '../../core/model/ids.ts';
import { labelsInUse } from './label-chips.ts';
import { parseLabel } from './parse-label.ts';
import { parseService } from './parse-service.ts';

describe('ports that the user types', () => {
  const good: readonly [text: string, name: string, parts: unknown][] = [
    ['TCP 8080', 'TCP 8080', [{ protocol: 'TCP', ports: [8080] }]],
    ['udp/53', 'UDP 53', [{ protocol: 'UDP', ports: [53] }]],
    [' tcp:80, 443,8000-8100 ', 'TCP 80, 443, 8000-8100', [{ protocol: 'TCP', ports: [80, 443, '8000:8100'] }]],
    ['ICMP', 'ICMP', [{ protocol: 'ICMP', ports: [] }]],
    ['sctp', 'SCTP', [{ protocol: 'SCTP', ports: [] }]],
    [
      'TCP 53 + UDP 53',
      'TCP 53 + UDP 53',
      [
        { protocol: 'TCP', ports: [53] },
        { protocol: 'UDP', ports: [53] },
      ],
    ],
  ];
  test.each(good)('%s', (text, name, parts) => {
    expect(parseService(text)).toEqual({ ok: true, value: { name, parts } });
  });
  test.each(['8080', 'FTP 21', 'TCP 0', 'TCP 65536', 'TCP 90-80', 'TCP 80,', 'ICMP 8', '', 'TCP 80 +'])(
    'refuses “%s”',
    (text) => {
      expect(parseService(text).ok).toBe(false);
    },
  );
});

describe('labels that the user types', () => {
  test.each([
    ['role=node', 'role', 'node'],
    [' a.b/c = d ', 'a.b/c', 'd'],
    ['bare', 'bare', ''],
  ])('%s', (text, key, value) => {
    expect(parseLabel(text)).toEqual({ ok: true, value: { key, value } });
  });
  test.each(['=x', '-a=b', 'a=b c', 'a=b=c', 'UPPER.prefix!/x=y'])('refuses “%s”', (text) => {
    expect(parseLabel(text).ok).toBe(false);
  });
});

test('label chips: the most used first, Kubernetes’ own last, names not at all', () => {
  const namespace = (name: string, labels: Record<string, string>) => ({
    kind: 'namespace' as const,
    id: resourceId({ group: '', kind: 'Namespace', namespace: null, name }),
    name,
    labels: labelsOf(labels),
  });
  const chips = labelsInUse([
    namespace('a', { env: 'prod', 'node-role.kubernetes.io/x': '', 'kubernetes.io/metadata.name': 'a' }),
    namespace('b', { env: 'prod', app: 'web', 'node-role.kubernetes.io/x': '' }),
  ]);
  expect(chips.map(({ key, uses }) => [key, uses])).toEqual([
    ['env', 2],
    ['app', 1],
    ['node-role.kubernetes.io/x', 2],
  ]);
});
