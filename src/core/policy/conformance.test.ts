import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import type { EndpointId, ResourceId } from '../model/ids.ts';
import { resourceId } from '../model/ids.ts';
import { groupAndKind } from '../manifest/read-entity.ts';
import type { Settings } from '../model/settings.ts';
import { evaluateFlow } from './evaluate.ts';
import type { FlowQuery, FlowVia } from './flow-query.ts';
import { lower } from './lower.ts';
import type { FlowResult } from './flow-query.ts';
import { wordsOfStep } from './trace-words.ts';

const folder = join(process.cwd(), '..', 'shared', 'conformance', 'cases');
const isPresent = existsSync(folder);
if (!isPresent) process.stdout.write('worked cases skipped: ../shared/conformance is not there\n');

interface WorkedCase {
  readonly id: string;
  readonly title: string;
  readonly manifests: readonly string[];
  readonly from: EndpointId;
  readonly to: EndpointId;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | 'ICMP' | 'ICMPv6';
  readonly port?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly sourcePort?: number;
  readonly ipVersion?: 4 | 6;
  readonly toAddress?: string;
  readonly fromAddress?: string;
  readonly via?: { readonly type: string; readonly service: string; readonly node: string; readonly port: number };
  readonly settings: Partial<Settings>;
  readonly expected: 'allow' | 'deny';
  readonly decidedBy: object;
}

const protocols = { TCP: 6, UDP: 17, SCTP: 132, ICMP: 1, ICMPv6: 58 } as const;

function manifestsOf(file: string): readonly Manifest[] {
  const text = readFileSync(join(folder, 'manifests', file), 'utf8');
  return loadAll(text).filter((value) => value !== null) as Manifest[]; // the fixtures hold objects only
}

/** Later files replace objects of the same identity. */
function resourcesOf(files: readonly string[]): ReadonlyMap<ResourceId, Manifest> {
  const resources = new Map<ResourceId, Manifest>();
  for (const manifest of files.flatMap(manifestsOf)) {
    const { namespace = null, name } = manifest['metadata'] as { namespace?: string; name: string }; // as above
    resources.set(resourceId({ ...groupAndKind(manifest), namespace, name }), manifest);
  }
  return resources;
}

function queryOf(worked: WorkedCase): FlowQuery {
  return {
    from: worked.from,
    to: worked.to,
    protocol: protocols[worked.protocol],
    port: worked.port ?? null,
    icmpType: worked.icmpType ?? null,
    icmpCode: worked.icmpCode ?? null,
    sourcePort: worked.sourcePort ?? null,
    ipVersion: worked.ipVersion ?? null,
    toAddress: worked.toAddress ?? null,
    fromAddress: worked.fromAddress ?? null,
    via: viaOf(worked.via),
  };
}

function viaOf(via: WorkedCase['via']): FlowVia | null {
  if (via === undefined) return null;
  if (via.type === 'Gateway') return { type: 'Gateway', clusterNode: via.node };
  if (via.type === 'ClusterIP') return { type: 'ClusterIP', service: via.service, port: via.port };
  return { type: 'NodePort', service: via.service, clusterNode: via.node, port: via.port };
}

function judge(worked: WorkedCase): FlowResult {
  const resources = [...resourcesOf(worked.manifests)].map(([id, manifest]) => ({ id, manifest }));
  const result = evaluateFlow(lower(resources, worked.settings), queryOf(worked));
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe.runIf(isPresent)('worked cases of semantics.md', () => {
  const cases = isPresent
    ? (JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8')) as readonly WorkedCase[])
    : [];
  const waiting = new Map<string, number>();
  let decided = 0;

  test.each(cases)('$id: $title', (worked) => {
    const result = judge(worked);
    const { step } = result.decidedBy;
    if (step.kind === 'undecided') {
      waiting.set(step.reason, (waiting.get(step.reason) ?? 0) + 1);
      expect(result.verdict).toBe('undecided');
      return;
    }
    decided += 1;
    expect({ verdict: result.verdict, ...wordsOfStep(result.decidedBy) }).toEqual({
      verdict: worked.expected,
      ...worked.decidedBy,
    });
  });

  afterAll(() => {
    const reasons = [...waiting].map(([reason, count]) => `${count} ${reason}`).join(', ');
    process.stdout.write(
      `worked cases: ${decided} ran, ${cases.length - decided} wait${reasons === '' ? '' : ` (${reasons})`}\n`,
    );
    expect(decided).toBeGreaterThan(0);
  });
});
