import type { Manifest, Resource, SourceDocument } from '../model/document.ts';
import { fieldOf } from '../model/json.ts';
import type { Finding, Place, Problem } from '../model/problem.ts';
import { err, ok, type Result } from '../result.ts';
import { hasOwnFields, numberedScenes } from './design-scenes.ts';
import { designGroup, groupOf, identify } from './identity.ts';
import { readSources } from './overlay.ts';
import { parseYaml } from './yaml.ts';

/** What is wrong with a scene's content; lines and columns count from its beginning. */
export interface ContentFault {
  readonly message: string;
  readonly place: Place | null;
}

export type SceneContent = Result<readonly Resource[], ContentFault>;

/**
 * What was read last. State, and yet nobody can tell it from reading again: a text says the same each time. Every edit of
 * the Design asks for all of its scenes.
 */
const known = new Map<string, SceneContent>();
const mostKnown = 64;

/**
 * Reads the content of a scene. It is one design, and all of it is good, or it can't be shown.
 *
 * @returns its objects, none of them with a text of its own; or the first thing that is wrong with it
 */
export function readSceneContent(content: string): SceneContent {
  const before = known.get(content);
  if (before !== undefined) return before;
  const read = readAfresh(content);
  const [oldest] = known.keys();
  if (known.size >= mostKnown && oldest !== undefined) known.delete(oldest);
  known.set(content, read);
  return read;
}

function readAfresh(content: string): SceneContent {
  // What is blank is an empty design.
  if (content.trim() === '') return ok([]);
  const { resources, problems } = readSources([{ name: 'content', text: content }]);
  const fault = problems.find(({ severity }) => severity === 'error') ?? nested(resources);
  if (fault !== null) return err({ message: fault.message, place: fault.place });
  return ok(resources.map(({ id, manifest }) => ({ id, manifest, origin: null })));
}

function nested(resources: readonly Resource[]): Pick<Problem, 'message' | 'place'> | null {
  const isNested = resources.some(({ manifest }) => isDesign(manifest) && hasOwnFields(manifest));
  return isNested ? { message: 'The content of a scene holds no scenes and no lesson itself.', place: null } : null;
}

export function isDesign(manifest: Manifest): boolean {
  return fieldOf(manifest, 'kind') === 'Design' && groupOf(manifest) === designGroup;
}

/** Why a scene can't be shown, as a sentence's end: `line 3, column 5 of its content: …`. */
export function faultText({ message, place }: ContentFault): string {
  return place === null ? message : `line ${place.line}, column ${place.column} of its content: ${message}`;
}

/** Of each scene of a Design whose content can't be shown. */
export function contentFindings(design: Manifest): readonly Finding[] {
  return numberedScenes(design).flatMap(({ scene, index }): readonly Finding[] => {
    const read = scene.content === null ? null : readSceneContent(scene.content);
    if (read === null || read.ok) return [];
    const message = `Scene "${scene.title}" can’t be shown: ${faultText(read.error)}`;
    return [{ severity: 'error', code: 'SCENE-CONTENT', message, path: ['spec', 'scenes', index, 'content'] }];
  });
}

/** The object that a document says by itself; null: it says none. */
export function manifestIn({ lead, body }: SourceDocument): Manifest | null {
  const parsed = parseYaml(lead + body);
  const identified = parsed.ok ? identify(parsed.value) : null;
  return identified?.ok === true ? identified.value.manifest : null;
}
