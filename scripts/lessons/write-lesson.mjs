import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { root } from '../paths.mjs';

/*
 * Puts a lesson's design file together. Its scenes are whole designs that differ in a few objects, so that nobody could
 * keep them in step by hand.
 */

/** @typedef {Readonly<Record<string, unknown>>} Manifest */

/**
 * @typedef {object} SceneSource
 * @property {string} title
 * @property {string} notes what to say
 * @property {readonly Manifest[]} objects in the order of the file
 * @property {readonly Manifest[]} [flows] with what is expected at that moment
 * @property {readonly string[]} [focus] element ids
 * @property {string} [lens]
 * @property {readonly string[]} [disabled]
 * @property {string} [calicoVersion]
 */

/**
 * @typedef {object} LessonSource
 * @property {{ id: string, title: string, summary: string, minutes: number }} lesson
 * @property {Readonly<Record<string, Manifest>>} steps by id, what a step has besides title and text: those are in the
 *   Markdown file
 * @property {Readonly<Record<string, readonly [number, number]>>} positions of the cards, the same in all scenes
 * @property {Readonly<Record<string, SceneSource>>} scenes by id, in their order; the design begins as the first one
 */

/** @param {LessonSource} source @returns {string} the text of the file */
export function writeLesson({ lesson, steps, positions, scenes }) {
  const sources = Object.entries(scenes);
  const [first] = sources;
  if (first === undefined) throw new Error(`The lesson ${lesson.id} has no scenes.`);
  const written = sources.map(([id, scene]) => ({
    id,
    title: scene.title,
    notes: scene.notes,
    focus: scene.focus ?? [],
    lens: scene.lens ?? 'drawn',
    content: documents([...scene.objects, designOf(scene, positions)]),
  }));
  const design = designOf(first[1], positions);
  const whole = { ...lesson, steps: stepsOf(lesson.id, steps) };
  const withLesson = { ...design, spec: { ...specOf(design), scenes: written, lesson: whole } };
  return `${comment(lesson.title)}${documents([...first[1].objects, withLesson])}`;
}

/** @param {string} title */
const comment = (title) => `# Lesson: ${title}
#
# The objects are those of the first scene. The other scenes and the texts are in the Design document at the end.
`;

/** In the order of the texts. @param {string} id of the lesson @param {LessonSource['steps']} steps */
function stepsOf(id, steps) {
  const texts = textsOf(readFileSync(join(root, `scripts/lessons/${id}/texts.md`), 'utf8'));
  const without = Object.keys(steps).filter((step) => texts.every((text) => text.id !== step));
  if (without.length > 0) throw new Error(`${id}/texts.md has no text for ${without.join(', ')}.`);
  return texts.map((text) => ({ ...text, ...steps[text.id] }));
}

/** Each step begins with a line `# id: Title`. @param {string} markdown */
function textsOf(markdown) {
  return markdown
    .split(/^(?=# [a-z0-9-]+: )/m)
    .filter((section) => section.trim() !== '')
    .map((section) => {
      const [, id = '', title = '', text = ''] = /^# ([a-z0-9-]+): (.+)\n([^]*)$/.exec(section) ?? [];
      return { id, title, text: `${text.trim()}\n` };
    });
}

/** @param {SceneSource} scene @param {LessonSource['positions']} positions @returns {Manifest} */
function designOf({ objects, flows = [], disabled = [], calicoVersion = '3.32' }, positions) {
  const isThere = placed(objects);
  return {
    apiVersion: 'firewright.dev/v1',
    kind: 'Design',
    metadata: { name: 'design' },
    spec: {
      settings: { calicoVersion },
      layout: {
        grouping: 'namespace',
        positions: Object.fromEntries(Object.entries(positions).filter(([element]) => isThere(element))),
      },
      flows,
      ...(disabled.length === 0 ? {} : { disabled }),
    },
  };
}

/** Cards of things that a scene does not have keep no place in it. @param {readonly Manifest[]} objects */
function placed(objects) {
  const ids = new Set(objects.map(elementId));
  const isDerived = /** @param {string} element */ (element) => /^(?:host|external)\//.test(element);
  return /** @param {string} element */ (element) => ids.has(element) || isDerived(element);
}

/** @param {Manifest} object */
function elementId({ apiVersion, kind, metadata }) {
  const { name, namespace } = /** @type {{ name: string, namespace?: string }} */ (metadata);
  const [group] = String(apiVersion).includes('/') ? String(apiVersion).split('/') : [''];
  const typed = group === '' ? String(kind) : `${String(kind)}.${group}`;
  return namespace === undefined ? `${typed}/${name}` : `${typed}/${namespace}/${name}`;
}

/** @param {Manifest} manifest */
function specOf({ spec }) {
  return /** @type {Manifest} */ (spec);
}

/** @param {readonly Manifest[]} manifests */
function documents(manifests) {
  return manifests.map((manifest) => dump(manifest, { noRefs: true, lineWidth: -1 })).join('---\n');
}
