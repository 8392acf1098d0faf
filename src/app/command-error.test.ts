import { expect, test } from 'vitest';
import type { CommandError } from '../core/edit/command.ts';
import { resourceId } from '../core/model/ids.ts';
import { describeCommandError } from './command-error.ts';

const web = resourceId({ group: '', kind: 'Pod', namespace: 'a', name: 'web' });
const sentences: readonly (readonly [error: CommandError, sentence: string])[] = [
  [{ reason: 'no-such-resource', resource: web }, 'Pod/a/web is not in the design any more.'],
  [{ reason: 'already-exists', resource: web }, 'Pod/a/web exists already; choose another name.'],
  [{ reason: 'no-such-rule', policy: web, index: 3 }, 'There is no rule 4 in Pod/a/web any more.'],
  [{ reason: 'no-such-flow', index: 0 }, 'This flow is not in the design any more.'],
  [
    { reason: 'wrong-shape', resource: web, path: ['spec', 'ingress'] },
    'Pod/a/web: spec.ingress is not of the type that this edit needs; mend it in the YAML tab.',
  ],
  [
    { reason: 'wrong-shape', resource: web, path: [] },
    'Pod/a/web: the object is not of the type that this edit needs; mend it in the YAML tab.',
  ],
  [{ reason: 'unidentified', why: 'It has no kind.' }, 'It has no kind.'],
];
test.each(sentences)('%j', (error, sentence) => {
  expect(describeCommandError(error)).toBe(sentence);
});
