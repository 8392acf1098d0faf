import { describe, expect, test } from 'vitest';
import { hostServicePresets } from '../../core/edit/presets.ts';
import type { DrawnFlow } from '../../core/model/design.ts';
import type { FlowPort } from '../../core/net/flow-traffic.ts';
import { hostEndpointId, podEndpointId } from '../../core/model/ids.ts';
import { draftOf, readDraft, withPort, withProtocol, withService, type FlowDraft } from './flow-draft.ts';

const flow: DrawnFlow = {
  source: podEndpointId('prod', 'web'),
  destination: hostEndpointId('worker'),
  protocol: null,
  port: null,
  expect: null,
  note: '',
};
const draft = (protocol: string, port = ''): FlowDraft => ({ protocol, port, expect: null, note: '' });

describe('what was typed is read', () => {
  const good: readonly [protocol: string, port: string, read: readonly [number | null, FlowPort | null]][] = [
    ['', '', [null, null]],
    ['TCP', '', [6, null]],
    ['TCP', '22', [6, 22]],
    ['udp', ' 53 ', [17, 53]],
    ['SCTP', '65535', [132, 65535]],
    ['ICMP', '', [1, null]],
    ['icmpv6', '', [58, null]],
    ['253', '', [253, null]],
    ['TCP', '2379-2380', [6, { kind: 'ports', first: 2379, last: 2380 }]],
    ['UDP', '30000:32767', [17, { kind: 'ports', first: 30000, last: 32767 }]],
    ['TCP', '22-22', [6, 22]],
    ['ICMP', '8', [1, { kind: 'icmp', type: 8, code: null }]],
    ['ICMPv6', '1/4', [58, { kind: 'icmp', type: 1, code: 4 }]],
  ];
  test.each(good)('“%s” “%s”', (protocol, port, [number, portNumber]) => {
    expect(readDraft(flow, draft(protocol, port))).toEqual({
      ok: true,
      value: { ...flow, protocol: number, port: portNumber },
    });
  });

  const bad: readonly [protocol: string, port: string, field: 'protocol' | 'port'][] = [
    ['XYZ', '', 'protocol'],
    ['0', '', 'protocol'],
    ['256', '', 'protocol'],
    ['TCP', '0', 'port'],
    ['TCP', '65536', 'port'],
    ['TCP', '23:22', 'port'],
    ['TCP', '3/4', 'port'],
    ['TCP', 'ssh', 'port'],
    ['', '22', 'port'],
    ['ICMP', '255', 'port'],
    ['ICMP', '8-9', 'port'],
    ['253', '8', 'port'],
  ];
  test.each(bad)('“%s” “%s” is refused', (protocol, port, field) => {
    expect(readDraft(flow, draft(protocol, port))).toMatchObject({ ok: false, error: { field } });
  });

  test('expectation and note are kept', () => {
    const read = readDraft(flow, { ...draft('TCP', '22'), expect: 'deny', note: 'never' });
    expect(read).toMatchObject({ ok: true, value: { expect: 'deny', note: 'never' } });
  });
  const ports: readonly DrawnFlow['port'][] = [53, { kind: 'ports', first: 2, last: 9 }, null];
  test.each(ports)('a drawn flow comes back as it was: port %j', (port) => {
    const drawn: DrawnFlow = { ...flow, protocol: 17, port, expect: 'allow', note: 'DNS' };
    expect(readDraft(drawn, draftOf(drawn))).toEqual({ ok: true, value: drawn });
  });
});

test('a port that is typed first makes it TCP', () => {
  expect(withPort(draft(''), '22')).toEqual(draft('TCP', '22'));
  expect(withPort(draft('UDP'), '53')).toEqual(draft('UDP', '53'));
  expect(withPort(draft(''), '')).toEqual(draft('', ''));
});

test('what has no ports loses its port', () => {
  expect(withProtocol(draft('TCP', '22'), 'ICMP')).toEqual(draft('ICMP'));
  expect(withProtocol(draft('TCP', '22'), '')).toEqual(draft(''));
  expect(withProtocol(draft('TCP', '22'), 'UDP')).toEqual(draft('UDP', '22'));
  expect(withProtocol(draft('ICMP', '8'), 'icmpv6')).toEqual(draft('icmpv6', '8'));
  expect(withProtocol(draft('ICMP', '8'), 'TCP')).toEqual(draft('TCP'));
});

test('every service fills in a flow that can be drawn', () => {
  for (const service of hostServicePresets) expect(readDraft(flow, withService(draft(''), service)).ok).toBe(true);
});
