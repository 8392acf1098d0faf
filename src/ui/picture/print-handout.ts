/**
 * Prints a copy of the article and nothing of the window around it. A dialog lies in a layer of its own, which browsers
 * print on one page only: the copy lies on the page itself for so long.
 *
 * @param print the browser's or the host's way to print; the copy goes when it is done
 */
export async function printCopy(article: HTMLElement, print: () => Promise<void>): Promise<void> {
  const copy = article.cloneNode(true);
  const { body, documentElement } = article.ownerDocument;
  body.append(copy);
  documentElement.classList.add('prints-handout');
  try {
    await Promise.all(
      Array.from(body.querySelectorAll<HTMLImageElement>(':scope > article img'), (image) => image.decode()),
    );
    await print();
  } finally {
    documentElement.classList.remove('prints-handout');
    copy.parentNode?.removeChild(copy);
  }
}

/** The window's own dialog for printing; where it does not block, the page stays as it is until it is closed. */
export function printDialog(window: Window): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener('afterprint', () => resolve(), { once: true });
    window.print();
  });
}
