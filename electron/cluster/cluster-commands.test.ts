import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSafeContext, listArguments, planFor } from './cluster-commands.ts';

const lines = planFor('dev').map(({ line }) => line);

test('what is shown is what is run, word for word', () => {
  expect(lines.slice(0, 3)).toEqual([
    'kubectl --context dev get nodes -o yaml --request-timeout=20s',
    'kubectl --context dev get namespaces -o yaml --request-timeout=20s',
    'kubectl --context dev get pods --all-namespaces -o yaml --request-timeout=20s',
  ]);
  for (const { kind, line } of planFor('dev'))
    expect(['kubectl', ...(listArguments('dev', kind) ?? [])].join(' ')).toBe(line);
});

test('every command lists and does nothing else', () => {
  for (const { kind } of planFor('dev')) {
    const words = listArguments('dev', kind) ?? [];
    expect(words.slice(0, 4)).toEqual(['--context', 'dev', 'get', kind]);
    expect(
      words.slice(4).every((word) => ['--all-namespaces', '-o', 'yaml', '--request-timeout=20s'].includes(word)),
    ).toBe(true);
  }
});

test('neither secrets nor config maps nor any other kind is ever listed', () => {
  expect(lines.filter((line) => /secret|configmap/i.test(line))).toEqual([]);
  for (const kind of ['secrets', 'configmaps', 'pods,secrets', 'all', '--raw=/', '', 'constructor'])
    expect(listArguments('dev', kind)).toBeNull();
});

test('each kind is in the table once, and what stands in for another comes after it', () => {
  const kinds = planFor('dev').map(({ kind }) => kind);
  expect(new Set(kinds).size).toBe(kinds.length);
  for (const [index, { insteadOf }] of planFor('dev').entries())
    if (insteadOf !== null) expect(kinds.indexOf(insteadOf)).toBe(index - 1);
  expect(kinds).toContain('hostendpoints.crd.projectcalico.org');
  // There is no such custom resource.
  expect(kinds).not.toContain('profiles.crd.projectcalico.org');
});

describe('a context’s name', () => {
  test.each(['dev', 'arn:aws:eks:eu-1:1:cluster/dev', 'a b', "it's", '$(reboot)', ';reboot', 'a --b', 'ü'])(
    '%j is one word, whatever it holds',
    (context) => {
      expect(isSafeContext(context)).toBe(true);
      expect(listArguments(context, 'nodes')?.[1]).toBe(context);
    },
  );

  test.each(['', '-o', '--kubeconfig=/etc/passwd', '-', 'a\nb', 'a\0', '\u001b[31m'])('%j is refused', (context) => {
    expect(isSafeContext(context)).toBe(false);
  });

  test('is quoted where a shell would read something into it', () => {
    const shown = (context: string): string => planFor(context)[0]?.line.split(' get ')[0] ?? '';
    expect(shown('a b')).toBe("kubectl --context 'a b'");
    expect(shown("it's")).toBe(String.raw`kubectl --context 'it'\''s'`);
    expect(shown('$(reboot)')).toBe("kubectl --context '$(reboot)'");
    expect(shown('arn:aws:eks:eu-1:1:cluster/dev')).toBe('kubectl --context arn:aws:eks:eu-1:1:cluster/dev');
  });

  test('however it is made, a shell would read it back as it is', () => {
    // Single quotes end and begin again around an escaped one: taking these away must give the name itself.
    const unquoted = (text: string): string =>
      text.startsWith("'") ? text.slice(1, -1).replaceAll(String.raw`'\''`, "'") : text;
    fc.assert(
      fc.property(fc.string({ minLength: 1 }).filter(isSafeContext), (context) => {
        const [line = ''] = planFor(context).map((command) => command.line);
        const word = line.slice('kubectl --context '.length, line.lastIndexOf(' get nodes'));
        expect(unquoted(word)).toBe(context);
        if (!word.startsWith("'")) expect(word).toMatch(/^[\w@%+=:,./-]+$/);
      }),
    );
  });
});
