import type { Page } from '@playwright/test';

/** A text that is seen on the page, as it is drawn. */
export interface SeenText {
  readonly text: string;
  /** Pixels of the screen: the computed size times all transforms above it. */
  readonly px: number;
  /** The least against any pixel behind it. */
  readonly contrast: number;
}

/** A part of an arrow that is drawn in one go: a dash, or a half with its head. */
export interface SeenStroke {
  readonly verdict: string;
  readonly at: string;
  readonly width: number;
  /** Against what lies beside it, along half of it at least. */
  readonly contrast: number;
}

/** Every text that can be seen, measured on the page and on its pixels without the texts. */
export async function seenTexts(page: Page): Promise<readonly SeenText[]> {
  await page.evaluate(setRule, '* { -webkit-text-fill-color: transparent !important; caret-color: transparent }');
  const picture = (await page.screenshot()).toString('base64');
  await page.evaluate(setRule, '');
  return page.evaluate(measureTexts, picture);
}

/** Every part of an arrow, measured on the pixels of the graph alone: badges have signs of their own. */
export async function seenStrokes(page: Page): Promise<readonly SeenStroke[]> {
  const overlays = ':is(.canvas > :not(.paper), .present, .notice) { visibility: hidden !important }';
  await page.evaluate(setRule, `${overlays} :is(.canvas, .present) * { pointer-events: none }`);
  const picture = (await page.screenshot()).toString('base64');
  await page.evaluate(setRule, '');
  return page.evaluate(measureStrokes, picture);
}

// The functions below run in the page and use nothing around them.

function setRule(rule: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  const others = document.adoptedStyleSheets.filter((other) => Reflect.get(other, 'isProjector') !== true);
  Object.assign(sheet, { isProjector: true });
  document.adoptedStyleSheets = [...others, sheet];
}

async function measureTexts(base64: string): Promise<SeenText[]> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to read pixels with');
  context.drawImage(bitmap, 0, 0);
  const { data, width } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const pixel = (x: number, y: number): number[] =>
    [0, 1, 2].map((channel) => data[(Math.round(y) * width + Math.round(x)) * 4 + channel] ?? 0);
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (one: readonly number[], other: readonly number[]): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  /** Of the element and all above it. */
  const chain = (element: Element): Element[] => {
    const all: Element[] = [];
    for (let at: Element | null = element; at !== null; at = at.parentElement) all.push(at);
    return all;
  };
  const isCut = (element: Element, rect: DOMRect): boolean =>
    chain(element).some((above) => {
      const style = getComputedStyle(above);
      if (style.overflow === 'visible' && style.clipPath === 'none') return false;
      const box = above.getBoundingClientRect();
      return (
        box.width < 3 || box.height < 3 || box.right <= rect.left || box.bottom <= rect.top || box.left >= rect.right
      );
    });
  // What lies over the picture covers what is below it.
  const covers = [...document.querySelectorAll('.present .foot > *, .legend')].filter((cover) =>
    cover.checkVisibility({ visibilityProperty: true }),
  );
  const isCovered = (element: Element, x: number, y: number): boolean =>
    covers.some((cover) => {
      const box = cover.getBoundingClientRect();
      const isOver = x > box.left - 3 && x < box.right + 3 && y > box.top - 3 && y < box.bottom + 3;
      return (
        isOver &&
        !cover.contains(element) &&
        (cover.closest('.present') !== null || element.closest('.present') === null)
      );
    });
  /** Every third pixel, away from the edges. */
  const pointsIn = ({ left, right, top, bottom, height }: DOMRect): readonly (readonly [x: number, y: number])[] => {
    const points: [number, number][] = [];
    for (let x = left + 1; x < right - 1; x += 3)
      for (let y = top + height * 0.2; y < bottom - height * 0.2; y += 3) points.push([x, y]);
    return points;
  };
  const texts: SeenText[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const element = node.parentElement;
    if (text === '' || element === null) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(
      (rect) =>
        rect.width > 2 && rect.left >= 0 && rect.top >= 0 && rect.right <= innerWidth && rect.bottom <= innerHeight,
    );
    if (rects.length === 0 || rects.every((rect) => isCut(element, rect))) continue;
    const style = getComputedStyle(element);
    const scale = chain(element).reduce((product, above) => {
      const { transform } = getComputedStyle(above);
      return transform === 'none' ? product : product * new DOMMatrix(transform).a;
    }, 1);
    const opacity = chain(element).reduce((product, above) => product * Number(getComputedStyle(above).opacity), 1);
    const colour = (style.color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
    let contrast = Infinity;
    for (const [x, y] of rects.flatMap(pointsIn)) {
      if (isCovered(element, x, y)) continue;
      const behind = pixel(x, y);
      const seen = colour.map((part, channel) => part * opacity + (behind[channel] ?? 0) * (1 - opacity));
      contrast = Math.min(contrast, contrastOf(seen, behind));
    }
    texts.push({ text, px: Number.parseFloat(style.fontSize) * scale, contrast });
  }
  return texts;
}

