/** Longer names exist on no Linux machine; the limit keeps a hostile pattern from running long. */
const longestInterfaceName = 15;

/**
 * Whether an interface's name fits a regular expression of a manifest, anywhere in it.
 *
 * @returns null where the expression cannot be read
 */
export function interfacePattern(pattern: string): ((name: string) => boolean) | null {
  const expression = compilePattern(pattern);
  return expression && ((name) => name.length <= longestInterfaceName && expression.test(name));
}

function compilePattern(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern);
  } catch {
    return null;
  }
}
