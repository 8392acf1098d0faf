import { expect, test } from 'vitest';
import { acceptFiles } from './accept-files.ts';

const good = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: good\n';

test('files that are no text are refused by name, the others are read', () => {
  const { texts, problems } = acceptFiles([
    { name: 'latin1.yaml', content: { kind: 'not-utf8', offset: 7 } },
    { name: 'good.yaml', content: { kind: 'text', text: good } },
    { name: 'huge.yaml', content: { kind: 'too-large', bytes: 52_953_088 } },
  ]);
  expect(texts).toEqual([{ name: 'good.yaml', text: good }]);
  expect(problems.map(({ code, place, message }) => [code, place?.file, message])).toEqual([
    ['FILE-NOT-UTF8', 'latin1.yaml', 'The file is not UTF-8 text: byte 8 belongs to no character. Save it as UTF-8.'],
    ['FILE-TOO-LARGE', 'huge.yaml', 'The file has 50.5 MiB; files larger than 50 MiB are not read.'],
  ]);
});
