import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDesign } from '../file/design-file.ts';
import type { SourceFile } from '../manifest/source-documents.ts';
import { printYaml } from '../manifest/yaml.ts';
import type { Manifest } from '../model/document.ts';
import type { CalicoVersion } from '../model/settings.ts';
import { exportBundle, exportSingleFile, type ExportOptions } from './export-design.ts';
import { manifestsOf, verdictsOf, withExportReadAgain } from './testing/exported-verdicts.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('import and export of the data skipped: ../shared/conformance is not there\n');

/** A design of the data, and the version that knows its kinds. */
interface Sample {
  readonly name: string;
  readonly files: readonly SourceFile[];
  readonly calicoVersion: CalicoVersion;
}

/** So that policies which stand alone in the data have endpoints to decide about. */
const lesson: SourceFile = {
  name: 'lesson.yaml',
  text: readFileSync('assets/samples/firewall-the-nodes.firewright.yaml', 'utf8'),
};

function fileOf(name: string, manifests: readonly Manifest[]): SourceFile {
  return { name: `${name}.yaml`, text: manifests.map(printYaml).join('---\n') };
}

function read<T>(path: string): T {
  return JSON.parse(readFileSync(join(folder, path), 'utf8')) as T; // as the README of the data describes it
}

function filesBelow(path: string): readonly SourceFile[] {
  return readdirSync(join(folder, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name) && statSync(join(folder, path, name)).isFile())
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, path, name), 'utf8') }));
}

function fileAt(name: string): SourceFile {
  return { name, text: readFileSync(join(folder, 'np-guard-invalid', name), 'utf8') };
}

function versionFor(files: readonly SourceFile[], otherwise: CalicoVersion): CalicoVersion {
  return files.some(({ text }) => /AdminNetworkPolicy/.test(text)) ? '3.31' : otherwise;
}

function sample(name: string, files: readonly SourceFile[], otherwise: CalicoVersion = '3.32'): Sample {
  return { name, files, calicoVersion: versionFor(files, otherwise) };
}

const suites: Readonly<Record<string, () => readonly Sample[]>> = {
  'worked cases': () => {
    const cases =
      read<readonly { manifests: readonly string[]; settings: { calicoVersion: CalicoVersion } }[]>('cases/cases.json');
    const byKey = new Map(cases.map((one) => [JSON.stringify([one.manifests, one.settings.calicoVersion]), one]));
    return [...byKey.values()].map(({ manifests, settings }) => ({
      name: manifests.join('+'),
      files: manifests.map((name) => ({ name, text: readFileSync(join(folder, 'cases/manifests', name), 'utf8') })),
      calicoVersion: settings.calicoVersion,
    }));
  },
  'np-guard': () => readdirSync(join(folder, 'np-guard')).map((name) => sample(name, filesBelow(`np-guard/${name}`))),
  'np-guard, with faults': () =>
    read<readonly { case: string; manifests: readonly string[] }[]>('np-guard-invalid/index.json').map((one) =>
      sample(one.case, one.manifests.map(fileAt)),
    ),
  'network-policy-api': () =>
    ['adminnetworkpolicy-v1alpha1', 'clusternetworkpolicy-v1alpha2'].flatMap((api) =>
      readdirSync(join(folder, 'npa', api))
        .filter((name) => name.endsWith('.json') && name !== 'index.json')
        .flatMap((name) => {
          const suite = read<{
            base: string;
            scenarios: readonly { scenario: string; policies: readonly Manifest[] }[];
          }>(`npa/${api}/${name}`);
          const base = { name: suite.base, text: readFileSync(join(folder, 'npa', api, suite.base), 'utf8') };
          return suite.scenarios.map(({ scenario, policies }) =>
            sample(`${name} ${scenario}`, [base, fileOf('policies', policies)]),
          );
        }),
    ),
  cyclonus: () => {
    const { base, cases } = read<{
      base: {
        pods: readonly { namespace: string; name: string; labels: Readonly<Record<string, string>>; ip: string }[];
      };
      cases: readonly { id: string; policies: readonly Manifest[] }[];
    }>('cyclonus/cases.json');
    const pods = base.pods.map(({ namespace, name, labels, ip }) => ({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { namespace, name, labels } },
      status: { podIPs: [{ ip }] },
    }));
    return cases.map(({ id, policies }) => sample(id, [fileOf('pods', pods), fileOf('policies', policies)]));
  },
  'data plane of Calico': () =>
    ['calico-felix-fv', 'calico-e2e'].flatMap((name) =>
      readdirSync(join(folder, name)).flatMap((file) =>
        read<{ scenarios: readonly { id: string; resources: readonly Manifest[] }[] }>(`${name}/${file}`).scenarios.map(
          ({ id, resources }) => sample(`${file} ${id}`, [lesson, fileOf('resources', resources)], '3.33'),
        ),
      ),
    ),
  'examples of documentation': () =>
    read<readonly { id: string; resource: Manifest }[]>('docs-examples.json').map(({ id, resource }) =>
      sample(id, [lesson, fileOf('example', [resource])]),
    ),
  validation: () =>
    read<readonly { id: string; resource: Manifest }[]>('validation.json').map(({ id, resource }) =>
      sample(id, [lesson, fileOf('case', [resource])], '3.33'),
    ),
};

/** Why a design can't be exported: none of these may be about anything else. */
const refusals: readonly RegExp[] = [
  /^Calico 3\.\d+ has no /,
  /^Calico 3\.\d+ does not read spec\.\S*\.namedPort of (?:Baseline)?AdminNetworkPolicy /,
  /^Calico 3\.\d+ takes no \w+ called /,
  /^HostEndpoint \S+ uses the profile /,
  /^Two objects would be exported as /,
];

describe.skipIf(!isPresent).each(Object.entries(suites))('%s', (suite, samples) => {
  test('import, export, import: the same verdicts', { timeout: 240_000 }, () => {
    const refused = new Map<string, number>();
    let [designs, pairs] = [0, 0];
    for (const { name, files, calicoVersion } of samples()) {
      const { document } = openDesign(files);
      const options: ExportOptions = { calicoVersion, namespaces: 'include', policies: 'enforced' };
      const [single, bundle] = [exportSingleFile(document, options), exportBundle(document, options)];
      if (!single.ok || !bundle.ok) {
        for (const message of single.ok ? [] : single.error.messages) {
          expect([name, message, refusals.some((refusal) => refusal.test(message))]).toEqual([name, message, true]);
          const why = message.replace(/\b(?:called|profile|as) \S+/, '…').slice(0, 40);
          refused.set(why, (refused.get(why) ?? 0) + 1);
        }
        continue;
      }
      const before = verdictsOf(manifestsOf(document), calicoVersion);
      const forms = [[{ name: 'manifests.yaml', text: single.value.text }], bundle.value.files];
      for (const form of forms) {
        const { manifests, problems } = withExportReadAgain(document, form, calicoVersion);
        // Of a design without policies nothing is left to apply.
        expect([name, problems.filter(({ code }) => code !== 'FILE-NO-OBJECTS')]).toEqual([name, []]);
        expect([name, verdictsOf(manifests, calicoVersion)]).toEqual([name, before]);
      }
      designs += 1;
      pairs += Object.keys(before).length;
    }
    const why = [...refused].map(([text, count]) => `${count} × ${text}`);
    process.stdout.write(
      `round trip: ${suite}: ${designs} designs, ${pairs} pairs; refused: ${why.join(', ') || 'none'}\n`,
    );
    expect(designs).toBeGreaterThan(0);
  });
});
