/**
 * Would Go's regular expressions (RE2) take this text? Judged by the engine at hand after taking out what RE2 writes
 * otherwise and refusing what it lacks, which decides right for all but contrived patterns.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function isRegularExpression(text: string): boolean {
  if (/\(\?<?[=!]|\\[1-9]|\\k</.test(text)) return false;
  const translated = text
    .replace(/\(\?P</g, '(?<')
    .replace(/\(\?[imsU]*(-[imsU]+)?([:)])/g, (_flags, _off, end: string) => (end === ':' ? '(?:' : '(?:)'));
  try {
    new RegExp(translated);
    return true;
  } catch {
    return false;
  }
}
