import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import { checkDocument } from './check-document.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance', 'np-guard-invalid');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('np-guard-invalid skipped: ../shared/conformance is not there\n');

interface InvalidCase {
  readonly case: string;
  readonly category: string;
  /** Upstream's own words. */
  readonly errorContains: string;
  readonly manifests: readonly string[];
}

/** What upstream refuses and the API server does not, with the reason. */
const acceptedByTheApi: ReadonlyMap<string, string> = new Map([
  [
    'bad_netpols/subdir6',
    'upstream cannot resolve a named port of an ipBlock; the API allows it (R8.50), it matches pods',
  ],
  ['anp_test_with_empty_port_range', 'the CRD of v1alpha1 does not compare start and end (R7.20)'],
]);

function errorsOf({ manifests }: InvalidCase): readonly string[] {
  const files = manifests.map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));
  const { document, problems } = openDesign(files);
  return [...problems, ...checkDocument(document, { calicoVersion: '3.31' })]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);
}

test.runIf(isPresent)('what np-guard refuses is refused with a sentence', () => {
  const cases = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as readonly InvalidCase[]; // see its README
  const said = cases.map((invalid) => ({ invalid, errors: errorsOf(invalid) }));
  const misses = said.filter(({ errors }) => errors.length === 0).map(({ invalid }) => invalid);
  const lines = misses.map(
    ({ case: name, errorContains }) =>
      `  not refused: ${name} (${errorContains}): ${acceptedByTheApi.get(name) ?? 'a miss'}\n`,
  );
  process.stdout.write(
    `np-guard-invalid: ${cases.length - misses.length} of ${cases.length} refused\n${lines.join('')}`,
  );
  expect(misses.map(({ case: name }) => name).filter((name) => !acceptedByTheApi.has(name))).toEqual([]);
});
