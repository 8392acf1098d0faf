import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkDocument } from '../check/check-document.ts';
import { designSpecOf } from '../edit/plan-design.ts';
import { judgeFlows } from '../expect/expectation.ts';
import { openDesign, type OpenedDesign } from '../file/design-file.ts';
import type { Lesson, LessonPair, LessonStep, LessonTask } from '../model/lesson.ts';
import type { Scene } from '../model/scene.ts';
import { flowTraffic } from '../net/flow-traffic.ts';
import { lower } from '../policy/lower.ts';
import type { Ruleset } from '../policy/ruleset.ts';
import { LessonCheck } from './check-lesson.ts';
import { judgePairs } from './lesson-pair.ts';

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
  const { document, problems, lesson, scenes } = lessonOf(id);
  expect([...problems, ...checkDocument(document)].filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(new LessonCheck(document, lesson, scenes).all()).toEqual([]);
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
  const judged = judgePairs(rulesetOf(design), goals);
  return goals.filter((_, index) => judged[index]?.state !== 'met').map(lineOf);
}

const proofs = stepsOf.flatMap(([id, stepId]) => {
  const { engineNotes, scene } = stepOf(id, stepId);
  return engineNotes.map((note) => ({ id, stepId, scene, claim: note.claim, note }));
});
test.each(proofs)('$id, $stepId: the proof against “$claim” holds', ({ id, scene, note }) => {
  const { proof, truth, rules } = note;
  if (proof === null) throw new Error('a note without proof');
  expect(judgePairs(rulesetOf(openScene(lessonOf(id), scene)), [proof]).map(({ state }) => state)).toEqual(['met']);
  expect([truth === '', rules.length]).toEqual([false, expect.toSatisfy((count: number) => count > 0)]);
});

/** Every pair that a lesson shows or asks for, with the expectation. */
function expectationsOf(id: string): ReadonlySet<string> {
  const { lesson, scenes } = lessonOf(id);
  const drawn = scenes.flatMap((scene) => designSpecOf(openScene(lessonOf(id), scene.id).document).flows);
  const asked = lesson.steps.flatMap(({ task, engineNotes }) => [
    ...(task?.goals ?? []),
    ...engineNotes.flatMap(({ proof }) => proof ?? []),
  ]);
  return new Set([...drawn.map((flow) => ({ ...flow, toAddress: null })), ...asked].map(lineOf));
}

const [m1, m2] = ['host/master-1-auto-hep', 'host/master-2-auto-hep'];
const [n1, n2] = ['host/node1-auto-hep', 'host/node2-auto-hep'];
const office = 'external/office';
const ofMasters = [10250, 6443, 2379, 2380, 2381, 10251, 10259, 10252, 10257];

/** What the two texts say that one can observe. Where the engine says otherwise, it is a row of `corrections`. */
const told: readonly (readonly [lesson: string, saying: string, pairs: readonly string[]])[] = [
  [
    'firewall-the-nodes',
    'nodes and infrastructure are allowed',
    [
      'host/node-control-plane > host/node-worker TCP 10250 allow',
      'calico-system/calico-node > host/node-worker TCP 10250 allow',
      'kube-system/kube-apiserver > host/node-control-plane TCP 10250 allow',
    ],
  ],
  [
    'firewall-the-nodes',
    'app pods are denied',
    ['prod/backend > host/node-worker TCP 8080 deny', 'dev/frontend > host/node-control-plane TCP 8080 deny'],
  ],
  [
    'firewall-the-nodes',
    'in the trap both deny cells turn green',
    ['prod/backend > host/node-worker TCP 8080 allow', 'dev/frontend > host/node-control-plane TCP 8080 allow'],
  ],
  [
    'protect-kubernetes-nodes',
    'anybody reaches API server, kubelet and DNS of a master',
    [`${office} > ${m1} TCP 6443 allow`, `${office} > ${m1} TCP 10250 allow`, `${office} > ${m1} UDP 53 allow`],
  ],
  [
    'protect-kubernetes-nodes',
    'SSH stays possible by the failsafe ports',
    [`${office} > ${m1} TCP 22 allow`, `${office} > ${n1} TCP 22 allow`],
  ],
  [
    'protect-kubernetes-nodes',
    'masters reach each other on the ports of the control plane, others do not',
    [...ofMasters.map((port) => `${m2} > ${m1} TCP ${port} allow`), `${n1} > ${m1} TCP 2381 deny`],
  ],
  [
    'protect-kubernetes-nodes',
    'a master reaches itself over loopback',
    [...ofMasters, 9099].map((port) => `${m1} > ${m1} at 127.0.0.1 TCP ${port} allow`),
  ],
  [
    'protect-kubernetes-nodes',
    'nodes reach kubelets, their own too, and others do not',
    [`${n1} > ${n2} TCP 10250 allow`, `${n1} > ${n1} TCP 10250 allow`, `${office} > ${n1} TCP 10250 deny`],
  ],
  ['protect-kubernetes-nodes', 'all egress is allowed', [`${n1} > external/internet TCP 443 allow`]],
  [
    'protect-kubernetes-nodes',
    'the shared label selects all nodes, a label of some nodes these',
    [m1, m2, n1, n2].map((host) => `${office} > ${host} TCP 8080 deny`),
  ],
  [
    'protect-kubernetes-nodes',
    'nodes without the label are left alone',
    [m1, m2].map((host) => `${office} > ${host} TCP 8080 allow`),
  ],
];
test.each(told)('%s: %s', (id, _saying, pairs) => {
  const expected = expectationsOf(id);
  expect(pairs.filter((line) => !expected.has(line))).toEqual([]);
});

