import type { FoundRecovery } from '../host/app-host.ts';
import type { App } from './app.ts';
import { count } from './given-files.ts';

/** True when the user took the work back that a crash had left behind. */
export async function offerRecovery(app: App): Promise<boolean> {
  const found = await app.host.readRecovery();
  if (!found.ok || found.value === null) return false;
  const choice = await app.questions.ask({
    title: 'Restore unsaved work?',
    text: describeFound(found.value),
    choices: [
      { id: 'restore', label: 'Restore', weight: 'primary' },
      { id: 'later', label: 'Later', weight: 'normal' },
      { id: 'discard', label: 'Discard it', weight: 'danger' },
    ],
  });
  // Work is thrown away on an explicit word only, not because the question was waved off.
  if (choice === 'discard') await app.host.clearRecovery();
  else if (choice === 'later') await app.host.postponeRecovery();
  else app.files.restore(found.value);
  return choice !== 'discard' && choice !== 'later';
}

/** Which design it is, from when, and how much is in it. */
function describeFound({ name, folder, savedAt, objects, changes }: FoundRecovery): string {
  const where = folder === '' ? name : `${name} (in ${folder})`;
  const parts = [
    ...(objects === null ? [] : [count(objects, 'object')]),
    ...(changes === null ? [] : [`${count(changes, 'change')} that no file has`]),
  ];
  const holds = parts.length === 0 ? '' : `, with ${parts.join(' and ')}`;
  const time = savedAt.replace('T', ' ').slice(0, 19);
  return `${where} was not saved when the program ended. The copy is from ${time} UTC${holds}.`;
}
