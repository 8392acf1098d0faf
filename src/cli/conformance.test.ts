import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from './run.ts';

interface Case {
  readonly id: string;
  readonly manifests: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly decidedBy: object;
}

const cases = join(process.cwd(), '../shared/conformance/cases');
const isThere = existsSync(cases);
if (!isThere) console.log(`skipped: there are no worked cases in ${cases}`);

describe.skipIf(!isThere)('worked cases through explain --flows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'firewright-flows-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const flows: readonly Case[] = isThere ? JSON.parse(readFileSync(join(cases, 'cases.json'), 'utf8')) : [];

  test('every answer has the contract’s words, and what is decided is decided as expected', () => {
    const designs = new Map<string, Case[]>();
    for (const one of flows) {
      const key = JSON.stringify([one.manifests, one.settings]);
      designs.set(key, [...(designs.get(key) ?? []), one]);
    }
    const answers = [...designs.values()].flatMap((ofDesign) => {
      const [first] = ofDesign;
      const file = join(folder, 'flows.json');
      writeFileSync(file, JSON.stringify(ofDesign));
      const settings = Object.entries(first!.settings).flatMap(([key, value]) => ['--set', `${key}=${value}`]);
      const files = first!.manifests.map((name) => join(cases, 'manifests', name));
      const outcome = run(
        ['explain', ...files, '--flows', file, ...settings, '--format', 'json'],
        () => new Uint8Array(),
      );
      expect([outcome.status, outcome.status === 0 ? '' : outcome.diagnostics]).toEqual([0, '']);
      const printed = JSON.parse(outcome.out) as { verdict: string; decidedBy: object }[];
      return ofDesign.map((one, index) => ({ ...one, ...printed[index]!, wanted: one.decidedBy }));
    });
    const decided = answers.filter(({ verdict }) => verdict !== 'undecided');
    console.log(`explain --flows: ${decided.length} of ${answers.length} worked cases decided, the rest undecided.`);
    const wrong = decided.filter(
      ({ expected, verdict, wanted, decidedBy }) =>
        expected !== verdict || JSON.stringify(wanted) !== JSON.stringify(decidedBy),
    );
    expect(wrong.map(({ id, verdict, decidedBy }) => [id, verdict, decidedBy])).toEqual([]);
    expect(decided.length).toBeGreaterThan(0.8 * answers.length);
  });
});
