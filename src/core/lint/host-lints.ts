import { addressLints } from './host/address-lints.ts';
import { endpointLints } from './host/endpoint-lints.ts';
import { failsafeLints } from './host/failsafe-lints.ts';
import { hookLints } from './host/hook-lints.ts';
import { lifeLineLints } from './host/life-line-lints.ts';
import { loopbackLints } from './host/loopback-lints.ts';
import { nameLints } from './host/name-lints.ts';
import { podToHostLints } from './host/pod-to-host-lints.ts';
import { trustLints } from './host/trust-lints.ts';
import type { Lint, StepLint } from './lint.ts';

/**
 * Lock-out and safety hazards of hosts (semantics.md section 9.1). Host endpoints that name an unknown node or profile
 * are validation's.
 */
export const hostLints: readonly (Lint | StepLint)[] = [
  ...endpointLints,
  ...addressLints,
  ...lifeLineLints,
  ...loopbackLints,
  ...failsafeLints,
  ...hookLints,
  ...podToHostLints,
  ...trustLints,
  ...nameLints,
];
