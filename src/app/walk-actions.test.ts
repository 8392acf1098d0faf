import { beforeEach, describe, expect, test } from 'vitest';
import type { FlowQuery } from '../core/policy/flow-query.ts';
import { podAndHost, w0, web } from '../core/walk/testing/pod-and-host.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { TestBench } from './test-bench.ts';
import { runUiAction } from './ui-actions.ts';
import { packetOf, plainPacket, tracePacket, tracePair } from './walk-actions.ts';

const design = `${podAndHost}---
apiVersion: firewright.dev/v1
kind: Design
metadata: {name: design}
spec:
  flows:
    - {from: host/w0, to: prod/web, protocol: UDP, port: 53}
    - {from: prod/web, to: prod/web, protocol: ICMP, icmpType: 3, icmpCode: 4}
`;

const toNode = (port: number): FlowQuery => ({ ...plainPacket(web, w0), port });

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(design);
});

test('without an arrow the ends are chosen in the panels, which a presentation shows for it', () => {
  const { app } = bench;
  app.present.start();
  runUiAction(app, 'trace-packet');
  expect([app.packetWalk.isOpen, app.present.isChromeShown]).toEqual([true, true]);
});

describe('which packet', () => {
  test('of a drawn flow its protocol and port', () => {
    const query = packetOf(bench.app, { source: w0, destination: web });
    expect([query.protocol, query.port]).toEqual([17, 53]);
  });

  test('of a drawn flow of ICMP its type and code', () => {
    const query = packetOf(bench.app, { source: web, destination: web });
    expect([query.protocol, query.icmpType, query.icmpCode]).toEqual([1, 3, 4]);
  });

  test('of a node SSH, where nothing else is known', () => {
    expect(packetOf(bench.app, { source: web, destination: w0 })).toEqual(plainPacket(web, w0));
    expect(plainPacket(web, w0).port).toBe(22);
  });

  test('the one that was asked about in the Verdict tab', () => {
    const { app } = bench;
    app.selection.select({ kind: 'pair', source: web, destination: w0 });
    app.explanation.ask({ ...toNode(9100), sourcePort: 5000 });
    expect(packetOf(app, { source: web, destination: w0 })).toEqual({ ...toNode(9100), sourcePort: 5000 });
  });

  test('the one that was traced before between these ends', () => {
    tracePacket(bench.app, toNode(179));
    tracePair(bench.app, { source: web, destination: w0 });
    expect(bench.app.packetWalk.query?.port).toBe(179);
  });
});

test('the UI action traces the selected arrow, else it asks for the ends; the canvas comes to the front', () => {
  const { app } = bench;
  app.view.stage = 'tiers';
  runUiAction(app, 'trace-packet');
  expect([app.packetWalk.isOpen, app.packetWalk.query, app.view.stage]).toEqual([true, null, 'canvas']);
  app.selection.select({ kind: 'pair', source: web, destination: w0 });
  runUiAction(app, 'trace-packet');
  expect(app.packetWalk.query?.to).toBe(w0);
});

test('a traced packet’s arrow is selected along', () => {
  tracePacket(bench.app, toNode(22));
  expect(bench.app.selection.pair).toEqual({ kind: 'pair', source: web, destination: w0 });
});
