import type { LibraryLesson } from './app/lesson-library.ts';

const files = import.meta.glob<string>('../assets/lessons/*.firewright.yaml', { query: '?raw', import: 'default' });

/** Told here, so that the list is there before any lesson is fetched; lessons.test.ts holds it against the files. */
const told: readonly Omit<LibraryLesson, 'name' | 'read'>[] = [
  {
    id: 'firewall-the-nodes',
    title: 'Firewall the nodes',
    summary:
      'Host endpoints and a tier of their own: a firewall for the nodes themselves, and what the engine makes of it.',
    minutes: 45,
  },
  {
    id: 'protect-kubernetes-nodes',
    title: 'Protect Kubernetes nodes',
    summary:
      'Automatic host endpoints that follow their nodes, four policies for masters, loopback and kubelets, and the failsafe ports on and off.',
    minutes: 60,
  },
  {
    id: 'default-deny-without-lock-out',
    title: 'Default deny without locking yourself out',
    summary: 'Deny everything that nobody asked for, to pods and to hosts, and keep the cluster alive while you do it.',
    minutes: 35,
  },
  {
    id: 'failsafe-ports',
    title: 'Failsafe ports',
    summary: 'What stays open whatever your policies say, for whom it does not, and how to do without it.',
    minutes: 30,
  },
  {
    id: 'staged-roll-out',
    title: 'Staged roll-out',
    summary: 'Prepare policies in a running cluster, see what they would do, then put them into force.',
    minutes: 30,
  },
  {
    id: 'tiers-pass-and-the-baseline',
    title: 'Tiers, Pass and the baseline',
    summary:
      'Who is asked first, what the end of a tier does, and why neither Admin nor baseline means what it seems to.',
    minutes: 35,
  },
];

/** The lessons that come with the program, in the order in which they are best played. */
export const lessons: readonly LibraryLesson[] = told.flatMap((lesson) => {
  const name = `${lesson.id}.firewright.yaml`;
  const read = files[`../assets/lessons/${name}`];
  return read === undefined ? [] : [{ ...lesson, name, read }];
});
