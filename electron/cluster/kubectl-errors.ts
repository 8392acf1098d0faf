import type { ClusterError } from '../../src/host/app-host.ts';
import type { KubectlEnd } from './run-kubectl.ts';

const longestMessage = 400;

/** What kubectl says on stderr, and what it means; the first that fits counts. Versions differ in their words. */
const meanings: readonly (readonly [pattern: RegExp, mean: (message: string) => ClusterError])[] = [
  [
    /the server doesn't have a resource type|no matches for kind|the server could not find the requested resource/i,
    () => ({ reason: 'no-such-kind' }),
  ],
  [
    /context was not found|context .* does not exist|no context exists with the name/i,
    () => ({ reason: 'no-such-context' }),
  ],
  // In front of `Forbidden`, which is a part of some of these words.
  [
    /unauthorized|you must be logged in|provide credentials|getting credentials|token (?:has )?expired|invalid_grant/i,
    (message) => ({ reason: 'not-signed-in', message }),
  ],
  [/forbidden|cannot list resource/i, (message) => ({ reason: 'forbidden', message })],
  [
    /unable to connect to the server|connection to the server .* was refused|connection refused|no such host|no route to host|network is unreachable|x509:|certificate/i,
    (message) => ({ reason: 'unreachable', message }),
  ],
  [
    /timed? ?out|timeout|deadline exceeded|request did not complete|too many requests/i,
    (message) => ({ reason: 'slow', message }),
  ],
];

/** Why there is no answer; null: there is one. */
export function errorOf(end: KubectlEnd): ClusterError | null {
  switch (end.kind) {
    case 'exited':
      return end.code === 0 ? null : meaningOf(messageIn(end.complaint) || `kubectl ended with status ${end.code}`);
    case 'missing':
      return { reason: 'kubectl-missing' };
    case 'broken':
      return { reason: 'failed', message: end.message };
    case 'timed-out':
      return { reason: 'slow', message: `no end after ${end.seconds} seconds` };
    case 'too-large':
      return { reason: 'too-large' };
    case 'cancelled':
      return { reason: 'cancelled' };
  }
}

function meaningOf(message: string): ClusterError {
  const known = meanings.find(([pattern]) => pattern.test(message));
  return known === undefined ? { reason: 'failed', message } : known[1](message);
}

/** The last word of kubectl, without the log lines that its library writes before it. */
function messageIn(complaint: string): string {
  const lines = complaint.split(/\r?\n/).map((line) => line.trim());
  const own = lines.filter((line) => line !== '' && !/^[IWEF]\d{4} /.test(line) && !/^warning:/i.test(line));
  const spoken = own.length > 0 ? own : lines.filter((line) => line !== '');
  // eslint-disable-next-line no-control-regex -- colours of a terminal, shown in none
  const text = (spoken.at(-1) ?? '').replaceAll(/\u001b\[[\d;]*m/g, '').replaceAll(/[\u0000-\u001f]/g, ' ');
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}
