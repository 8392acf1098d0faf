import type { Result } from '../core/result.ts';
import type { AppHost, HostError, SaveOutcome } from '../host/app-host.ts';
import type { DrawnPicture, PictureScale, PictureWish } from './drawn-picture.ts';
import { describeHostError } from './host-error.ts';
import type { Notices } from './notices.svelte.ts';
import type { Session } from './session.svelte.ts';
import type { View } from './view.svelte.ts';

interface Parts {
  readonly host: AppHost;
  readonly session: Session;
  readonly notices: Notices;
  readonly view: View;
}

/** Pictures of the canvas: what the user wants of them, and writing them. The design stays as it is. */
export class PictureExport {
  readonly #parts: Parts;
  format = $state<'png' | 'svg'>('png');
  scale = $state<PictureScale>(2);
  scope = $state<PictureWish['scope']>('whole');
  background = $state<PictureWish['background']>('white');
  /** null: the design's name; '': none. */
  ownTitle = $state<string | null>(null);
  isLegendShown = $state(true);
  isSelectionMarked = $state(false);
  /** What share of a PNG is written; null: none is being written. */
  #share = $state<number | null>(null);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get share(): number | null {
    return this.#share;
  }
  get title(): string {
    return this.ownTitle ?? plainName(this.#parts.session.name);
  }
  get wish(): PictureWish {
    const { scope, background, title, isLegendShown, isSelectionMarked } = this;
    return { scope, background, title, isLegendShown, isSelectionMarked };
  }

  /** @returns null where there is nothing to draw, or no canvas */
  async draw(wish: PictureWish): Promise<DrawnPicture | null> {
    return (await this.#parts.view.canvas?.picture(wish)) ?? null;
  }

  async save(picture: DrawnPicture): Promise<void> {
    const { host, session } = this.#parts;
    const { format } = this;
    const bytes = format === 'svg' ? picture.svgBytes() : await this.#png(picture);
    if (bytes === null) return;
    const suggestedName = `${fileName(session.name)}.${format}`;
    this.#tell(await host.saveBytes({ suggestedName, kind: format, bytes }), 'The picture');
  }

  async copy(picture: DrawnPicture): Promise<void> {
    const { host, notices } = this.#parts;
    const png = await this.#png(picture);
    if (png === null) return;
    // Browsers make sure that what is pasted is harmless, and take no style sheet for that.
    const copied = await host.copyPicture({ png, svg: picture.plainSvg });
    if (copied.ok) notices.show({ kind: 'info', text: 'The picture is on the clipboard.' });
    else notices.show({ kind: 'error', text: describeHostError(copied.error) });
  }

  /** The window's handout as PDF, where the host can write it. */
  async savePdf(paper: 'a4' | 'letter'): Promise<void> {
    const { host, session } = this.#parts;
    const saved = await host.savePdf?.({ suggestedName: `${fileName(session.name)}.pdf`, paper });
    if (saved !== undefined) this.#tell(saved, 'The handout');
  }

  /** @returns null where it failed: memory, mostly; the user is told */
  async #png(picture: DrawnPicture): Promise<Uint8Array<ArrayBuffer> | null> {
    const scale = this.scale > picture.mostScale ? picture.mostScale : this.scale;
    this.#share = 0;
    try {
      return await picture.png(scale, (share) => (this.#share = share));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      this.#parts.notices.show({
        kind: 'error',
        text: `The picture can’t be drawn at ${scale}×: ${why}. Try a smaller scale.`,
      });
      return null;
    } finally {
      this.#share = null;
    }
  }

  #tell(saved: Result<SaveOutcome, HostError>, what: string): void {
    const { notices } = this.#parts;
    if (!saved.ok) notices.show({ kind: 'error', text: describeHostError(saved.error) });
    else if (saved.value.kind === 'saved') {
      this.#parts.view.dialog = null;
      notices.show({ kind: 'info', text: `${what} was written to ${saved.value.name}.` });
    }
  }
}

/** A design's name without its ending. */
function plainName(name: string): string {
  return name.replace(/(\.firewright)?\.(ya?ml|json)$/i, '');
}

/** As every system takes it. */
export function fileName(name: string): string {
  const plain = plainName(name)
    // eslint-disable-next-line no-control-regex -- control characters are what is replaced
    .replaceAll(/[\u0000-\u001f<>:"/\\|?*]/g, '-')
    .slice(0, 120)
    .replace(/[. ]+$/, '');
  return /^(?:con|prn|aux|nul|com\d|lpt\d)?(?:\.|$)/i.test(plain) ? `design-${plain}` : plain;
}
