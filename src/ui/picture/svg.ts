export type Attributes = Readonly<Record<string, string | number | null>>;

/** A piece of SVG; everything of the user's in it is escaped. */
export type Svg = string;

/**
 * One element.
 *
 * @param attributes null: the attribute is left out
 * @param content SVG that was made by functions of this file
 */
export function svgElement(name: string, attributes: Attributes, content: readonly Svg[] = []): Svg {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === null ? [] : ` ${key}="${typeof value === 'number' ? printed(value) : escaped(value)}"`,
  );
  const inner = content.join('');
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`;
}

/** An element that holds text. */
export function svgTextElement(name: string, attributes: Attributes, text: string): Svg {
  return svgElement(name, attributes, [escaped(text)]);
}

/** Two places after the point: a hundredth of a pixel is seen by nobody, and the text is the same on every machine. */
export function printed(value: number): string {
  const rounded = Math.round(value * 100) / 100;
  return String(Object.is(rounded, -0) ? 0 : rounded);
}

/** Path data with numbers as `printed` writes them: path`M${x} ${y}`. */
export function path(parts: TemplateStringsArray, ...numbers: readonly number[]): string {
  return parts.map((part, index) => part + (index < numbers.length ? printed(numbers[index] ?? 0) : '')).join('');
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** As text or as an attribute's value. What XML 1.0 can't hold in any form becomes U+FFFD. */
export function escaped(text: string): string {
  return [...text].map((sign) => references[sign] ?? (isXml(sign) ? sign : '\ufffd')).join('');
}

/** https://www.w3.org/TR/xml/#charsets; half of a surrogate pair comes here by itself. */
function isXml(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
