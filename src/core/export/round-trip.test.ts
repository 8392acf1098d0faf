import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import type { SourceFile } from '../manifest/source-documents.ts';
import { printYaml } from '../manifest/yaml.ts';
import type { ClusterDocument } from '../model/document.ts';
import { calicoVersions, type CalicoVersion } from '../model/settings.ts';
import { examinedDesign } from '../policy/reference/generate-design.ts';
import { exportBundle, exportSingleFile, type ExportOptions } from './export-design.ts';
import { manifestsOf, verdictsOf, withExportReadAgain } from './testing/exported-verdicts.ts';

const options: ExportOptions = { calicoVersion: '3.32', namespaces: 'include', policies: 'enforced' };

function exported(document: ClusterDocument, wanted: ExportOptions): Readonly<Record<string, readonly SourceFile[]>> {
  const single = exportSingleFile(document, wanted);
  const bundle = exportBundle(document, wanted);
  if (!single.ok || !bundle.ok) throw new Error(JSON.stringify([single, bundle]));
  return { single: [{ name: 'manifests.yaml', text: single.value.text }], bundle: bundle.value.files };
}

function verdictsOfExport(
  document: ClusterDocument,
  files: readonly SourceFile[],
  calicoVersion: CalicoVersion,
): object {
  const { manifests, problems } = withExportReadAgain(document, files, calicoVersion);
  expect(problems).toEqual([]);
  return verdictsOf(manifests, calicoVersion);
}

describe.each(readdirSync('assets/samples'))('%s', (name) => {
  const text = readFileSync(`assets/samples/${name}`, 'utf8');
  const { document } = openDesign([{ name, text }]);

  test.each(Object.entries(exported(document, options)))('its export (%s) gives the same verdicts', (_form, files) => {
    expect(verdictsOfExport(document, files, '3.32')).toEqual(verdictsOf(manifestsOf(document), '3.32'));
  });

  test('opening and saving it untouched gives the same bytes', () => {
    expect(printDesign(document)).toBe(text);
  });
});

test('the export of generated designs gives the same verdicts', { timeout: 120_000 }, () => {
  let pairs = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const calicoVersion = calicoVersions[seed % calicoVersions.length]!;
    const manifests = examinedDesign(seed, calicoVersion);
    const { document } = openDesign([{ name: 'all.yaml', text: manifests.map(printYaml).join('---\n') }]);
    // Some versions lack a kind that the design has.
    if (!exportSingleFile(document, { ...options, calicoVersion }).ok) continue;
    const before = verdictsOf(manifestsOf(document), calicoVersion);
    for (const form of Object.values(exported(document, { ...options, calicoVersion })))
      expect(verdictsOfExport(document, form, calicoVersion), `seed ${seed}`).toEqual(before);
    pairs += Object.keys(before).length;
  }
  process.stdout.write(`export and import kept the verdicts of ${pairs} pairs of generated designs.\n`);
  expect(pairs).toBeGreaterThan(1000);
});
