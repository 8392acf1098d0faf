import { describe, expect, test } from 'vitest';
import type { Manifest } from '../model/document.ts';
import { hostEndpointId, podEndpointId } from '../model/ids.ts';
import type { JsonObject, JsonValue } from '../model/json.ts';
import type { Lesson } from '../model/lesson.ts';
import { newDesignManifest, readDesignSpec } from './design-spec.ts';

const goal = { from: 'prod/web', to: 'host/n1', protocol: 'TCP', port: 8080, expect: 'deny' };
const task = { wish: 'Shut *it*.', goals: [goal], hints: ['Draw a tier.'], solution: 'done' };
const quiz = { question: 'Who?', options: ['felix', 'the API'], answer: 0, explanation: 'On the node.' };
const note = {
  claim: 'Loopback is open.',
  truth: 'It is judged.',
  rules: ['R5.4'],
  proof: { from: 'host/n1', to: 'host/n1', protocol: 'TCP', port: 10257, toAddress: '127.0.0.1', expect: 'deny' },
};
const step = { id: 'shut', title: 'Shut it', text: 'Some words.', scene: 'start', task, quiz, engineNotes: [note] };
const lesson = { id: 'nodes', title: 'Nodes', summary: 'About nodes.', minutes: 20, steps: [step] };

function read(written: JsonValue): ReturnType<typeof readDesignSpec> {
  const manifest: Manifest = {
    ...newDesignManifest(),
    spec: {
      lesson: written,
      scenes: [
        { id: 'start', title: 'Start' },
        { id: 'done', title: 'Done' },
      ],
    },
  };
  const { spec, findings } = readDesignSpec(manifest);
  return { spec, findings: findings.filter(({ path }) => path[1] === 'lesson') };
}

test('a lesson is read', () => {
  const ends = { source: podEndpointId('prod', 'web'), destination: hostEndpointId('n1') };
  const expected: Lesson = {
    ...{ id: 'nodes', title: 'Nodes', summary: 'About nodes.', minutes: 20 },
    steps: [
      {
        ...{ id: 'shut', title: 'Shut it', text: 'Some words.', scene: 'start', quiz },
        task: { ...task, goals: [{ ...ends, protocol: 6, port: 8080, expect: 'deny', note: '', toAddress: null }] },
        engineNotes: [
          {
            ...note,
            proof: {
              ...{ source: hostEndpointId('n1'), destination: hostEndpointId('n1'), protocol: 6, port: 10257 },
              ...{ expect: 'deny', note: '', toAddress: '127.0.0.1' },
            },
          },
        ],
      },
    ],
  };
  expect(read(lesson)).toMatchObject({ spec: { lesson: expected }, findings: [] });
});

test('a design without one is no lesson', () => {
  expect(readDesignSpec(newDesignManifest()).spec.lesson).toBeNull();
});

test('a step may be words alone', () => {
  const { spec, findings } = read({ ...lesson, steps: [{ id: 'a', title: 'Hello', text: 'Words.' }] });
  expect(spec.lesson?.steps[0]).toMatchObject({ scene: null, task: null, quiz: null, engineNotes: [] });
  expect(findings).toEqual([]);
});

