import { expect, test } from 'vitest';
import { allowOwnScriptsOnly } from './script-addresses.ts';

function policyOn(href: string): (address: string) => string {
  const made: [name: string, create: (address: string) => string][] = [];
  allowOwnScriptsOnly({
    location: { href },
    trustedTypes: { createPolicy: (name, { createScriptURL }) => made.push([name, createScriptURL]) },
  });
  const [[name, create] = ['', String] as const] = made;
  expect(name).toBe('default');
  return create;
}

const page = 'https://example.com/firewright/index.html';

test.each(['https://example.com/firewright/assets/worker-1.js', './assets/worker-1.js', '/service-worker.js'])(
  '%s may become a script',
  (address) => {
    expect(policyOn(page)(address)).toBe(address);
  },
);

test.each([
  'https://evil.com/a.js',
  '//evil.com/a.js',
  'data:text/javascript,0',
  'http://example.com/a.js',
  'https://',
])('%s may not', (address) => {
  expect(() => policyOn(page)(address)).toThrow(TypeError);
});

test('a browser without trusted types is left alone', () => {
  expect(() => allowOwnScriptsOnly({ location: { href: page } })).not.toThrow();
});
