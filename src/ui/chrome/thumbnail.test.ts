import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { thumbnailOf } from './thumbnail.ts';

const folder = 'assets/samples';

describe.each(readdirSync(folder))('%s', (name) => {
  const thumbnail = thumbnailOf(name, readFileSync(`${folder}/${name}`, 'utf8'));

  test('shows its hosts and its flows with verdicts', () => {
    expect(thumbnail.cards.filter(({ look }) => look === 'host').length).toBeGreaterThan(1);
    expect(thumbnail.arrows.length).toBeGreaterThan(1);
  });

  test('holds all that it shows', () => {
    const { bounds } = thumbnail;
    for (const rect of [...thumbnail.boxes, ...thumbnail.cards.map((card) => card.rect)]) {
      expect(rect.x).toBeGreaterThan(bounds.x);
      expect(rect.y + rect.height).toBeLessThan(bounds.y + bounds.height);
    }
  });
});

test('the lesson’s two texts differ by a verdict that can be seen', () => {
  const verdicts = (name: string): readonly string[] =>
    thumbnailOf(name, readFileSync(`${folder}/${name}`, 'utf8')).arrows.map(({ verdict }) => verdict);
  expect(verdicts('firewall-the-nodes.firewright.yaml')).not.toEqual(
    verdicts('firewall-the-nodes-as-written.firewright.yaml'),
  );
});

test('an empty design is empty, not a crash', () => {
  expect(thumbnailOf('empty.yaml', '').arrows).toEqual([]);
});
