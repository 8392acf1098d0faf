import { expect, test } from 'vitest';
import { plainPacket } from '../../app/walk-actions.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { draftOf, packetOfDraft } from './packet-draft.ts';

const [web, node] = ['prod/web', 'host/w0'] as readonly string[] as readonly [EndpointId, EndpointId]; // as a design names them
const ssh = plainPacket(web, node);

test('the form begins with what is traced, else with what is selected, else with empty ends', () => {
  expect(draftOf({ ...ssh, port: 179 }, null, undefined)).toEqual({
    ...{ from: web, to: node, protocol: 'TCP', port: '179' },
  });
  expect(draftOf(null, web, node)).toEqual({ from: web, to: node, protocol: 'TCP', port: '22' });
  expect(draftOf(null, null, undefined)).toMatchObject({ from: '', to: '' });
});

test.each([
  ['8/0', { protocol: 1, port: null, icmpType: 8, icmpCode: 0 }],
  ['3', { protocol: 58, port: null, icmpType: 3, icmpCode: null }],
  ['', { protocol: 1, port: null, icmpType: null, icmpCode: null }],
  ['', { protocol: 253, port: null, icmpType: null, icmpCode: null }],
])('what was asked of a protocol is typed as %j, and read as the same', (port, traffic) => {
  const packet = { ...ssh, ...traffic };
  const draft = draftOf(packet, null, undefined);
  expect(draft.port).toBe(port);
  expect(packetOfDraft(packet, draft)).toEqual({ ok: true, value: packet });
});

test('what else was asked is kept; a sender’s port goes with the protocols that have ports', () => {
  const special = { ...ssh, sourcePort: 68, fromAddress: '10.0.0.9' };
  expect(packetOfDraft(special, { protocol: 'UDP', port: '67' })).toEqual({
    ok: true,
    value: { ...special, protocol: 17, port: 67 },
  });
  expect(packetOfDraft(special, { protocol: 'ICMP', port: '' })).toMatchObject({ value: { sourcePort: null } });
});

test.each([
  ['TCP', '70000', /1 to 65535/],
  ['nonsense', '1', /no protocol/],
])('%s %s is refused in words', (protocol, port, words) => {
  const refused = packetOfDraft(ssh, { protocol, port });
  expect(refused.ok ? '' : refused.error).toMatch(words);
});
