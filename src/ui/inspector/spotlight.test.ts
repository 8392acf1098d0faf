import { expect, test } from 'vitest';
import { View } from '../../app/view.svelte.ts';
import { podEndpointId } from '../../core/model/ids.ts';
import { Spotlight } from './spotlight.ts';

const [a, b] = [podEndpointId('prod', 'a'), podEndpointId('prod', 'b')];

test('what was lit up before comes back', () => {
  const view = new View();
  const [field, rule] = [new Spotlight(view), new Spotlight(view)];
  field.show([a]);
  rule.show([b]);
  rule.show([a, b]);
  expect([...(view.highlight?.endpoints ?? [])]).toEqual([a, b]);
  rule.hide();
  expect([...(view.highlight?.endpoints ?? [])]).toEqual([a]);
  field.hide();
  expect(view.highlight).toBeNull();
});

test('what somebody else lit up since is left alone', () => {
  const view = new View();
  const spotlight = new Spotlight(view);
  spotlight.show([a]);
  const other = { endpoints: new Set([b]), arrows: new Set<string>() };
  view.highlight = other;
  spotlight.hide();
  expect(view.highlight).toBe(other);
});

test('the same once more is no change', () => {
  const view = new View();
  const spotlight = new Spotlight(view);
  spotlight.show([a, b]);
  const shown = view.highlight;
  spotlight.show([b, a, a]);
  expect(view.highlight).toBe(shown);
  spotlight.show([b]);
  expect([...(view.highlight?.endpoints ?? [])]).toEqual([b]);
  spotlight.hide();
  expect(view.highlight).toBeNull();
});
