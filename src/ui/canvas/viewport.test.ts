import { expect, test } from 'vitest';
import { cameraOf, centredOn, fitted, largestFit, sightOf, viewportBetween, viewportOf, zoomedAt } from './viewport.ts';

const size = { width: 800, height: 600 };

test('zooming leaves the place under the pointer where it is', () => {
  const before = { x: 10, y: 20, zoom: 0.5 };
  const after = zoomedAt(before, 1.6, { x: 300, y: 200 });
  const modelAt = ({ x, y, zoom }: typeof before): readonly number[] => [(300 - x) / zoom, (200 - y) / zoom];
  expect(after.zoom).toBeCloseTo(0.8);
  modelAt(before).forEach((place, axis) => expect(modelAt(after)[axis]).toBeCloseTo(place));
});

test.each([
  [100, 3],
  [0.001, 0.08],
])('zooming by %d ends at %d', (factor, zoom) => {
  expect(zoomedAt({ x: 0, y: 0, zoom: 1 }, factor, { x: 0, y: 0 }).zoom).toBe(zoom);
});

test('what is brought into the middle lies in the middle of what is in sight', () => {
  const sight = sightOf(centredOn({ x: 40, y: 70 }, 2, size), size);
  expect(sight).toEqual({ x: 40 - 200, y: 70 - 150, width: 400, height: 300 });
});

test.each([
  ['wide', { x: 0, y: 0, width: 7000, height: 100 }, 0.1],
  ['high', { x: 0, y: 0, width: 100, height: 2500 }, 0.2],
  ['small, which is not blown up', { x: 0, y: 0, width: 10, height: 10 }, 1.15],
  ['huge', { x: 0, y: 0, width: 1e6, height: 10 }, 0.08],
])('a design that is %s', (_name, bounds, zoom) => {
  expect(fitted(bounds, size, { side: 50, top: 60, bottom: 40, largest: largestFit.atDesk })?.zoom).toBeCloseTo(zoom);
});

test('nothing is fitted into a canvas that is not there yet', () => {
  const bounds = { x: 0, y: 0, width: 10, height: 10 };
  expect(fitted(bounds, { width: 0, height: 0 }, { side: 1, top: 1, bottom: 1, largest: 1 })).toBeNull();
});

test('a camera sees what the viewport shows, within the limits of the zoom', () => {
  const viewport = { x: -120, y: 40, zoom: 0.5 };
  expect(viewportOf(cameraOf(viewport, size), size)).toEqual(viewport);
  expect(viewportOf({ centre: { x: 0, y: 0 }, zoom: 1e9 }, size)).toEqual({ x: 400, y: 300, zoom: 3 });
});

test('on the way from one viewport to another the picture grows evenly, and a place on both goes straight', () => {
  const [from, to] = [
    { x: 0, y: 0, zoom: 0.5 },
    { x: -900, y: 200, zoom: 2 },
  ];
  expect([viewportBetween(from, to, 0, size), viewportBetween(from, to, 1, size)]).toEqual([from, to]);
  const half = viewportBetween(from, to, 0.5, size);
  expect(half.zoom).toBeCloseTo(1);
  // The one place that lies at the same pixel in both lies there all the way.
  const [x, y] = [(from.x - to.x) / (to.zoom - from.zoom), (from.y - to.y) / (to.zoom - from.zoom)];
  expect(half.x + x * half.zoom).toBeCloseTo(from.x + x * from.zoom);
  expect(half.y + y * half.zoom).toBeCloseTo(from.y + y * from.zoom);
  expect(viewportBetween(from, { ...from, x: 100 }, 0.25, size)).toEqual({ x: 25, y: 0, zoom: 0.5 });
});
