import { describe, expect, test } from 'vitest';
import { outcomeOf } from './lab.mjs';

/** @param {string} name @param {readonly (readonly [fullName: string, failure: string | null])[]} tests */
const file = (name, tests, message = '') => ({
  name: `/lab/${name}`,
  status: 'failed',
  message,
  startTime: 0,
  endTime: 0,
  assertionResults: tests.map(([fullName, failure]) => ({
    fullName,
    status: failure === null ? 'passed' : 'failed',
    failureMessages: failure === null ? [] : [failure],
  })),
});
const late = 'Error: Test timed out in 120000ms.';

describe('what became of a run', () => {
  test('no failure: nothing has seen the fault', () => {
    expect(outcomeOf(0, [file('a.test.ts', [['one', null]])], '/lab')).toEqual({ result: 'passed' });
  });

  test('a failed test has seen it, even beside one that did not end', () => {
    const files = [file('a.test.ts', [['one', late]]), file('src/b.test.ts', [['two', 'AssertionError: 1 is not 2']])];
    expect(outcomeOf(1, files, '/lab')).toEqual({ result: 'failed', test: 'src/b.test.ts > two' });
  });

  test('a test that did not end has seen nothing', () => {
    expect(outcomeOf(1, [file('a.test.ts', [['one', late]])], '/lab')).toEqual({
      result: 'broken',
      why: 'a.test.ts > one did not end',
    });
  });

  test('a file that does not load has seen nothing', () => {
    expect(outcomeOf(1, [file('a.test.ts', [], 'SyntaxError: no')], '/lab')).toEqual({
      result: 'broken',
      why: 'SyntaxError: no',
    });
  });

  test('a run without a report has seen nothing', () => {
    expect(outcomeOf(1, [], '/lab').result).toBe('broken');
  });
});
