import cyrillicExt from '@fontsource-variable/inter/files/inter-cyrillic-ext-wght-normal.woff2?url';
import cyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?url';
import greekExt from '@fontsource-variable/inter/files/inter-greek-ext-wght-normal.woff2?url';
import greek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?url';
import latinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url';
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';
import vietnamese from '@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2?url';

/** One file of the program's font, with the letters that it has, as the font's own style sheet says. */
interface FontFile {
  readonly url: string;
  readonly range: string;
}

const files: readonly FontFile[] = [
  { url: cyrillicExt, range: 'U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F' },
  { url: cyrillic, range: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116' },
  { url: greekExt, range: 'U+1F00-1FFF' },
  { url: greek, range: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF' },
  {
    url: vietnamese,
    range:
      'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  },
  {
    url: latinExt,
    range:
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF',
  },
  {
    url: latin,
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  },
];

const known = new Map<string, Promise<string>>();

/**
 * The program's font as `@font-face` rules with its bytes in them, as a file can't have others beside it. Only the parts
 * that the text has letters of. What can't be fetched is left out: the reader's own fonts take its place.
 */
export async function embeddedFonts(text: string): Promise<string> {
  const codes = new Set(Array.from(text, (sign) => sign.codePointAt(0) ?? 0));
  const used = files.filter(({ range }) => isUsed(range, codes));
  const rules = await Promise.all(used.map(({ url, range }) => rule(url, range)));
  return rules.join('');
}

async function rule(url: string, range: string): Promise<string> {
  const bytes = known.get(url) ?? base64Of(url);
  known.set(url, bytes);
  try {
    return `@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(data:font/woff2;base64,${await bytes}) format('woff2');unicode-range:${range}}`;
  } catch {
    known.delete(url);
    return '';
  }
}

async function base64Of(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`no font at ${url}`);
  return base64(new Uint8Array(await answer.arrayBuffer()));
}

function base64(bytes: Uint8Array): string {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** @param range as `unicode-range` has it: `U+0301,U+0400-045F` */
export function isUsed(range: string, codes: ReadonlySet<number>): boolean {
  const spans = range.split(',').map((span) =>
    span
      .slice(2)
      .split('-')
      .map((code) => Number.parseInt(code, 16)),
  );
  return [...codes].some((code) => spans.some(([first = 0, last = first]) => code >= first && code <= last));
}
