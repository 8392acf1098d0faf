import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openDesign, printDesign } from '../file/design-file.ts';
import { identityOf } from '../manifest/identity.ts';
import { builtInTiers } from '../manifest/read-tier.ts';
import type { SourceFile } from '../manifest/source-documents.ts';
import { printYaml } from '../manifest/yaml.ts';
import type { ClusterDocument, Manifest } from '../model/document.ts';
import { calicoVersions, type CalicoVersion } from '../model/settings.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { lower } from '../policy/lower.ts';
import { summaryAt } from '../policy/verdict-index.ts';
import { examinedDesign } from '../policy/reference/generate-design.ts';
import { stageOf } from './apply-order.ts';
import { exportBundle, exportSingleFile, type ExportOptions } from './export-design.ts';
import { withoutRollbacks } from './rollback.ts';

const options: ExportOptions = { calicoVersion: '3.32', namespaces: 'include', policies: 'enforced' };

function exported(document: ClusterDocument, wanted: ExportOptions): Readonly<Record<string, readonly SourceFile[]>> {
  const single = exportSingleFile(document, wanted);
  const bundle = exportBundle(document, wanted);
  if (!single.ok || !bundle.ok) throw new Error(JSON.stringify([single, bundle]));
  return { single: [{ name: 'manifests.yaml', text: single.value.text }], bundle: bundle.value.files };
}

/** The design with everything that is exported replaced by what reading the export gives. */
function replaced(
  document: ClusterDocument,
  files: readonly SourceFile[],
  calicoVersion: CalicoVersion,
): readonly Manifest[] {
  const yaml = withoutRollbacks(files.filter(({ name }) => name.endsWith('.yaml'))).texts;
  const { document: again, problems } = openDesign(yaml);
  expect(problems).toEqual([]);
  const left = manifestsOf(document).filter((manifest) => !isReplaced(manifest, calicoVersion));
  return [...left, ...manifestsOf(again)];
}

function manifestsOf({ resources }: ClusterDocument): readonly Manifest[] {
  return Object.values(resources).map(({ manifest }) => manifest);
}

/** Built-in tiers are in every cluster, so they are not exported and stay. */
function isReplaced(manifest: Manifest, calicoVersion: CalicoVersion): boolean {
  const name = identityOf(manifest);
  const isBuiltIn = name.kind === 'Tier' && builtInTiers(calicoVersion).some((tier) => tier.name === name.name);
  return stageOf(name) !== null && !isBuiltIn;
}

function verdictsOf(manifests: readonly Manifest[], calicoVersion: CalicoVersion): object {
  const { document } = openDesign([{ name: 'all.yaml', text: manifests.map(printYaml).join('---\n') }]);
  const table = evaluateAll(lower(Object.values(document.resources), { calicoVersion }));
  // By the names of both ends, each with its own summary: rows and summaries may come in another order.
  return Object.fromEntries(
    table.endpoints.flatMap((source, row) =>
      table.endpoints.map((target, column) => [`${source.id} ${target.id}`, summaryAt(table, row, column)]),
    ),
  );
}

describe.each(readdirSync('assets/samples'))('%s', (name) => {
  const text = readFileSync(`assets/samples/${name}`, 'utf8');
  const { document } = openDesign([{ name, text }]);

  test.each(Object.entries(exported(document, options)))('its export (%s) gives the same verdicts', (_form, files) => {
    expect(verdictsOf(replaced(document, files, '3.32'), '3.32')).toEqual(verdictsOf(manifestsOf(document), '3.32'));
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
      expect(verdictsOf(replaced(document, form, calicoVersion), calicoVersion), `seed ${seed}`).toEqual(before);
    pairs += Object.keys(before).length;
  }
  process.stdout.write(`export and import kept the verdicts of ${pairs} pairs of generated designs.\n`);
  expect(pairs).toBeGreaterThan(1000);
});
