import { expect, test } from 'vitest';
import { groupFirsts } from './menu-groups.ts';
import { uiActions } from './ui-actions.ts';

test('every group begins with an action of the table', () => {
  const ids = uiActions.map(({ id }) => id);
  expect([...groupFirsts].filter((id) => !ids.includes(id))).toEqual([]);
});

test('no menu begins with a line', () => {
  const firsts = (['file', 'edit', 'arrange', 'view', 'help'] as const).map(
    (group) => uiActions.find((action) => action.group === group)?.id,
  );
  expect(firsts.filter((id) => id !== undefined && groupFirsts.has(id))).toEqual([]);
});
