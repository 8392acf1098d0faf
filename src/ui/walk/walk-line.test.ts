import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Point } from '../../core/model/design.ts';
import type { EndpointId, ResourceId } from '../../core/model/ids.ts';
import { walkPlaces, type WalkPlace } from '../../core/walk/place.ts';
import type { Station, StationKind } from '../../core/walk/walk.ts';
import type { ArrowSpec, ElementSpec } from '../canvas/element-spec.ts';
import { distance, distanceToSegment } from '../canvas/geometry.ts';
import { sceneOf, type Scene } from '../canvas/scene.ts';
import { testArrow, testBox, testCard } from '../canvas/testing/specs.ts';
import { cardOfEndpoint, packetAt, spread, walkLine } from './walk-line.ts';

const [web, db] = ['prod/web', 'prod/db'] as readonly string[] as readonly [EndpointId, EndpointId]; // as a design names them
const pair = { source: web, destination: db };

function station(kind: StationKind, place: WalkPlace): Station {
  return {
    ...{ key: kind, kind, place, endpoint: web, checkpoint: null, outcome: 'goes-on', title: [], sentence: [] },
    ...{ decision: null, remarks: [], rows: [] },
  };
}

const plainWalk = [
  station('departure', 'source'),
  station('policy', 'source'),
  station('policy', 'destination-node'),
  station('arrival', 'destination'),
];

/** Two cards of the same size beside each other. */
function picture(arrows: readonly ArrowSpec[] = []): { readonly specs: readonly ElementSpec[]; readonly scene: Scene } {
  const specs = [testCard('A', { endpoint: web }), testCard('B', { endpoint: db }), ...arrows];
  const places = new Map([
    ['A', { x: 0, y: 0 }],
    ['B', { x: 800, y: 0 }],
  ]);
  return { specs, scene: sceneOf(specs, places) };
}

describe('halts on the way', () => {
  const cases: readonly [places: readonly WalkPlace[], gap: number, shares: readonly number[]][] = [
    [['source', 'destination'], 0.1, [0, 1]],
    [['source', 'source', 'destination-node', 'destination'], 0.05, [0, 0.1, 0.73, 1]],
    [['source', 'between'], 0.05, [0, 0.5]],
    [['source', 'source', 'destination', 'destination'], 0.25, [0, 0.25, 0.75, 1]],
    [['source', 'source', 'source'], 1, [0, 0.5, 1]],
    [[], 0.1, []],
  ];
  test.each(cases)('%j, at least %d apart', (places, gap, shares) => {
    expect(spread(places, gap).map((share) => Math.round(share * 100) / 100)).toEqual(shares);
  });

  test('are in order, on the way, and as far apart as there is room for', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: walkPlaces.length - 1 }), { minLength: 1, maxLength: 14 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (numbers, gap) => {
          const places = numbers.toSorted((a, b) => a - b).map((number) => walkPlaces[number] ?? 'between');
          const shares = spread(places, gap);
          const least = Math.min(gap, 1 / Math.max(1, places.length - 1));
          expect(shares.every((share) => share >= -1e-9 && share <= 1 + 1e-9)).toBe(true);
          for (const [index, share] of shares.slice(1).entries())
            expect(share - (shares[index] ?? 0)).toBeGreaterThanOrEqual(least - 1e-9);
        },
      ),
    );
  });
});

