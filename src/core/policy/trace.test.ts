import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { undecidedReasons } from './trace.ts';

test('the README says of every reason for leaving a verdict open when it is given, and of no other', () => {
  const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8');
  const [, section = ''] = /^## What is not modelled$([\s\S]*?)^## /m.exec(`${readme}\n## `) ?? [];
  const rows = [...section.matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)].map(([, code = '']) => code);
  expect(rows.toSorted()).toEqual([...undecidedReasons].toSorted());
});