describe('what is wrong is named:', () => {
  const at = (fields: JsonObject): JsonObject => ({ ...lesson, steps: [{ ...step, ...fields }] });
  const rows: readonly (readonly [what: string, lesson: JsonValue, code: string, path: string])[] = [
    ['a lesson that is no object', [lesson], 'FIELD-TYPE', ''],
    ['no id', { ...lesson, id: '' }, 'FIELD-REQUIRED', 'id'],
    ['an id that is no name', { ...lesson, id: 'a/b' }, 'VALUE-SYNTAX', 'id'],
    ['no title', { ...lesson, title: ' ' }, 'FIELD-REQUIRED', 'title'],
    ['a misspelled field', { ...lesson, sumary: '' }, 'FIELD-UNKNOWN', 'sumary'],
    ['minutes without end', { ...lesson, minutes: 1e9 }, 'VALUE-RANGE', 'minutes'],
    ['no steps', { ...lesson, steps: [] }, 'LIST-LENGTH', 'steps'],
    ['a step that is no object', { ...lesson, steps: [step, 'x'] }, 'FIELD-TYPE', 'steps.1'],
    ['two steps of one id', { ...lesson, steps: [step, step] }, 'VALUE-TWICE', 'steps.1.id'],
    ['a step without id', at({ id: null }), 'FIELD-REQUIRED', 'steps.0.id'],
    ['a scene that is not there', at({ scene: 'end' }), 'VALUE-UNKNOWN', 'steps.0.scene'],
    [
      'a solution that is not there',
      at({ task: { ...task, solution: 'end' } }),
      'VALUE-UNKNOWN',
      'steps.0.task.solution',
    ],
    ['a task without solution', at({ task: { ...task, solution: null } }), 'FIELD-REQUIRED', 'steps.0.task.solution'],
    ['a task without goals', at({ task: { ...task, goals: [] } }), 'LIST-LENGTH', 'steps.0.task.goals'],
    [
      'a goal without expectation',
      at({ task: { ...task, goals: [goal, { ...goal, expect: null }] } }),
      'FIELD-REQUIRED',
      'steps.0.task.goals.1.expect',
    ],
    [
      'a goal without end',
      at({ task: { ...task, goals: [goal, { ...goal, to: 'n1' }] } }),
      'VALUE-SYNTAX',
      'steps.0.task.goals.1.to',
    ],
    [
      'an address that is none',
      at({ task: { ...task, goals: [{ ...goal, toAddress: 'localhost' }] } }),
      'ADDRESS-SYNTAX',
      'steps.0.task.goals.0.toAddress',
    ],
    [
      'an address dialled at all ports',
      at({ engineNotes: [{ ...note, proof: { ...note.proof, port: null } }] }),
      'FIELD-FORBIDDEN',
      'steps.0.engineNotes.0.proof.toAddress',
    ],
    ['an answer out of range', at({ quiz: { ...quiz, answer: 2 } }), 'VALUE-RANGE', 'steps.0.quiz.answer'],
    ['a quiz without answer', at({ quiz: { ...quiz, answer: null } }), 'FIELD-REQUIRED', 'steps.0.quiz.answer'],
    ['a quiz without a choice', at({ quiz: { ...quiz, options: ['x'] } }), 'LIST-LENGTH', 'steps.0.quiz.options'],
    [
      'a note without proof',
      at({ engineNotes: [{ ...note, proof: null }] }),
      'FIELD-REQUIRED',
      'steps.0.engineNotes.0.proof',
    ],
    [
      'a note without truth',
      at({ engineNotes: [{ ...note, truth: '' }] }),
      'FIELD-REQUIRED',
      'steps.0.engineNotes.0.truth',
    ],
    ['a text that is a number', at({ text: 3 }), 'FIELD-TYPE', 'steps.0.text'],
    ['a text without end', at({ text: 'x'.repeat(20_001) }), 'TEXT-LENGTH', 'steps.0.text'],
    [
      'steps without end',
      { ...lesson, steps: Array.from({ length: 101 }, (_, n) => ({ ...step, id: `${n}` })) },
      'LIST-LENGTH',
      'steps',
    ],
  ];
  test.each(rows)('%s', (_what, written, code, path) => {
    const { findings } = read(written);
    expect(findings.map((finding) => [finding.code, finding.path.slice(2).join('.')])).toEqual([[code, path]]);
    expect(findings[0]?.message).toMatch(/^spec\.lesson.*\.$/);
  });
});

test('steps have ids of their own, whatever the file says', () => {
  const steps = [
    { ...step, id: 'a' },
    { ...step, id: 'a' },
    { ...step, id: '' },
    { ...step, id: 'a-2' },
  ];
  expect(read({ ...lesson, steps }).spec.lesson?.steps.map(({ id }) => id)).toEqual(['a', 'a-2', 'step-3', 'a-2-2']);
});
