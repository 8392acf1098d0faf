import { expect, test } from 'vitest';
import type { JsonObject } from '../model/json.ts';
import { rulesAskAbout } from './criteria.ts';
import { globalPolicy, hostEndpoint, node, rulesetOf } from './testing/design-of.ts';

const asked = (rule: JsonObject, hook: JsonObject = {}): readonly boolean[] => {
  const spec = { selector: 'all()', types: ['Ingress'], ingress: [{ action: 'Deny', ...rule }], ...hook };
  const [guard] = rulesetOf([
    node('n1', '10.0.0.1'),
    hostEndpoint('h', 'n1', { interfaceName: 'eth0' }),
    globalPolicy('p', spec),
  ]).guards;
  const program = hook['doNotTrack'] === true ? guard?.untracked.ingress : guard?.normal.ingress;
  if (program === undefined) throw new Error('a host endpoint has programs');
  return [rulesAskAbout(program, 'source'), rulesAskAbout(program, 'destination')];
};

test.each([
  ['nothing', {}, [false, false]],
  ['a source net', { source: { nets: ['10.0.0.0/8'] } }, [true, false]],
  ['a destination net', { destination: { nets: ['10.0.0.0/8'] } }, [false, true]],
  ['destination ports are the same everywhere', { protocol: 'TCP', destination: { ports: [80] } }, [false, false]],
  ['unless they are named', { protocol: 'TCP', destination: { ports: ['http'] } }, [false, true]],
  ['and so are source ports', { protocol: 'TCP', source: { ports: ['http'] } }, [true, false]],
] as const)('which ends a rule asks about: %s', (_what, rule, ends) => {
  expect(asked(rule)).toEqual(ends);
});

test('rules for replies ask about the ends the other way round', () => {
  const hook = {
    doNotTrack: true,
    applyOnForward: true,
    types: ['Ingress', 'Egress'],
    egress: [{ action: 'Allow', destination: { nets: ['10.0.0.0/8'] } }],
  };
  expect(asked({}, hook)).toEqual([true, false]);
});
