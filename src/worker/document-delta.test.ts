import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Manifest, Resource } from '../core/model/document.ts';
import { resourceId, type ResourceId } from '../core/model/ids.ts';
import type { JsonObject } from '../core/model/json.ts';
import { deltaBetween, isPictureOnly, type Resources } from './document-delta.ts';

function resource(manifest: Manifest): Resource {
  const { kind, metadata } = manifest as { kind: string; metadata: { name: string } };
  return { id: resourceId({ group: '', kind, namespace: null, name: metadata.name }), manifest, origin: null };
}

function resources(...manifests: readonly Manifest[]): Resources {
  return Object.fromEntries(manifests.map(resource).map((one) => [one.id, one]));
}

function pod(name: string, app = 'web'): Manifest {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, labels: { app } } };
}

function design(spec: JsonObject, name = 'design'): Manifest {
  return { apiVersion: 'firewright.dev/v1', kind: 'Design', metadata: { name }, spec };
}

describe('the change between two documents', () => {
  const states = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('x', 'y'))
    .map((labels) => resources(...Object.entries(labels).map(([name, app]) => pod(name, app))));
  /** Some objects of the first state go on unchanged, as after an edit. */
  const keeps = fc.array(fc.boolean(), { minLength: 4, maxLength: 4 });
  const pairs = fc.tuple(fc.option(states), states, keeps).map(([held, fresh, keep]) => {
    const before: readonly Resource[] = Object.values(held ?? {});
    const kept = before.filter((_one, index) => keep[index]);
    const now: Resources = { ...fresh, ...Object.fromEntries(kept.map((one) => [one.id, one])) };
    return { held, now, before };
  });

  test('applied to the held objects, it gives the new ones', () => {
    fc.assert(
      fc.property(pairs, ({ held, now, before }) => {
        const { fromEmpty, upsert, remove } = deltaBetween(held, now);
        const after = new Map<ResourceId, Manifest>();
        if (!fromEmpty) for (const { id, manifest } of before) after.set(id, manifest);
        for (const id of remove) expect(after.delete(id)).toBe(true);
        for (const { id, manifest } of upsert) {
          expect(after.get(id)).not.toBe(manifest);
          after.set(id, manifest);
        }
        expect(fromEmpty).toBe(held === null);
        expect(Object.fromEntries(after)).toEqual(
          Object.fromEntries(Object.values(now).map(({ id, manifest }) => [id, manifest])),
        );
      }),
      { seed: 1 },
    );
  });

  test('is empty where all manifests are the same ones', () => {
    const now = resources(pod('a'), pod('b'));
    expect(deltaBetween(now, { ...now })).toEqual({ fromEmpty: false, upsert: [], remove: [] });
  });
});

describe('a change of the picture only', () => {
  const old = design({ settings: { calicoVersion: '3.31' }, layout: {} });
  const held = resources(pod('a'), old);
  const cases: readonly (readonly [why: string, now: Resources, picture: boolean])[] = [
    ['nothing', held, true],
    [
      'a card is moved',
      { ...held, ...resources(design({ settings: { calicoVersion: '3.31' }, layout: { x: 1 } })) },
      true,
    ],
    ['a flow is drawn', { ...held, ...resources(design({ settings: { calicoVersion: '3.31' }, flows: [{}] })) }, true],
    ['a setting is changed', { ...held, ...resources(design({ settings: { calicoVersion: '3.32' } })) }, false],
    [
      'a policy is disabled',
      { ...held, ...resources(design({ settings: { calicoVersion: '3.31' }, layout: {}, disabled: ['p'] })) },
      false,
    ],
    ['the settings go', { ...held, ...resources(design({})) }, false],
    ['a pod is changed', { ...held, ...resources(pod('a', 'db')) }, false],
    ['a pod is added', { ...held, ...resources(pod('b')) }, false],
    ['a pod is removed', resources(old), false],
    ['the Design is removed', resources(pod('a')), false],
    ['another Design is added', { ...held, ...resources(design({}, 'another')) }, false],
  ];
  test.each(cases)('%s', (_why, now, picture) => {
    const same = Object.fromEntries(
      Object.values(now).map((one) => [one.id, held[one.id]?.manifest === one.manifest ? held[one.id]! : one]),
    );
    expect(isPictureOnly(deltaBetween(held, same), held)).toBe(picture);
  });

  test('never before the worker holds anything', () => {
    expect(isPictureOnly(deltaBetween(null, {}), null)).toBe(false);
  });
});
