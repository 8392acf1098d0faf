/**
 * Runs whenever the page may be about to end: it is hidden, frozen or left. That may be the last turn that it gets, so
 * what is to happen has to begin at once.
 */
export function beforePageEnds(scope: Pick<Window, 'addEventListener'>, page: Document, run: () => void): void {
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') run();
  });
  page.addEventListener('freeze', run);
  scope.addEventListener('pagehide', run);
  scope.addEventListener('beforeunload', run);
}