describe('the line of a walk', () => {
  test('runs along the drawn arrow', () => {
    const drawn = testArrow('A', 'B', { paired: true });
    const { specs, scene } = picture([drawn]);
    const line = walkLine(plainWalk, pair, { specs, scene }, 30);
    const arrowLine = scene.arrows.get(drawn.id);
    expect([line?.stations[0], line?.stations.at(-1)]).toEqual([arrowLine?.start, arrowLine?.end]);
  });

  test('is straight from card to card where no arrow is drawn', () => {
    const { specs, scene } = picture();
    const line = walkLine(plainWalk, pair, { specs, scene }, 30);
    const [start, end] = [line?.stations[0], line?.stations.at(-1)];
    if (line === null || start === undefined || end === undefined) throw new Error('no line');
    for (const { control, to } of line.stretches)
      for (const point of [control, to]) expect(distanceToSegment(point, start, end)).toBeLessThan(1e-6);
  });

  test('is a loop above the card that both ends are in', () => {
    const { specs, scene } = picture();
    const line = walkLine(plainWalk, { source: web, destination: web }, { specs, scene }, 30);
    const top = scene.cards.get('A')?.y ?? 0;
    expect(line?.stations.every(({ y }) => y < top)).toBe(true);
  });

  test.each([
    ['beside', { x: 130, y: 0 }, (point: Point) => point.y < -20],
    ['below', { x: 0, y: 60 }, (point: Point) => point.x > 50],
  ])('bows out where two cards lie so near %s each other that the halts have no room', (_where, at, isOutside) => {
    const specs = [testCard('A', { endpoint: web }), testCard('B', { endpoint: db })];
    const scene = sceneOf(
      specs,
      new Map([
        ['A', { x: 0, y: 0 }],
        ['B', at],
      ]),
    );
    const walk = [
      ...Array.from({ length: 8 }, () => station('forward', 'source-node')),
      station('arrival', 'destination'),
    ];
    const line = walkLine(walk, pair, { specs, scene }, 30);
    const points = line?.stations ?? [];
    expect(points.slice(1, -1).every(isOutside)).toBe(true);
    for (const [index, point] of points.slice(1).entries())
      expect(distance(point, points[index] ?? point)).toBeGreaterThan(12);
  });

  test('is not there where an end is hidden', () => {
    const { specs, scene } = picture();
    const visible = specs.filter(({ id }) => id !== 'B');
    expect(walkLine(plainWalk, pair, { specs: visible, scene }, 30)).toBeNull();
  });

  test.each(['failsafe', 'forward', 'bypass'] as const)('shows a %s as another way than a policy', (kind) => {
    const { specs, scene } = picture();
    const walk = [station('departure', 'source'), station(kind, 'destination-node'), station('arrival', 'destination')];
    expect(walkLine(walk, pair, { specs, scene }, 30)?.stretches.map(({ look }) => look)).toEqual([kind, 'plain']);
  });

  test('a way round the policies swings out, so that the packet does too', () => {
    const { specs, scene } = picture();
    const walk = [station('departure', 'source'), station('bypass', 'destination-node')];
    const line = walkLine(walk, pair, { specs, scene }, 30);
    if (line === null) throw new Error('no line');
    expect(packetAt(line, 0.5).y).toBeLessThan((line.stations[0]?.y ?? 0) - 30);
  });
});

test('the packet is at its halt, and between two halts on the curve between them', () => {
  const { specs, scene } = picture();
  const line = walkLine(plainWalk, pair, { specs, scene }, 30);
  if (line === null) throw new Error('no line');
  expect(packetAt(line, 2)).toEqual(line.stations[2]);
  expect(packetAt(line, 99)).toEqual(line.stations[3]);
  const [a, b] = [line.stations[1]?.x ?? 0, line.stations[2]?.x ?? 0];
  expect(packetAt(line, 1.5).x).toBeCloseTo((a + b) / 2);
});

test('an endpoint is found in the card of its stack and of its collapsed box', () => {
  const [member, boxed] = ['prod/one', 'prod/two'] as readonly string[] as readonly [EndpointId, EndpointId]; // as above
  // An id as objects have it.
  const stacked = testCard('stack', { stack: [{ id: 'x' as ResourceId, endpoint: member, spoken: '' }] });
  const collapsed = { box: testBox('box'), cards: [testCard('in', { endpoint: boxed })], isAutomatic: false };
  const box = testCard('box', { collapsed });
  expect([member, boxed, web].map((id) => cardOfEndpoint([stacked, box], id)?.id)).toEqual(['stack', 'box', undefined]);
});
