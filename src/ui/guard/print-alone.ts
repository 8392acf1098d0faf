/** Prints what marks itself so in its style for print, and nothing of the window around it. */
export function printAlone(): void {
  const { classList } = document.documentElement;
  classList.add('prints-alone');
  // Where the dialog for printing does not block, it still shows the page as it was when it opened.
  window.addEventListener('afterprint', () => classList.remove('prints-alone'), { once: true });
  window.print();
}
