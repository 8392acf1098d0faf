import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { GuardReport } from '../core/guard/guard-report.ts';
import type { ResourceId } from '../core/model/ids.ts';
import { MemoryHost } from '../host/memory-host.ts';
import type { GuardEvents } from '../worker/evaluator-client.ts';
import { Guard } from './guard.svelte.ts';
import { explainDeadLine } from './guard-actions.ts';
import { settled, TestBench } from './test-bench.ts';

const report: GuardReport = { dead: [], undecided: [], looked: { hosts: 1, lines: 2, steps: 3 } };

/** A guard whose questions are answered by hand. */
function byHand(): { readonly guard: Guard; readonly asked: (GuardEvents & { readonly version: string })[] } {
  const asked: (GuardEvents & { readonly version: string })[] = [];
  const guard = new Guard({ guard: (version, events) => void asked.push({ ...events, version }) });
  return { guard, asked };
}

describe('a watch', () => {
  test('asks at once, tells how far it is, and shows the report', () => {
    const { guard, asked } = byHand();
    guard.watch('3.31');
    expect([guard.report, guard.progress, asked[0]?.version]).toEqual([null, { done: 0, total: 0 }, '3.31']);
    asked[0]?.progress(1, 4);
    expect(guard.progress).toEqual({ done: 1, total: 4 });
    asked[0]?.done(report);
    expect(guard.report).toBe(report);
  });

  test('of a design that changed holds nothing until the new one is looked at', () => {
    const { guard, asked } = byHand();
    guard.watch('3.32');
    asked[0]?.done(report);
    guard.outdate();
    expect(guard.report).toBeNull();
    guard.refresh();
    asked[0]?.done(report);
    expect(guard.report).toBeNull();
    asked[1]?.done(report);
    expect(guard.report).toBe(report);
  });

  test('that ended asks no more; an older one does not end a newer one', () => {
    const { guard, asked } = byHand();
    const endFirst = guard.watch('3.31');
    const endSecond = guard.watch('3.32');
    endFirst();
    asked[1]?.done(report);
    expect(guard.report).toBe(report);
    endSecond();
    guard.refresh();
    expect([guard.report, asked.length]).toEqual([null, 2]);
  });

  test('that failed says so, until it is asked again', () => {
    const { guard, asked } = byHand();
    guard.watch('3.32');
    asked[0]?.failed('out of memory');
    expect(guard.failure).toBe('out of memory');
    guard.refresh();
    expect(guard.failure).toBe('');
  });
});

describe('in the program', () => {
  const asWritten = readFileSync('assets/samples/firewall-the-nodes-as-written.firewright.yaml', 'utf8');

  test('the worker is asked, and again when the design is mended', async () => {
    const bench = new TestBench(new MemoryHost());
    await bench.open(asWritten);
    const { guard, session } = bench.app;
    guard.watch('3.32');
    await settled();
    expect(guard.report?.dead.length).toBeGreaterThan(5);
    for (const name of ['node-control-plane', 'node-worker'])
      session.dispatch({
        type: 'set-field',
        resource: `HostEndpoint.projectcalico.org/${name}` as ResourceId, // as the sample names them
        path: ['spec', 'profiles'],
        value: ['projectcalico-default-allow'],
      });
    await settled();
    expect(guard.report?.dead.map(({ line }) => line.id)).toEqual(['LOOPBACK', 'LOOPBACK', 'LOOPBACK']);
  });

  test('"why?" leaves for the pair and asks about the very packet', async () => {
    const bench = new TestBench(new MemoryHost());
    await bench.open(asWritten);
    const { app } = bench;
    app.view.dialog = 'guard';
    app.guard.watch('3.32');
    await settled();
    const dead = app.guard.report?.dead.find(({ line }) => line.id === 'LOOPBACK');
    if (dead === undefined) throw new Error('loopback lives');
    await explainDeadLine(app, dead);
    await settled();
    expect([app.view.dialog, app.view.inspectorTab]).toEqual([null, 'verdict']);
    expect(app.selection.pair).toMatchObject({
      source: 'host/node-control-plane',
      destination: 'host/node-control-plane',
    });
    expect(app.explanation.flow).toMatchObject({
      ok: true,
      value: { verdict: 'deny', query: { toAddress: '127.0.0.1' } },
    });
  });
});
