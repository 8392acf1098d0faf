import type { SharedView } from '../shared-design.ts';
import { button, element } from './element.ts';

const [least, most] = [0.05, 8];
const step = 1.25;
const stridePx = 60;

interface Look {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** The picture of a view: moved and zoomed by mouse, touch and keys; what is clicked in it is told. */
export class Stage {
  readonly root: HTMLElement;
  readonly #paper = element('div', { class: 'paper' });
  readonly #empty = element('p', { class: 'empty' }, 'There is nothing to draw.');
  readonly #pointers = new Map<number, PointerEvent>();
  #view: SharedView | null = null;
  #look: Look = { x: 0, y: 0, zoom: 1 };
  /** The user has moved or zoomed it. */
  #isOwnLook = false;
  /** Since the last press: then the click that follows is none. */
  #moved = 0;

  /** @param picked is told the id of the card, box or arrow */
  constructor(picked: (id: string) => void) {
    this.root = element('div', {
      class: 'stage',
      tabindex: '0',
      role: 'application',
      'aria-roledescription': 'picture',
      'aria-label': 'Picture of the design. Arrow keys move it, plus and minus zoom, 0 shows all of it.',
    });
    const tools = element(
      'div',
      { class: 'tools', role: 'group', 'aria-label': 'Zoom' },
      button('−', 'tool', () => this.#zoomBy(1 / step)),
      button('Fit', 'tool', () => this.#showAll()),
      button('+', 'tool', () => this.#zoomBy(step)),
    );
    for (const [index, label] of ['− Zoom out', 'Fit: show all', '+ Zoom in'].entries())
      tools.children[index]?.setAttribute('aria-label', label);
    this.root.append(this.#paper, this.#empty, tools);
    this.#listen(picked);
    // A window of another size, or more to say below, leaves the user's own look alone.
    new ResizeObserver(() => {
      if (!this.#isOwnLook) this.start();
    }).observe(this.root);
  }

  /** Where the design is looked at as before, the picture stays where it is. */
  show(view: SharedView): void {
    const isNew = this.#view !== view;
    this.#view = view;
    if (!isNew) return;
    this.#empty.hidden = view.picture !== '';
    this.#paper.replaceChildren(...(view.picture === '' ? [] : [pictureOf(view)]));
    this.#standOut(view.focus);
    this.start();
  }

  /** As the scene looks at it, else all of it. Called when the stage has its size. */
  start(): void {
    this.#isOwnLook = false;
    const camera = this.#view?.camera ?? null;
    const { clientWidth: width, clientHeight: height } = this.root;
    if (camera === null || width === 0) return this.#fit();
    // A scene was taken in a larger window than a phone.
    const zoom = camera.zoom * Math.min(1, width / 1_000);
    this.#put({ zoom, x: width / 2 - camera.x * zoom, y: height / 2 - camera.y * zoom });
  }

  /** Asked for by the user. */
  #showAll(): void {
    this.#isOwnLook = true;
    this.#fit();
  }

  #fit(): void {
    const { clientWidth, clientHeight } = this.root;
    const { width = 0, height = 0 } = this.#view ?? {};
    if (width === 0 || clientWidth === 0) return;
    const zoom = Math.min(1.5, (clientWidth - 16) / width, (clientHeight - 16) / height);
    this.#put({ zoom, x: (clientWidth - width * zoom) / 2, y: (clientHeight - height * zoom) / 2 });
  }

  /** The arrow and the ends of the selected pair; those of which there is no card are not marked. */
  mark(ids: readonly string[]): void {
    for (const marked of this.#paper.querySelectorAll('.marked')) marked.classList.remove('marked');
    for (const part of this.#parts()) if (ids.includes(part.dataset['element'] ?? '')) part.classList.add('marked');
  }

  #parts(): readonly SVGElement[] {
    return [...this.#paper.querySelectorAll<SVGElement>('[data-element]')];
  }

  #standOut(focus: readonly string[]): void {
    const parts = this.#parts();
    const wanted = new Set(focus);
    if (!parts.some((part) => wanted.has(part.dataset['element'] ?? ''))) return;
    for (const part of parts) {
      const ends = (part.dataset['element'] ?? '').split(' → ');
      part.classList.toggle('faded', !ends.some((end) => wanted.has(end)) && !wanted.has(ends.join(' → ')));
    }
  }

  #listen(picked: (id: string) => void): void {
    const { root } = this;
    root.addEventListener('pointerdown', (event) => {
      if (isTool(event.target)) return;
      if (this.#pointers.size === 0) this.#moved = 0;
      this.#pointers.set(event.pointerId, event);
    });
    root.addEventListener('pointermove', (event) => this.#drag(event));
    for (const end of ['pointerup', 'pointercancel', 'pointerleave'] as const)
      root.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    root.addEventListener(
      'wheel',
      (event) => {
        event.preventDefault();
        this.#zoomBy(Math.exp(-event.deltaY / 400), this.#placeOf(event));
      },
      { passive: false },
    );
    root.addEventListener('click', ({ target }) => {
      const part = target instanceof Element ? target.closest('[data-element]') : null;
      if (part instanceof SVGElement && this.#moved < 6) picked(part.dataset['element'] ?? '');
    });
    root.addEventListener('keydown', (event) => {
      if (event.target === root && !event.ctrlKey && !event.metaKey && !event.altKey && this.#press(event.key))
        event.preventDefault();
    });
  }

  #press(key: string): boolean {
    const { x, y, zoom } = this.#look;
    const strides: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [stridePx, 0],
      ArrowRight: [-stridePx, 0],
      ArrowUp: [0, stridePx],
      ArrowDown: [0, -stridePx],
    };
    const stride = strides[key];
    if (stride !== undefined) this.#move({ zoom, x: x + stride[0], y: y + stride[1] });
    else if (key === '+' || key === '=') this.#zoomBy(step);
    else if (key === '-') this.#zoomBy(1 / step);
    else if (key === '0') this.#showAll();
    else return false;
    return true;
  }

  /** One pointer moves the picture, two stretch it between them. */
  #drag(event: PointerEvent): void {
    const before = this.#pointers.get(event.pointerId);
    if (before === undefined || event.buttons === 0) return;
    this.#pointers.set(event.pointerId, event);
    this.#moved += Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY);
    if (this.#moved >= 6) this.root.setPointerCapture(event.pointerId);
    const other = [...this.#pointers.values()].find(({ pointerId }) => pointerId !== event.pointerId);
    const { x, y, zoom } = this.#look;
    if (other === undefined)
      return this.#move({ zoom, x: x + event.clientX - before.clientX, y: y + event.clientY - before.clientY });
    this.#zoomBy(distance(event, other) / Math.max(1, distance(before, other)), this.#placeOf(other));
  }

  #zoomBy(factor: number, at: { readonly x: number; readonly y: number } = this.#middle()): void {
    const { x, y, zoom: before } = this.#look;
    const zoom = Math.min(most, Math.max(least, before * factor));
    const share = zoom / before;
    this.#move({ zoom, x: at.x - (at.x - x) * share, y: at.y - (at.y - y) * share });
  }

  #middle(): { readonly x: number; readonly y: number } {
    return { x: this.root.clientWidth / 2, y: this.root.clientHeight / 2 };
  }

  #placeOf({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    const frame = this.root.getBoundingClientRect();
    return { x: clientX - frame.x, y: clientY - frame.y };
  }

  #move(look: Look): void {
    this.#isOwnLook = true;
    this.#put(look);
  }

  #put(look: Look): void {
    this.#look = look;
    this.#paper.style.transform = `translate(${look.x}px, ${look.y}px) scale(${look.zoom})`;
  }
}

/** What the program drew: texts of the user's in it are escaped, and nothing in it can run. */
function pictureOf({ picture, width, height }: SharedView): Node {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${picture}</svg>`;
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
  return document.importNode(parsed.documentElement, true);
}

function distance(a: PointerEvent, b: PointerEvent): number {
  return Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
}

function isTool(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('.tools') !== null;
}
