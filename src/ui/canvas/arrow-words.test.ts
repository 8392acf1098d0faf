import { expect, test } from 'vitest';
import type { AllowedTraffic } from '../../core/net/describe-traffic.ts';
import { allowedCaption } from './arrow-words.ts';

const cases: readonly [caption: string, allowed: readonly AllowedTraffic[]][] = [
  ['', []],
  ['TCP', [{ protocol: 'TCP', ports: '*' }]],
  [
    'TCP 22, 179 · UDP 53',
    [
      { protocol: 'TCP', ports: '22,179' },
      { protocol: 'UDP', ports: '53' },
    ],
  ],
  [
    'TCP 22, 179, 2379-2380 +4',
    [
      { protocol: 'TCP', ports: '22,179,2379-2380,5473,6443,6666-6667' },
      { protocol: 'UDP', ports: '68' },
    ],
  ],
  [
    'ICMP 8/0 · other protocols',
    [
      { protocol: 'ICMP', types: '8/0' },
      { protocol: 'other', ports: '*' },
    ],
  ],
];
test.each(cases)('an arrow’s caption is cut between entries: %s', (caption, allowed) => {
  expect(allowedCaption(allowed)).toBe(caption);
});
