import { expect, test } from 'vitest';
import type { Manifest } from '../core/model/document.ts';
import { inputsOf } from '../core/policy/testing/design-of.ts';
import { cluster, onDb } from '../core/policy/testing/small-cluster.ts';
import { podEndpointId } from '../core/model/ids.ts';
import type { FromComparer } from './compare-protocol.ts';
import { Comparer } from './comparer.ts';
import type { DocumentDelta } from './protocol.ts';

const web = (port: number): Manifest => onDb([{ action: 'Allow', protocol: 'TCP', destination: { ports: [port] } }]);
const [source, destination] = [podEndpointId('dev', 'web'), podEndpointId('prod', 'db')];
const nothing: DocumentDelta = { fromEmpty: false, upsert: [], remove: [] };

function whole(...manifests: readonly Manifest[]): DocumentDelta {
  return { fromEmpty: true, upsert: [...inputsOf(manifests)], remove: [] };
}

class Bench {
  readonly answers: FromComparer[] = [];
  readonly comparer = new Comparer((message) => void this.answers.push(message));

  compare(before: DocumentDelta, after: DocumentDelta): FromComparer | undefined {
    this.comparer.receive({ type: 'compare', token: 1, before, after, settings: {} });
    return this.answers.at(-1);
  }
}

function gained(answer: FromComparer | undefined): unknown {
  if (answer?.type !== 'compared') throw new Error(JSON.stringify(answer));
  const found = answer.comparison.connections.find((one) => one.source === source && one.destination === destination);
  return found?.gained ?? null;
}

test('both designs are held: what changed is enough', () => {
  const bench = new Bench();
  expect(gained(bench.compare(whole(...cluster, web(80)), whole(...cluster, web(81))))).toEqual([
    { protocol: 'TCP', ports: '81' },
  ]);
  expect(gained(bench.compare(nothing, { ...whole(web(82)), fromEmpty: false }))).toEqual([
    { protocol: 'TCP', ports: '82' },
  ]);
  expect(gained(bench.compare(nothing, { ...whole(web(80)), fromEmpty: false }))).toBeNull();
  const [policy] = whole(web(80)).upsert;
  const removed = bench.compare(nothing, { ...nothing, remove: policy === undefined ? [] : [policy.id] });
  expect(removed?.type === 'compared' ? removed.objects.removed : null).toEqual([policy?.id]);
});

test('objects that differ are named', () => {
  const answer = new Bench().compare(whole(...cluster, web(80)), whole(...cluster, web(81)));
  expect(answer?.type === 'compared' ? answer.objects : null).toEqual({
    added: [],
    removed: [],
    changed: [{ id: 'GlobalNetworkPolicy.projectcalico.org/db', fields: ['spec.ingress[0].destination.ports[0]'] }],
  });
});

test('a pair is explained as it was', () => {
  const bench = new Bench();
  const ask = (): FromComparer | undefined => {
    bench.comparer.receive({ type: 'explain-before', token: 7, source, destination });
    return bench.answers.at(-1);
  };
  expect(ask()).toEqual({ type: 'before-explained', token: 7, result: null });
  bench.compare(whole(...cluster, web(80)), whole());
  const answer = ask();
  expect(answer?.type === 'before-explained' ? answer.result?.parts.length : 0).toBeGreaterThan(0);
});

test('a failure of the program is an answer', () => {
  const bench = new Bench();
  // What no client sends: the document is not there at all.
  const broken = { type: 'compare', token: 3, settings: {} } as unknown as Parameters<Comparer['receive']>[0];
  bench.comparer.receive(broken);
  expect(bench.answers).toEqual([{ type: 'failed', token: 3, message: expect.any(String) as string }]);
});
