import { loadavg } from 'node:os';

/** How busy the machine is, over 1, 5 and 15 minutes: `0.12 0.30 0.44`. */
export function machineLoad() {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
}
