import type { Page } from '@playwright/test';

/**
 * Everything that a page says against itself: errors on its console (what the content security policy refuses is among
 * them), exceptions that nobody caught, and requests that leave its own origin.
 *
 * @returns a list that grows while the page lives
 */
export function complaintsOf(page: Page, origin: string): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin)
      complaints.push(`left its origin: ${request.url()}`);
  });
  return complaints;
}
