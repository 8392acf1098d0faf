/** How an action is coloured: by what it does, whatever its API calls it. */
export function actionLook(action: string): 'allow' | 'deny' | 'other' {
  if (action === 'Allow' || action === 'Accept') return 'allow';
  return action === 'Deny' ? 'deny' : 'other';
}
