import { describe, expect, test } from 'vitest';
import { settingsOf } from './settings-arguments.ts';

describe('--set', () => {
  test.each([
    ['nothing', [], {}],
    ['a text', [['dataplane', 'ebpf']], { dataplane: 'ebpf' }],
    ['on', [['modelEncapsulation', 'true']], { modelEncapsulation: true }],
    ['off', [['modelEncapsulation', 'false']], { modelEncapsulation: false }],
    [
      'several, and of two the later one',
      [
        ['calicoVersion', '3.30'],
        ['hostInputDefault', 'drop'],
        ['calicoVersion', '3.31'],
      ],
      { calicoVersion: '3.31', hostInputDefault: 'drop' },
    ],
  ] as const)('%s', (_what, pairs, value) => {
    expect(settingsOf(pairs)).toEqual({ ok: true, value });
  });

  test.each([
    ['colour', 'red', 'There is no setting colour; there are calicoVersion, dataplane,'],
    ['toString', 'red', 'There is no setting toString;'],
    ['modelEncapsulation', 'yes', 'modelEncapsulation takes one of false, true, not yes.'],
    ['calicoVersion', '3.3', 'calicoVersion takes one of 3.29, 3.30, 3.31, 3.32, 3.33, not 3.3.'],
  ])('%s=%s is refused', (key, value, sentence) => {
    expect(settingsOf([[key, value]])).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });
});
