import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/*
 * WCAG 2.2, 1.4.3 and 1.4.11: text stands out from what is behind it by 4.5:1, a graphic that says something by 3:1.
 * Computed from tokens.css for every look; no other file names a colour (the last test).
 */

type Rgb = readonly [red: number, green: number, blue: number];
type Look = { readonly theme: 'light' | 'dark'; readonly colours: 'standard' | 'safe' };

const css = readFileSync('src/ui/theme/tokens.css', 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '');
const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({
  selector: selector.trim(),
  tokens: [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
    ([, name = '', value = '']) => [name, value.trim()] as const,
  ),
}));

/** The blocks in the order in which they override each other: later ones, and those about more, win. */
function selectorsOf({ theme, colours }: Look): readonly string[] {
  return [
    ':root',
    ...(theme === 'dark' ? [`[data-theme='dark']`] : []),
    ...(colours === 'safe' ? [`[data-colours='safe']`] : []),
    ...(theme === 'dark' && colours === 'safe' ? [`[data-theme='dark'][data-colours='safe']`] : []),
  ];
}

function tokensOf(look: Look): ReadonlyMap<string, string> {
  const own = selectorsOf(look).flatMap((selector) => blocks.filter((block) => block.selector === selector));
  return new Map(own.flatMap(({ tokens }) => tokens));
}

function colourOf(tokens: ReadonlyMap<string, string>, name: string): Rgb {
  const value = tokens.get(name) ?? '';
  const [, other] = /^var\((--[\w-]+)\)$/.exec(value) ?? [];
  if (other !== undefined) return colourOf(tokens, other);
  const [, digits = ''] = /^#([0-9a-f]{6})$/.exec(value) ?? [];
  if (digits === '') throw new Error(`${name} is no plain colour: ${value}`);
  return [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16)) as [number, number, number];
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** `share` of `over` on top of `below`, as `color-mix(in srgb, over share, transparent)` shows it. */
function mixed(over: Rgb, share: number, below: Rgb): Rgb {
  return over.map((part, index) => part * share + (below[index] ?? 0) * (1 - share)) as unknown as Rgb;
}

const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  (['standard', 'safe'] as const).map((colours) => ({ theme, colours })),
);
const plain = ['--surface-1', '--surface-2', '--surface-raised', '--canvas-bg'];
const pointed = ['--surface-hover', '--surface-active', '--surface-selected', '--surface-3', '--accent-soft'];
const verdicts = ['allow', 'deny', 'partial', 'undecided'].map((verdict) => `--verdict-${verdict}`);
const severities = ['error', 'warning', 'info'].map((severity) => `--severity-${severity}`);
const kinds = ['pod', 'host', 'namespace', 'network', 'set', 'policy'].map((kind) => `--kind-${kind}`);
const tags = [1, 2, 3, 4, 5, 6].map((number) => `--tag-${number}`);

/** What is written in these colours on these surfaces. */
const texts: readonly (readonly [colours: readonly string[], surfaces: readonly string[]])[] = [
  [
    ['--text-1', '--text-2', '--text-3'],
    [...plain, ...pointed],
  ],
  [
    ['--text-1', '--text-2'],
    [...verdicts.map((name) => `${name}-soft`), '--severity-error-soft'],
  ],
  [
    ['--link', '--accent'],
    [...plain, '--surface-hover', '--surface-selected'],
  ],
  [['--accent-text'], ['--accent', '--accent-hover']],
  [verdicts, [...plain, '--surface-hover', '--surface-selected']],
  [severities, [...plain, '--surface-hover', '--surface-selected']],
  [['--severity-error'], ['--severity-error-soft']],
];
/** Arrows, icons, outlines of fields and switches, the ring around what has the focus. */
const graphics: readonly (readonly [colours: readonly string[], surfaces: readonly string[]])[] = [
  [verdicts, [...plain, ...pointed]],
  [
    [...kinds, ...tags, '--accent'],
    [...plain, '--surface-hover', '--surface-selected'],
  ],
  [['--border-control'], plain],
  [['--focus-ring'], [...plain, ...pointed]],
];

describe.each(looks)('$theme, $colours colours', (look) => {
  const tokens = tokensOf(look);
  const colour = (name: string): Rgb => colourOf(tokens, name);
  const pairs = (table: typeof texts): readonly (readonly [string, string])[] =>
    table.flatMap(([colours, surfaces]) =>
      colours.flatMap((name) => surfaces.map((surface) => [name, surface] as const)),
    );

  test.each(pairs(texts))('text in %s on %s', (name, surface) => {
    expect(contrast(colour(name), colour(surface))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(graphics))('graphics in %s on %s', (name, surface) => {
    expect(contrast(colour(name), colour(surface))).toBeGreaterThanOrEqual(3);
  });

  test.each(verdicts)('%s on its own soft ground', (name) => {
    expect(contrast(colour(name), colour(`${name}-soft`))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([...tags, ...kinds])('text in %s on a tag of that hue', (name) => {
    expect(contrast(colour(name), mixed(colour(name), 0.13, colour('--surface-1')))).toBeGreaterThanOrEqual(
      tags.includes(name) ? 4.5 : 3,
    );
  });

  test('allow and deny differ for eyes without the receptors for green, for red, and for blue', () => {
    for (const eyes of Object.values(deficiencies)) {
      const [allow, deny] = [seenBy(eyes, colour('--verdict-allow')), seenBy(eyes, colour('--verdict-deny'))];
      expect(Math.hypot(...allow.map((part, index) => part - (deny[index] ?? 0)))).toBeGreaterThan(
        look.colours === 'safe' ? 90 : 25,
      );
    }
  });
});

/** Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB. */
const deficiencies = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

function seenBy(matrix: readonly number[], colour: Rgb): Rgb {
  const parts = colour.map(linear);
  return [0, 3, 6].map((row) => {
    const sum = parts.reduce((total, part, column) => total + part * (matrix[row + column] ?? 0), 0);
    const share = Math.max(0, Math.min(1, sum));
    return 255 * (share <= 0.0031308 ? share * 12.92 : 1.055 * share ** (1 / 2.4) - 0.055);
  }) as unknown as Rgb;
}

test('no other file of the window names a colour', () => {
  const files = readdirSync('src/ui', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.(svelte|css|ts)$/.test(file) && !/\.test\.ts$|tokens\.css$/.test(file),
  );
  const naming = files.filter((file) =>
    /[:\s'"(]#(?:[0-9a-f]{3}|[0-9a-f]{6})\b(?!['"]?\])|\b(?:rgba?|hsla?|oklch)\(/i.test(
      readFileSync(`src/ui/${file}`, 'utf8'),
    ),
  );
  expect(naming).toEqual([]);
});
