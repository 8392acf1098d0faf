import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { designSpecOf } from '../edit/plan-design.ts';
import { judgeFlows, type Expectation } from '../expect/expectation.ts';
import { openDesign, type OpenedDesign } from '../file/design-file.ts';
import type { Lesson, LessonPair, LessonStep, LessonTask } from '../model/lesson.ts';
import type { Scene } from '../model/scene.ts';
import { flowTraffic } from '../net/flow-traffic.ts';
import { evaluateFlow } from '../policy/evaluate.ts';
import { lower } from '../policy/lower.ts';
import type { Ruleset } from '../policy/ruleset.ts';

const folder = 'assets/lessons';
const names = readdirSync(folder).sort();

interface OpenedLesson extends OpenedDesign {
  readonly lesson: Lesson;
  readonly scenes: readonly Scene[];
}

const opened = new Map(names.map((name) => [name.replace('.firewright.yaml', ''), openLesson(name)]));

function openLesson(name: string): OpenedLesson {
  const design = openDesign([{ name, text: readFileSync(`${folder}/${name}`, 'utf8') }]);
  const { lesson, scenes } = designSpecOf(design.document);
  if (lesson === null) throw new Error(`${name} is no lesson`);
  return { ...design, lesson, scenes };
}

function lessonOf(id: string): OpenedLesson {
  const lesson = opened.get(id);
  if (lesson === undefined) throw new Error(`there is no lesson ${id}`);
  return lesson;
}

const sceneDesigns = new Map<string, OpenedDesign>();
function openScene({ scenes }: OpenedLesson, id: string | null): OpenedDesign {
  const content = scenes.find((scene) => scene.id === id)?.content;
  if (typeof content !== 'string') throw new Error(`there is no scene ${id} with a content`);
  const known = sceneDesigns.get(content) ?? openDesign([{ name: `${id}.yaml`, text: content }]);
  sceneDesigns.set(content, known);
  return known;
}

const rulesets = new WeakMap<OpenedDesign, Ruleset>();
function rulesetOf(design: OpenedDesign): Ruleset {
  const known = rulesets.get(design) ?? lower(Object.values(design.document.resources));
  rulesets.set(design, known);
  return known;
}

/** What dials an address of its own is one packet; the rest is judged as drawn flows are. */
function stateOf(design: OpenedDesign, pair: LessonPair): Expectation | null {
  const ruleset = rulesetOf(design);
  if (pair.toAddress === null) return judgeFlows(ruleset, [pair])[0]?.state ?? null;
  const { source: from, destination: to, protocol, port, toAddress } = pair;
  if (protocol === null || typeof port !== 'number') throw new Error('one packet has a protocol and a port');
  const rest = { icmpType: null, icmpCode: null, sourcePort: null, ipVersion: null, fromAddress: null, via: null };
  const result = evaluateFlow(ruleset, { from, to, protocol, port, toAddress, ...rest });
  if (!result.ok) return 'unknown';
  return result.value.verdict === pair.expect ? 'met' : 'missed';
}

/** As the texts write it: `prod/backend > host/node-worker TCP 8080 deny`. */
function lineOf({ source, destination, toAddress, expect: wanted, ...traffic }: LessonPair): string {
  const at = toAddress === null ? '' : ` at ${toAddress}`;
  return `${source} > ${destination}${at} ${flowTraffic(traffic)} ${wanted}`;
}

const lessons = [...opened.keys()];
const scenesOf = lessons.flatMap((id) => lessonOf(id).scenes.map((scene) => [id, scene.id] as const));
const stepsOf = lessons.flatMap((id) => lessonOf(id).lesson.steps.map((step) => [id, step.id] as const));

function stepOf(id: string, stepId: string): LessonStep {
  const step = lessonOf(id).lesson.steps.find((one) => one.id === stepId);
  if (step === undefined) throw new Error(`there is no step ${stepId}`);
  return step;
}

const tasks = stepsOf.flatMap(([id, stepId]) => {
  const { task, scene } = stepOf(id, stepId);
  return task === null ? [] : [{ id, stepId, scene, task }];
});

test.each(lessons)('%s reads without problems', (id) => {
  const { document, problems, lesson } = lessonOf(id);
  expect([...problems, ...checkDocument(document)].filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(lesson.id).toBe(id);
  expect(lesson.steps.length).toBeGreaterThanOrEqual(5);
  expect(tasks.filter((task) => task.id === id).length).toBeGreaterThanOrEqual(2);
});

/** What a scene shows that a cluster refuses. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'firewall-the-nodes version': [
    'Calico 3.31 demands that a policy in tier host-firewall is named "host-firewall.…"; this one is "node-host-firewall".',
  ],
};
test.each(scenesOf)(
  '%s, scene %s: a design that a cluster of its version accepts, judged as it says',
  (id, sceneId) => {
    const design = openScene(lessonOf(id), sceneId);
    const said = [...design.problems, ...checkDocument(design.document)].map(({ message }) => message);
    expect(said).toEqual(refused[`${id} ${sceneId}`] ?? []);
    const judged = judgeFlows(rulesetOf(design), designSpecOf(design.document).flows);
    expect(
      judged.filter(({ state }) => state !== 'met').map(({ flow }) => lineOf({ ...flow, toAddress: null })),
    ).toEqual([]);
  },
);

test.each(lessons)('%s uses every scene that it has, and shows notes for the presenter with each', (id) => {
  const { lesson, scenes } = lessonOf(id);
  const used = new Set(lesson.steps.flatMap(({ scene, task }) => [scene, task?.solution ?? null]));
  expect(scenes.filter((scene) => !used.has(scene.id)).map((scene) => scene.id)).toEqual([]);
  expect(scenes.filter(({ notes, title }) => notes === '' || title === '').map((scene) => scene.id)).toEqual([]);
});

test.each(scenesOf)('%s, scene %s: what stands out is there', (id, sceneId) => {
  const { document } = openScene(lessonOf(id), sceneId);
  const focus = lessonOf(id).scenes.find((scene) => scene.id === sceneId)?.focus ?? [];
  expect(focus.filter((element) => !(element in document.resources))).toEqual([]);
});

test.each(tasks)('$id, $stepId: the task is open at the start and solved by its solution', ({ id, scene, task }) => {
  expect(openGoals(id, scene, task)).not.toEqual([]);
  expect(openGoals(id, task.solution, task)).toEqual([]);
  expect(task.hints.length).toBeGreaterThan(0);
});

function openGoals(id: string, scene: string | null, { goals }: LessonTask): readonly string[] {
  const design = openScene(lessonOf(id), scene);
  return goals.filter((goal) => stateOf(design, goal) !== 'met').map(lineOf);
}

const proofs = stepsOf.flatMap(([id, stepId]) => {
  const { engineNotes, scene } = stepOf(id, stepId);
  return engineNotes.map((note) => ({ id, stepId, scene, claim: note.claim, note }));
});
test.each(proofs)('$id, $stepId: the proof against “$claim” holds', ({ id, scene, note }) => {
  const { proof, truth, rules } = note;
  if (proof === null) throw new Error('a note without proof');
  expect(stateOf(openScene(lessonOf(id), scene), proof)).toBe('met');
  expect([truth === '', rules.length]).toEqual([false, expect.toSatisfy((count: number) => count > 0)]);
});
