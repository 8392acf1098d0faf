import { clipOf, planPaste, type Clip, type Paste } from '../core/edit/paste.ts';
import { printYaml } from '../core/manifest/yaml.ts';
import { nameOf } from '../core/manifest/identity.ts';
import { noteElement, type Point } from '../core/model/design.ts';
import type { App } from './app.ts';
import type { Copied } from './clipboard.svelte.ts';
import { deleteSelected } from './edit-actions.ts';
import { perform } from './perform.ts';

/** Where no canvas knows what lies where, a copy lies so far from the original. */
const aside: Point = { x: 28, y: 28 };

export function canCopy(app: App): boolean {
  return app.selection.resources.length > 0 || selectedNotes(app).length > 0;
}

/**
 * Keeps what is selected, to be pasted.
 *
 * @returns its manifests as YAML, for the system's clipboard; null where nothing is selected that could be copied
 */
export function copySelected(app: App): string | null {
  if (!canCopy(app)) return null;
  const clip = clipSelected(app);
  const yaml = clip.resources.map(({ manifest }) => printYaml(manifest)).join('---\n');
  const text = yaml === '' ? clip.notes.map((note) => note.text).join('\n') : yaml;
  app.clipboard.keep({ clip, text, ...roomOf(app, clip) });
  return text;
}

/** The same, and takes it out of the design as one step. */
export function cutSelected(app: App): string | null {
  const text = copySelected(app);
  if (text !== null) deleteSelected(app);
  return text;
}

/** What the copied takes up: boxes with all that they hold. */
function roomOf(app: App, { places }: Clip): Pick<Copied, 'area' | 'what'> {
  const { canvas } = app.view;
  const { current, resources } = app.selection;
  const elements = current.kind === 'several' ? current.elements : resources;
  const boxes = canvas?.boxes() ?? [];
  const what = elements.some((id) => boxes.includes(id)) ? 'boxes' : 'cards';
  return { area: canvas?.boundsOf([...places.keys(), ...elements]) ?? null, what };
}

function clipSelected(app: App): Clip {
  const chosen = { ids: app.selection.resources, notes: selectedNotes(app) };
  const places = app.view.canvas?.places() ?? app.model.design.layout.positions;
  return clipOf(app.session.document, chosen, places);
}

function selectedNotes({ selection: { current }, model }: App): readonly string[] {
  if (current.kind === 'note') return [current.name];
  if (current.kind !== 'several') return [];
  return [...model.design.layout.notes.keys()].filter((name) => current.elements.includes(noteElement(name)));
}

/**
 * Pastes a text from the system's clipboard: what was copied here last, or manifests from anywhere, laid over the design
 * as an import is.
 */
export function pasteText(app: App, text: string): void {
  const copied = app.clipboard.copied;
  if (copied !== null && sameText(copied.text, text)) pasteCopied(app, null);
  else if (readsAsManifests(text)) {
    const file = { name: 'clipboard.yaml', file: null, version: null, content: { kind: 'text', text } } as const;
    void app.files.importPasted(file);
  } else app.notices.show({ kind: 'info', text: 'The clipboard holds no manifests.' });
}

/** @param at where the middle of it comes to lie, in model coordinates; null: beside the original */
export function pasteCopied(app: App, at: Point | null): void {
  const { copied } = app.clipboard;
  if (copied === null) return;
  const middle = copied.area && {
    x: copied.area.x + copied.area.width / 2,
    y: copied.area.y + copied.area.height / 2,
  };
  const shift = at === null || middle === null ? roomFor(app, copied) : { x: at.x - middle.x, y: at.y - middle.y };
  insert(app, copied.clip, planPaste(app.session.document, copied.clip, shift), 'Pasted');
}

function roomFor({ view }: App, { area, what }: Pick<Copied, 'area' | 'what'>): Point {
  return area === null ? aside : (view.canvas?.roomFor(area, what) ?? aside);
}

/** Beside the original, with all that belongs to it. */
export function duplicateSelected(app: App): void {
  if (!canCopy(app)) return;
  const clip = clipSelected(app);
  const shift = roomFor(app, roomOf(app, clip));
  insert(app, clip, planPaste(app.session.document, clip, shift), 'Duplicated');
}

function insert(app: App, clip: Clip, paste: Paste, verb: 'Pasted' | 'Duplicated'): void {
  const { roots, count, command } = paste;
  const [only, ...others] = roots;
  const label = count === 1 ? `${verb === 'Pasted' ? 'Paste' : 'Duplicate'} ${nameOfClip(clip)}` : null;
  const named = label === null || command.type !== 'sequence' ? command : { ...command, label };
  const sentence =
    only !== undefined && count === 1 ? `${verb} ${nameOfClip(clip)} as ${last(only)}.` : `${verb} ${count} objects.`;
  if (!perform(app, named, sentence)) return;
  const [second, ...more] = others;
  if (only !== undefined && second !== undefined) {
    app.selection.select({ kind: 'several', elements: [only, second, ...more] });
  } else if (only !== undefined) app.selection.select({ kind: 'resource', id: only });
}

function nameOfClip({ resources, notes }: Clip): string {
  const [first] = resources;
  return first === undefined ? `note “${notes[0]?.text ?? ''}”` : nameOf(first.manifest);
}

function last(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** The system may have made other line ends of it. */
function sameText(a: string, b: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim();
  return plain(a) === plain(b);
}

/** Cheap, as any text may be in the clipboard: what it says is found out by the import. */
function readsAsManifests(text: string): boolean {
  return /(?:^|[\s{,"'])(?:apiVersion|kind)["']?\s*:/.test(text);
}
