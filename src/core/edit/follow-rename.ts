import type { DesignSpec, DrawnFlow } from '../model/design.ts';
import type { EndpointId, ResourceId } from '../model/ids.ts';
import type { Lesson, LessonStep } from '../model/lesson.ts';
import type { Scene } from '../model/scene.ts';

// What says a name of an object that has got another one; the very same value where nothing does.

export function followingFlows<F extends DrawnFlow>(
  flows: readonly F[],
  from: EndpointId | null,
  to: EndpointId | null,
): readonly F[] {
  const isMeant = ({ source, destination }: DrawnFlow): boolean => source === from || destination === from;
  if (to === null || !flows.some(isMeant)) return flows;
  const follow = (end: EndpointId): EndpointId => (end === from ? to : end);
  return flows.map((flow) =>
    isMeant(flow) ? { ...flow, source: follow(flow.source), destination: follow(flow.destination) } : flow,
  );
}

/** A scene that holds a design of its own keeps the names in it; the others show the design as it is. */
export function followingScenes(scenes: readonly Scene[], from: ResourceId, to: ResourceId): readonly Scene[] {
  const isMeant = ({ focus, content }: Scene): boolean => content === null && focus.includes(from);
  if (!scenes.some(isMeant)) return scenes;
  return scenes.map((scene) =>
    isMeant(scene) ? { ...scene, focus: scene.focus.map((element) => (element === from ? to : element)) } : scene,
  );
}

/** The goals and proofs of the steps that look at the design as it is: those before a scene brings a design of its own. */
export function followingLesson(
  { lesson, scenes }: Pick<DesignSpec, 'lesson' | 'scenes'>,
  from: EndpointId | null,
  to: EndpointId | null,
): Lesson | null {
  if (lesson === null) return null;
  const bringing = new Set(scenes.filter(({ content }) => content !== null).map(({ id }) => id));
  const first = lesson.steps.findIndex(({ scene }) => scene !== null && bringing.has(scene));
  const end = first < 0 ? lesson.steps.length : first;
  const steps = lesson.steps.map((step, index) => (index < end ? followingStep(step, from, to) : step));
  return steps.some((step, index) => step !== lesson.steps[index]) ? { ...lesson, steps } : lesson;
}

function followingStep(step: LessonStep, from: EndpointId | null, to: EndpointId | null): LessonStep {
  const goals = followingFlows(step.task?.goals ?? [], from, to);
  const engineNotes = step.engineNotes.map((note) => {
    const [proof = null] = followingFlows(note.proof === null ? [] : [note.proof], from, to);
    return proof === note.proof ? note : { ...note, proof };
  });
  const task = step.task === null || goals === step.task.goals ? step.task : { ...step.task, goals };
  const isSame = task === step.task && engineNotes.every((note, index) => note === step.engineNotes[index]);
  return isSame ? step : { ...step, task, engineNotes };
}
