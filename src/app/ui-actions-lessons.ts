import { makeLesson } from './lesson-editing.ts';
import type { App } from './app.ts';
import type { UiAction } from './ui-actions.ts';

const isLesson = ({ lessons }: App): boolean => lessons.lesson !== null;
const isPlayed = ({ lessons }: App): boolean => lessons.isPlayed && lessons.step !== null;

/** Lessons for learners and, at the end, for trainers. */
export const lessonActions: readonly UiAction[] = [
  {
    id: 'lessons',
    label: 'Lessons…',
    group: 'present',
    shortcut: null,
    enabled: () => true,
    run: (app) => (app.view.dialog = 'lessons'),
  },
  {
    id: 'show-lesson',
    label: 'Lesson',
    group: 'present',
    shortcut: 'Mod+4',
    enabled: isLesson,
    isOn: ({ lessons }) => lessons.isShown,
    obstacle: (app) => (isLesson(app) ? '' : 'This design is no lesson.'),
    run: ({ lessons }) => (lessons.isShown ? lessons.close() : lessons.show()),
  },
  {
    id: 'lesson-next',
    label: 'Next step of the lesson',
    group: 'present',
    shortcut: 'N',
    enabled: ({ lessons }) => lessons.isPlayed,
    run: ({ lessons }) => void lessons.next(),
  },
  {
    id: 'lesson-previous',
    label: 'Previous step of the lesson',
    group: 'present',
    shortcut: 'Shift+N',
    enabled: (app) => isPlayed(app) && app.lessons.index > 0,
    run: ({ lessons }) => void lessons.previous(),
  },
  {
    id: 'lesson-hint',
    label: 'Next hint',
    group: 'present',
    shortcut: 'H',
    enabled: (app) => isPlayed(app) && app.lessons.hintsShown < (app.lessons.step?.task?.hints.length ?? 0),
    run: ({ lessons }) => lessons.showHint(),
  },
  {
    id: 'lesson-solution',
    label: 'Show the solution',
    group: 'present',
    shortcut: null,
    enabled: (app) => isPlayed(app) && (app.lessons.step?.task?.solution ?? null) !== null,
    run: ({ lessons }) => void lessons.showSolution(),
  },
  {
    id: 'lesson-restart-step',
    label: 'Start the step again',
    group: 'present',
    shortcut: null,
    enabled: (app) => isPlayed(app) && app.lessons.step?.scene !== null,
    run: ({ lessons }) => lessons.restartStep(),
  },
  {
    id: 'edit-lesson',
    label: 'Edit lesson',
    group: 'present',
    shortcut: null,
    enabled: isLesson,
    isOn: ({ lessons }) => lessons.isOpen && lessons.mode === 'edit',
    obstacle: (app) => (isLesson(app) ? '' : 'This design is no lesson.'),
    run: ({ lessons }) => lessons.show(lessons.isOpen && lessons.mode === 'edit' ? 'play' : 'edit'),
  },
  {
    id: 'make-lesson',
    label: 'New lesson from this design',
    group: 'present',
    shortcut: null,
    enabled: (app) => !isLesson(app),
    obstacle: (app) => (isLesson(app) ? 'This design is a lesson already.' : ''),
    run: makeLesson,
  },
];
