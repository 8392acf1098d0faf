import { expect, test } from 'vitest';
import { parseFailsafe, printFailsafe, serviceAt } from './failsafe-text.ts';

test.each([
  ['TCP 22', 'TCP 22'],
  ['tcp/22', 'TCP 22'],
  [' 22 ', 'TCP 22'],
  ['udp 53 10.0.0.0/8', 'UDP 53 10.0.0.0/8'],
  ['TCP 0', 'TCP 0'],
])('%j reads as %s', (text, printed) => {
  const read = parseFailsafe(text);
  expect(read.ok ? printFailsafe(read.value) : read.error).toBe(printed);
});

test.each([
  ['', /Write it as/],
  ['ssh', /Write it as/],
  ['SCTP 22', /Only TCP and UDP/],
  ['TCP 70000', /65535/],
  ['TCP 22 nowhere', /not a net/],
])('%j is refused', (text, reason) => {
  const read = parseFailsafe(text);
  expect(read.ok ? 'taken' : read.error).toMatch(reason);
});

test.each([
  [{ protocol: 6, port: 22, net: null }, 'SSH'],
  [{ protocol: 6, port: 2380, net: null }, 'etcd'],
  [{ protocol: 17, port: 22, net: null }, ''],
])('%j is that of %j', (port, name) => {
  expect(serviceAt(port)).toBe(name);
});
