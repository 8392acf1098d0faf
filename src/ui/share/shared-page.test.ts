import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SharedDesign } from './shared-design.ts';
import { escapedJson, sharedPage } from './shared-page.ts';

const parts = { script: 'run("ä")', style: 'p{color:red}' };
const design = (title: string): SharedDesign => ({
  title,
  calicoVersion: '3.32',
  texts: [],
  answers: [],
  judged: [],
  views: [],
});

const hostile = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]><img src=x onerror=alert(1)>',
  '</title><script>alert(1)</script>',
  '\u2028alert(1)//\u2029',
  '&lt;b&gt; "quotes" \'single\' \\u003c',
];

describe('a page', () => {
  test.each(hostile)('holds %j as data only, and gives it back', (title) => {
    const page = sharedPage(design(title), parts);
    expect(page.match(/<script/gi)).toHaveLength(2);
    expect(page.match(/<\/script>/gi)).toHaveLength(2);
    expect(page).not.toMatch(/<!--|<img/);
    const [, json = ''] = /<script type="application\/json" id="design">(.*)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json)).toEqual(design(title));
  });

  test('lets in its own script and style only, by their digests, and nothing from outside', () => {
    const page = sharedPage(design('t'), parts);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policy.split('; ')).toEqual([
      `default-src 'none'`,
      `script-src ${digest(parts.script)}`,
      `style-src ${digest(parts.style)}`,
      'font-src data:',
      `base-uri 'none'`,
      `form-action 'none'`,
    ]);
    expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
    expect(page).not.toMatch(/https?:|src=|href=/);
  });

  test.each(['</script>', '</STYLE', '<!--'])('is never made of a part that holds %s', (text) => {
    expect(() => sharedPage(design('t'), { ...parts, script: `"${text}"` })).toThrow('end before its end');
  });
});

test('data is the same after it was escaped', () => {
  for (const text of hostile) expect(JSON.parse(escapedJson(JSON.stringify({ text })))).toEqual({ text });
});
