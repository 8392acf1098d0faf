import { expect, test } from 'vitest';
import { descendants, parseProcesses, privateMemory } from './memory.mjs';

test('processes below another are found through those between them', () => {
  const processes = parseProcesses(
    [
      '    1     0 /sbin/init',
      '   20     1 node bench',
      '  300    20 chrome',
      ' 4000   300 chrome --type=renderer',
      '  21  1 x',
    ].join('\n'),
  );
  expect(descendants(processes, 20).map(({ pid }) => pid)).toEqual([300, 4000]);
  expect(processes[3]?.command).toContain(' --type=renderer ');
});

test('a process that is not there has no memory, and none is made up', () => {
  expect(privateMemory(2 ** 31 - 1)).toBeNull();
});

test.runIf(process.platform === 'linux')('this process has some', () => {
  expect(privateMemory(process.pid)).toBeGreaterThan(5);
});
