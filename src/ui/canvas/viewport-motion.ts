import type { Viewport } from './canvas-gestures.ts';

/** So long nothing has moved: then the picture rests. */
const restMs = 120;
/** A picture that goes on moving is drawn anew so often: what came into sight is blank until then. */
const drawEveryMs = 500;

interface Parts {
  /** What the graph library has drawn, moved as an image by its CSS transform. */
  readonly image: Pick<CSSStyleDeclaration, 'transform' | 'transformOrigin'>;
  /** Asks for the picture at this viewport; `drawn` tells when it is there. */
  readonly draw: (viewport: Viewport) => void;
  /** Where the picture is, and where faces are to be worked out for. */
  readonly told: (now: Viewport, resting: Viewport) => void;
}

/**
 * Panning and zooming. Drawing a big picture takes several frames, moving the image of it none: while it moves it is an image,
 * and it is drawn when it rests, or twice a second. A small picture is drawn in each frame.
 */
export class ViewportMotion {
  readonly #parts: Parts;
  #now: Viewport;
  #resting: Viewport;
  #drawn: Viewport;
  #drawnAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: Viewport, parts: Parts) {
    this.#parts = parts;
    [this.#now, this.#resting, this.#drawn] = [start, start, start];
    parts.image.transformOrigin = '0 0';
  }

  /** Where the picture is seen, whether or not it is drawn there yet. */
  get now(): Viewport {
    return this.#now;
  }

  /** @param isBig whether drawing it takes too long for a frame */
  move(to: Viewport, isBig: boolean): void {
    // The first movement is no reason to draw what has just been drawn.
    if (!this.#isMoving) this.#drawnAt = performance.now();
    this.#now = to;
    clearTimeout(this.#timer);
    if (!isBig || performance.now() - this.#drawnAt > drawEveryMs) {
      this.rest();
      return;
    }
    this.#timer = setTimeout(() => this.rest(), restMs);
    this.#lie();
    this.#parts.told(this.#now, this.#resting);
  }

  /** Draws the picture where it is now; the pointer hits what the graph library has drawn. */
  rest(): void {
    clearTimeout(this.#timer);
    if (!this.#isMoving) return;
    this.#drawnAt = performance.now();
    this.#parts.draw(this.#now);
    this.follow(this.#now);
  }

  /** The graph library draws at this viewport, as it was told or by itself. */
  follow(viewport: Viewport): void {
    clearTimeout(this.#timer);
    [this.#now, this.#resting] = [viewport, viewport];
    this.#parts.told(viewport, viewport);
  }

  /** The image on the screen is that of the resting viewport. To be called in the frame that draws it. */
  drawn(): void {
    this.#drawn = this.#resting;
    this.#lie();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  get #isMoving(): boolean {
    return this.#now !== this.#resting;
  }

  #lie(): void {
    const [now, drawn] = [this.#now, this.#drawn];
    const scale = now.zoom / drawn.zoom;
    const { image } = this.#parts;
    image.transform =
      now === drawn ? '' : `translate(${now.x - drawn.x * scale}px, ${now.y - drawn.y * scale}px) scale(${scale})`;
  }
}
