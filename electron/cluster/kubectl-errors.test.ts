import { expect, test } from 'vitest';
import { errorOf } from './kubectl-errors.ts';
import type { KubectlEnd } from './run-kubectl.ts';

const exited = (complaint: string, code = 1): KubectlEnd => ({
  kind: 'exited',
  code,
  output: Buffer.from(''),
  complaint,
});

test('an answer is no error, whatever warnings came with it', () => {
  expect(errorOf(exited('Warning: v1 is deprecated\n', 0))).toBeNull();
});

// Words of kubectl 1.24 to 1.32 and of what signs it in.
test.each([
  ['error: the server doesn\'t have a resource type "tiers"', 'no-such-kind'],
  [
    'Error from server (NotFound): Unable to list "x": the server could not find the requested resource',
    'no-such-kind',
  ],
  ['error: no matches for kind "Tier" in version "projectcalico.org/v3"', 'no-such-kind'],
  ['Error in configuration: context was not found for specified context: gone', 'no-such-context'],
  ['error: context "gone" does not exist', 'no-such-context'],
  [
    'Error from server (Forbidden): pods is forbidden: User "u" cannot list resource "pods" in API group "" at the cluster scope',
    'forbidden',
  ],
  ['error: You must be logged in to the server (Unauthorized)', 'not-signed-in'],
  [
    'Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255',
    'not-signed-in',
  ],
  ['The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?', 'unreachable'],
  ['Unable to connect to the server: dial tcp: lookup api.example: no such host', 'unreachable'],
  ['Unable to connect to the server: dial tcp 10.0.0.1:6443: i/o timeout', 'unreachable'],
  [
    'Unable to connect to the server: tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'unreachable',
  ],
  ['Error from server (Timeout): the server was unable to return a response in the time allotted', 'slow'],
  ['error: net/http: request canceled (Client.Timeout or context cancellation while reading body)', 'slow'],
  ['error: something new', 'failed'],
])('“%s” means %s', (complaint, reason) => {
  expect(errorOf(exited(`${complaint}\n`))?.reason).toBe(reason);
});

test('log lines before the last word, colours and control characters are not shown', () => {
  const log = 'E1122 14:10:33.178568   14249 memcache.go:265] "Unhandled Error" err="forbidden"\n';
  expect(errorOf(exited(`${log}\u001b[31merror:\u001b[0m some\tthing\r\n`))).toEqual({
    reason: 'failed',
    message: 'error: some thing',
  });
});

test('where there is nothing but log lines the last one is shown, and the status where there is nothing', () => {
  expect(errorOf(exited('E1122 14:10:33.1   1 a.go:1] boom\n'))).toMatchObject({
    message: 'E1122 14:10:33.1   1 a.go:1] boom',
  });
  expect(errorOf(exited('', 7))).toEqual({ reason: 'failed', message: 'kubectl ended with status 7' });
});

test('a long message is cut', () => {
  const error = errorOf(exited('x'.repeat(5_000)));
  expect(error?.reason === 'failed' && error.message.length).toBe(401);
});

test.each<[KubectlEnd, object]>([
  [{ kind: 'missing' }, { reason: 'kubectl-missing' }],
  [
    { kind: 'broken', message: 'spawn ENOEXEC' },
    { reason: 'failed', message: 'spawn ENOEXEC' },
  ],
  [
    { kind: 'timed-out', seconds: 120 },
    { reason: 'slow', message: 'no end after 120 seconds' },
  ],
  [{ kind: 'too-large' }, { reason: 'too-large' }],
  [{ kind: 'cancelled' }, { reason: 'cancelled' }],
])('%o is told as %o', (end, error) => {
  expect(errorOf(end)).toEqual(error);
});
