import { beforeEach, describe, expect, test } from 'vitest';
import type { FlowQuery } from '../core/policy/flow-query.ts';
import { podAndHost, w0, web } from '../core/walk/testing/pod-and-host.ts';
import { MemoryHost } from '../host/memory-host.ts';
import { walkStepMs } from './packet-walk.svelte.ts';
import { TestBench } from './test-bench.ts';
import { plainPacket } from './walk-actions.ts';

const closed = `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: closed}
spec: {selector: app == "web", types: [Egress], egress: [{action: Deny}]}
`;

const toNode = (port: number): FlowQuery => ({ ...plainPacket(web, w0), port });

let bench: TestBench<MemoryHost>;
beforeEach(async () => {
  bench = new TestBench(new MemoryHost());
  await bench.open(podAndHost);
});

const kinds = (): readonly string[] => bench.app.packetWalk.stations.map(({ kind }) => kind);

describe('a packet that is traced', () => {
  test('sets out, goes on by itself, and comes to rest where its way ends', () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(22));
    expect(kinds()).toEqual(['departure', 'no-policy', 'failsafe', 'arrival']);
    expect(packetWalk.isPlaying).toBe(true);
    bench.clock.pass(walkStepMs - 1);
    expect(packetWalk.position).toBe(0);
    bench.clock.pass(1);
    expect(packetWalk.position).toBe(1);
    bench.clock.pass(walkStepMs);
    bench.clock.pass(walkStepMs);
    expect(packetWalk.position).toBe(3);
    expect(packetWalk.isPlaying).toBe(false);
    expect(packetWalk.station?.outcome).toBe('arrived');
  });

  test('stops where it is denied: there is nothing behind that', () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(8080));
    packetWalk.goTo(99);
    expect(packetWalk.station?.outcome).toBe('stopped');
    packetWalk.step(1);
    expect(packetWalk.isAtEnd).toBe(true);
  });

  test('is stepped on and back; whoever steps stops it from going on by itself', () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(22));
    packetWalk.step(1);
    packetWalk.step(1);
    packetWalk.step(-1);
    bench.clock.pass(10 * walkStepMs);
    expect(packetWalk.position).toBe(1);
    packetWalk.step(-5);
    expect(packetWalk.position).toBe(0);
  });

  test('goes faster at once when it is told to', () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(22));
    packetWalk.setSpeed(4);
    bench.clock.pass(walkStepMs / 4);
    expect(packetWalk.position).toBe(1);
    packetWalk.pause();
    packetWalk.setSpeed(1);
    expect(packetWalk.isPlaying).toBe(false);
  });

  test('begins anew when it is played from its end, and when it is told to', () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(22));
    packetWalk.goTo(3);
    packetWalk.toggle();
    expect([packetWalk.position, packetWalk.isPlaying]).toEqual([0, true]);
    packetWalk.toggle();
    packetWalk.goTo(2);
    packetWalk.restart();
    expect([packetWalk.position, packetWalk.isPlaying]).toEqual([0, true]);
  });
});

describe('while the design is edited', () => {
  test('it stays at the same halt', async () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(22));
    packetWalk.goTo(1);
    await bench.import([{ name: 'p.yaml', file: null, version: null, content: { kind: 'text', text: closed } }]);
    expect(packetWalk.station?.key).toBe('wep-egress prod/web');
    expect(kinds()).toEqual(['departure', 'policy']);
  });

  test('it goes back to the last halt that is left', async () => {
    const { packetWalk } = bench.app;
    packetWalk.trace(toNode(22));
    packetWalk.goTo(3);
    await bench.import([{ name: 'p.yaml', file: null, version: null, content: { kind: 'text', text: closed } }]);
    expect(packetWalk.position).toBe(1);
    bench.app.session.undo();
    expect(packetWalk.stations).toHaveLength(4);
  });

  test('an end that is deleted is told, and comes back by undo', () => {
    const { packetWalk, session } = bench.app;
    packetWalk.trace(toNode(22));
    session.dispatch({
      type: 'remove-resources',
      ids: Object.values(session.document.resources).flatMap(({ id }) => (id === 'Pod/prod/web' ? [id] : [])),
    });
    expect(packetWalk.walk).toBeNull();
    expect(packetWalk.error).toEqual({ reason: 'no-such-endpoint', endpoint: web });
    session.undo();
    expect(packetWalk.error).toBeNull();
    expect(packetWalk.stations).toHaveLength(4);
  });

  test('an answer that comes after the next question is not shown', () => {
    const { packetWalk } = bench.app;
    bench.worker.isHeld = true;
    packetWalk.trace(toNode(22));
    packetWalk.trace(toNode(8080));
    expect(packetWalk.isPlaying).toBe(false);
    bench.worker.letGo();
    expect(packetWalk.walk?.query.port).toBe(8080);
  });

  test('another design ends it', async () => {
    bench.app.packetWalk.trace(toNode(22));
    await bench.open(podAndHost, 'other.yaml');
    expect(bench.app.packetWalk.isOpen).toBe(false);
  });
});

test('the drawer shows the walk and then again what it showed before', () => {
  const { packetWalk, view } = bench.app;
  view.drawer = 'history';
  packetWalk.trace(toNode(22));
  packetWalk.trace(toNode(80));
  expect(view.drawer).toBe('packet');
  packetWalk.close();
  expect(view.drawer).toBe('history');
  expect(packetWalk.query).toBeNull();
  packetWalk.open();
  view.drawer = 'matrix';
  packetWalk.close();
  expect(view.drawer).toBe('matrix');
});
