import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { planCommand } from '../edit/plan-command.ts';
import { applyPatch, invertPatch } from '../edit/patch.ts';
import type { Command } from '../edit/command.ts';
import { openDesign, printDesign } from '../file/design-file.ts';
import type { ClusterDocument } from '../model/document.ts';
import type { ResourceId } from '../model/ids.ts';
import { evaluateAll } from '../policy/evaluate.ts';
import { lower } from '../policy/lower.ts';
import { checkDocument } from '../check/check-document.ts';
import { blockingProblems } from './blocking-problems.ts';
import { exportBundle, exportSingleFile, type ExportOptions } from './export-design.ts';
import { stageOf } from './apply-order.ts';
import { identityOf } from '../manifest/identity.ts';

const sample = 'assets/samples/firewall-the-nodes.firewright.yaml';
const { document } = openDesign([{ name: sample, text: readFileSync(sample, 'utf8') }]);
const policy = 'GlobalNetworkPolicy.projectcalico.org/node-host-firewall' as ResourceId;
const renamed = 'GlobalNetworkPolicy.projectcalico.org/other' as ResourceId;
const options: ExportOptions = { calicoVersion: '3.32', namespaces: 'include', policies: 'enforced' };
const disable: Command = { type: 'set-disabled', policy, disabled: true };

function after(...commands: readonly Command[]): ClusterDocument {
  return commands.reduce((now, command) => {
    const planned = planCommand(now, command);
    if (!planned.ok) throw new Error(planned.error.reason);
    return applyPatch(now, planned.value);
  }, document);
}

function exported(of: ClusterDocument): string {
  const single = exportSingleFile(of, options);
  if (!single.ok) throw new Error(single.error.messages.join());
  return single.value.text;
}

function disabledIn(of: ClusterDocument): readonly string[] {
  return Object.values(of.resources).flatMap(({ manifest }) => {
    const spec = manifest['kind'] === 'Design' ? (manifest['spec'] as { disabled?: readonly string[] }) : {};
    return spec.disabled ?? [];
  });
}

describe('a disabled policy', () => {
  test('is in neither form of the export, and everything else is', () => {
    expect(exported(document)).toContain('node-host-firewall');
    const without = after(disable);
    expect(exported(without)).not.toContain('name: node-host-firewall');
    const bundle = exportBundle(without, options);
    expect(bundle.ok && bundle.value.files.map(({ text }) => text).join('')).not.toContain('name: node-host-firewall');
    expect(exported(after(disable, { ...disable, disabled: false }))).toBe(exported(document));
  });

  test('what is exported is judged as the design is', () => {
    const without = after(disable);
    const kept = Object.values(without.resources).filter(
      ({ manifest }) => stageOf(identityOf(manifest)) === null && manifest['kind'] !== 'Design',
    );
    const again = openDesign([{ name: 'export.yaml', text: exported(without) }]).document;
    const table = evaluateAll(lower([...kept, ...Object.values(again.resources)]));
    expect(table).toEqual(evaluateAll(lower(Object.values(without.resources))));
    expect(table).not.toEqual(evaluateAll(lower(Object.values(document.resources))));
  });

  test('only what is a policy can be disabled', () => {
    const tier = 'Tier.projectcalico.org/host-firewall' as ResourceId;
    expect(exported(after({ ...disable, policy: tier }))).toBe(exported(document));
  });

  test('its own errors stay listed and keep nothing back', () => {
    const broken: Command = { type: 'set-field', resource: policy, path: ['spec', 'selector'], value: 'role ==' };
    const problemsOf = (of: ClusterDocument): readonly string[] =>
      checkDocument(of).flatMap(({ severity, resource }) =>
        severity === 'error' && resource === policy ? [severity] : [],
      );
    for (const [commands, blocks] of [
      [[broken], true],
      [[broken, disable], false],
    ] as const) {
      const now = after(...commands);
      expect(problemsOf(now)).toEqual(['error']);
      expect(blockingProblems(now, checkDocument(now)).length > 0).toBe(blocks);
    }
  });

  test('stays so under another name, is forgotten when it is deleted, and comes back by undo', () => {
    const rename: Command = { type: 'rename-resource', resource: policy, name: 'other' };
    expect(disabledIn(after(disable, rename))).toEqual([renamed]);
    expect(disabledIn(after(disable, rename, { type: 'remove-resources', ids: [renamed] }))).toEqual([]);
    const planned = planCommand(document, disable);
    if (!planned.ok) throw new Error(planned.error.reason);
    const undone = applyPatch(applyPatch(document, planned.value), invertPatch(planned.value));
    expect(printDesign(undone)).toEqual(printDesign(document));
  });

  test('is disabled in the saved file as well', () => {
    const text = printDesign(after(disable));
    expect(disabledIn(openDesign([{ name: 'd.yaml', text }]).document)).toEqual([policy]);
  });
});
