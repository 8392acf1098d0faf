import type { HostError } from '../host/app-host.ts';
import { unreachable } from '../core/result.ts';

/** What went wrong outside, and that the work is safe. */
export function describeHostError(error: HostError): string {
  switch (error.reason) {
    case 'not-found':
      return `${error.name} is not there any more.`;
    case 'forbidden':
      return `${error.name} can’t be used: permission denied. The design is untouched.`;
    case 'read-only':
      return `${error.name} is read-only; save the design under another name.`;
    case 'disk-full':
      return `The disk is full: ${error.name} was not written. The design is untouched.`;
    case 'quota-full':
      return `Your share of the disk (quota) is used up: ${error.name} was not written. The design is untouched.`;
    case 'folder-gone':
      return `The folder of ${error.name} is not there any more.`;
    case 'unreachable':
      return `${error.name} can’t be reached: the network folder or the disk that it is on does not answer.`;
    case 'disk-error':
      return `The disk reports an error with ${error.name}: it may be failing. The design is untouched.`;
    case 'no-file':
      return `${error.name} is not a file but a folder or a device.`;
    case 'in-use':
      return `${error.name} is in use by another program.`;
    case 'changed-on-disk':
      return `${error.name} was changed by another program since it was read.`;
    case 'unknown-token':
      return 'This file was not opened here; open it again.';
    case 'not-supported':
      return 'This browser can’t do that; use the desktop program.';
    case 'failed':
      return `${error.name}: ${error.message}. The design is untouched.`;
    default:
      return unreachable(error);
  }
}