async function measureStrokes(base64: string): Promise<SeenStroke[]> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas to read pixels with');
  const { width, height } = bitmap;
  const colours = ['allow', 'deny', 'partial', 'undecided'].map((verdict) => {
    context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(`--verdict-${verdict}`);
    context.fillRect(0, 0, 1, 1);
    return { verdict, colour: [...context.getImageData(0, 0, 1, 1).data].slice(0, 3) };
  });
  context.drawImage(bitmap, 0, 0);
  // Badges are no strokes: their signs are.
  const badges = [...document.querySelectorAll('[data-arrow]')].map((anchor) => anchor.getBoundingClientRect());
  const isBadge = (x: number, y: number): boolean =>
    badges.some((badge) => Math.abs(badge.x - x) < 40 && Math.abs(badge.y - y) < 26);
  const { data } = context.getImageData(0, 0, width, height);
  const at = (index: number): number[] => [0, 1, 2].map((channel) => data[index * 4 + channel] ?? 0);
  /** Which verdict's colour a pixel has; boxes have others. */
  const kind = new Int8Array(width * height).fill(-1);
  for (let index = 0; index < width * height; index += 1) {
    const colour = at(index);
    const known = colours.findIndex(({ colour: wanted }) =>
      wanted.every((part, channel) => Math.abs(part - (colour[channel] ?? 0)) < 20),
    );
    if (known === -1) continue;
    const [x, y] = [index % width, Math.floor(index / width)];
    if (isBadge(x, y)) continue;
    kind[index] = known;
  }
  const luminance = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (one: readonly number[], other: readonly number[]): number => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const steps = [
    [1, 0],
    [0, 1],
    [1, 1],
    [1, -1],
  ] as const;
  const far = (one: readonly number[], other: readonly number[]): number =>
    Math.hypot(...one.map((part, channel) => part - (other[channel] ?? 0)));
  /** From a pixel on, with the part of the paler one at the edge that is covered. */
  const run = (index: number, dx: number, dy: number, which: number): number => {
    let length = 0;
    let [x, y] = [index % width, Math.floor(index / width)];
    for (; kind[y * width + x] === which && x >= 0 && x < width; x += dx, y += dy) length += 1;
    const ground = at((y + 2 * dy) * width + x + 2 * dx);
    const covered = far(at(y * width + x), ground) / (far(colours[which]?.colour ?? [], ground) || 1);
    return length + Math.min(1, covered);
  };
  const strokes: SeenStroke[] = [];
  const seen = new Uint8Array(width * height);
  for (let start = 0; start < width * height; start += 1) {
    const which = kind[start] ?? -1;
    if (which === -1 || seen[start] === 1) continue;
    const open = [start];
    const members: number[] = [];
    seen[start] = 1;
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      members.push(index);
      for (const next of [index - 1, index + 1, index - width, index + width])
        if (kind[next] === which && seen[next] !== 1) {
          seen[next] = 1;
          open.push(next);
        }
    }
    // A crumb that a badge or another arrow cut off says nothing about the width.
    if (members.length < 60) continue;
    let widest = 0;
    let core = start;
    for (const index of members) {
      const across = Math.min(
        ...steps.map(([dx, dy]) => (run(index, dx, dy, which) + run(index, -dx, -dy, which) - 1) * Math.hypot(dx, dy)),
      );
      if (across > widest) [widest, core] = [across, index];
    }
    const colour = at(core);
    // On both sides of the line, across it; not where a badge, a card's edge or another arrow is.
    const beside: number[] = [];
    for (const index of members.filter((_, place) => place % 5 === 0)) {
      const runs = steps.map(
        ([dx, dy]) => (run(index, dx, dy, which) + run(index, -dx, -dy, which) - 1) * Math.hypot(dx, dy),
      );
      const [dx, dy] = steps[runs.indexOf(Math.min(...runs))] ?? [1, 0];
      for (const side of [1, -1]) {
        let [x, y] = [index % width, Math.floor(index / width)];
        for (; kind[y * width + x] === which; x += dx * side, y += dy * side);
        const [groundX, groundY] = [x + 3 * dx * side, y + 3 * dy * side];
        const isGround = kind[groundY * width + groundX] === -1 && !isBadge(groundX, groundY);
        if (isGround) beside.push(contrastOf(colour, at(groundY * width + groundX)));
      }
    }
    beside.sort((a, b) => a - b);
    // A crumb that lies on a box's edge for the most part is told by its neighbours.
    const contrast = members.length < 150 ? Infinity : (beside[Math.floor(beside.length / 2)] ?? Infinity);
    const place = `${core % width}, ${Math.floor(core / width)}`;
    strokes.push({ verdict: colours[which]?.verdict ?? '', at: place, width: widest, contrast });
  }
  return strokes;
}
