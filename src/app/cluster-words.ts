import { unreachable } from '../core/result.ts';
import type { ClusterError } from '../host/app-host.ts';

/** What kept kubectl from an answer, and what can be done about it. */
export function describeClusterError(error: ClusterError): string {
  switch (error.reason) {
    case 'kubectl-missing':
      return 'kubectl was not found. Install it, or start Firewright where kubectl is on the PATH.';
    case 'unsafe-context':
      return 'This context’s name can’t be given to kubectl safely: it begins with “-” or holds control characters. Rename it in your kubectl configuration.';
    case 'no-such-context':
      return 'Your kubectl configuration has no such context any more.';
    case 'no-such-kind':
      return 'The cluster has no such kind.';
    case 'forbidden':
      return `You are not allowed to list this: ${error.message}`;
    case 'not-signed-in':
      return `The cluster does not know you; sign in by kubectl first. It says: ${error.message}`;
    case 'unreachable':
      return `The cluster can’t be reached: ${error.message}`;
    case 'slow':
      return `The cluster took too long: ${error.message}`;
    case 'too-large':
      return 'The answer is larger than 50 MiB, which is more than Firewright reads.';
    case 'cancelled':
      return 'It was cancelled.';
    case 'failed':
      return `kubectl failed: ${error.message}`;
    default:
      return unreachable(error);
  }
}

/** The error in two or three words, for a row of a table. */
export function clusterErrorWord(error: ClusterError): string {
  switch (error.reason) {
    case 'kubectl-missing':
      return 'no kubectl';
    case 'unsafe-context':
      return 'unsafe name';
    case 'no-such-context':
      return 'no such context';
    case 'no-such-kind':
      return 'not in this cluster';
    case 'forbidden':
      return 'forbidden';
    case 'not-signed-in':
      return 'not signed in';
    case 'unreachable':
      return 'unreachable';
    case 'slow':
      return 'took too long';
    case 'too-large':
      return 'over 50 MiB';
    case 'cancelled':
      return 'cancelled';
    case 'failed':
      return 'failed';
    default:
      return unreachable(error);
  }
}

/** After these the other kinds of the cluster can't be read either. */
export function endsReading({ reason }: ClusterError): boolean {
  return ['kubectl-missing', 'unsafe-context', 'no-such-context', 'not-signed-in', 'unreachable', 'cancelled'].includes(
    reason,
  );
}