/** The ten items of semantics.md 10.5, each with the steps and pairs that correct it. */
const corrections: readonly (readonly [item: string, lesson: string, step: string, proof: string])[] = [
  ['1', 'firewall-the-nodes', 'without-profile', 'host/node-control-plane > host/node-worker TCP 10250 deny'],
  ['2 failsafe ports', 'firewall-the-nodes', 'holes', 'prod/backend > host/node-worker TCP 22 allow'],
  ['2 own node', 'firewall-the-nodes', 'holes', 'prod/backend > host/node-control-plane TCP 8080 allow'],
  ['2 NAT', 'firewall-the-nodes', 'holes', 'prod/backend > host/node-worker TCP 8080 allow'],
  ['3', 'firewall-the-nodes', 'observe', 'kube-system/kube-apiserver > host/node-worker TCP 10250 allow'],
  ['3 without labels', 'firewall-the-nodes', 'holes', 'dev/debug > host/node-control-plane TCP 8080 allow'],
  [
    '4',
    'firewall-the-nodes',
    'loopback',
    'host/node-control-plane > host/node-control-plane at 127.0.0.1 TCP 10257 deny',
  ],
  ['5 default', 'firewall-the-nodes', 'order', 'host/node-control-plane > host/node-worker TCP 9100 deny'],
  ['5 baseline', 'firewall-the-nodes', 'order', 'prod/backend > host/node-worker TCP 9100 deny'],
  ['6 rule', 'firewall-the-nodes', 'trap', 'external/internet > host/node-worker TCP 8080 deny'],
  ['6 policy', 'firewall-the-nodes', 'trap-policy', 'prod/backend > dev/frontend TCP 8080 deny'],
  ['7', 'firewall-the-nodes', 'other-side', 'prod/backend > host/node-worker TCP 22 deny'],
  ['8', 'firewall-the-nodes', 'version', 'prod/backend > host/node-worker TCP 8080 allow'],
  ['9 label', 'protect-kubernetes-nodes', 'modern-label', `${m2} > ${m1} TCP 2381 deny`],
  ['9 loopback', 'protect-kubernetes-nodes', 'observe', `${n1} > ${n1} at 127.0.0.1 TCP 9099 deny`],
  ['9 etcd', 'protect-kubernetes-nodes', 'observe', `${office} > ${m1} TCP 2379 allow`],
  ['9 kubelet', 'protect-kubernetes-nodes', 'observe', `${office} > ${m1} TCP 10250 allow`],
  ['9 true or Enabled', 'protect-kubernetes-nodes', 'shared-label', `${office} > ${n1} TCP 8080 allow`],
  ['9 egress', 'protect-kubernetes-nodes', 'observe', `${n1} > external/internet TCP 443 allow`],
  ['9 interfaces', 'protect-kubernetes-nodes', 'every-interface', 'shop/web > external/internet TCP 443 deny'],
  ['10', 'protect-kubernetes-nodes', 'observe', `${n1} > ${n2} TCP 5473 allow`],
];
test.each(corrections)('item %s of what the texts get wrong is an engine note of %s, %s', (_item, id, step, proof) => {
  const lines = stepOf(id, step).engineNotes.flatMap((note) => (note.proof === null ? [] : [lineOf(note.proof)]));
  expect(lines).toContain(proof);
});

/** Tables, commands and names of the texts, by the lesson that explains them. */
const explained: Readonly<Record<string, readonly string[]>> = {
  'firewall-the-nodes': [
    ...['spec.node', 'spec.interfaceName', 'spec.expectedIPs', 'spec.ports', 'spec.profiles', 'spec.order'],
    ...['spec.defaultAction', 'spec.tier', "role == 'node'", 'ClusterNetworkPolicy', '`Deny`', '`Pass`'],
  ],
  'protect-kubernetes-nodes': [
    ...['KubeControllersConfiguration', 'autoCreate', 'projectcalico.org/created-by', 'calico-kube-controllers'],
    ...['environment=dev', 'kubernetes-host=', '127.0.0.1/32', '2379:2381', 'node-role.kubernetes.io/master'],
    ...['allow-all-to-masters', 'allow-master-to-master', 'allow-master-to-master-local', 'allow-nodes-to-kubelet'],
  ],
};
test.each(Object.entries(explained))('%s explains what its text does', (id, terms) => {
  const text = lessonOf(id)
    .lesson.steps.map((step) => step.text)
    .join('\n');
  expect(terms.filter((term) => !text.includes(term))).toEqual([]);
});
