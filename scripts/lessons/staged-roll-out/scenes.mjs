import { pairs } from '../pieces.mjs';
import {
  allOpen,
  app,
  changedGuard,
  changedPairs,
  cluster,
  enforcedFirewall,
  enforcedGuard,
  guardedPairs,
  hostPairs,
  hosts,
  legacy,
  stagedChange,
  stagedFirewall,
  stagedGuard,
  stagedRemoval,
  withReport,
} from './design.mjs';

export const scenes = {
  open: {
    title: 'Everybody reaches the database',
    notes: 'Ask: who in this picture needs db? Write the answers down, and compare at the preview.',
    objects: cluster,
    flows: pairs(allOpen),
  },
  staged: {
    title: 'A staged policy',
    notes: 'The card on the tier board is marked as staged. No arrow has changed.',
    objects: [...cluster, app, stagedGuard],
    flows: pairs(allOpen),
  },
  enforced: {
    title: 'Enforced, with the scraper',
    notes: 'Same name, other kind. The scraper got a rule of its own.',
    objects: [...cluster, app, enforcedGuard],
    flows: pairs(guardedPairs),
  },
  change: {
    title: 'A new version is staged',
    notes: 'Two policies of one name: one in force, one staged. Preview: report comes, the scraper goes.',
    objects: [...withReport, app, enforcedGuard, stagedChange],
    flows: pairs(`${guardedPairs}
      shop/report > shop/db TCP 5432 deny # Staged is not in force.`),
  },
  changed: {
    title: 'The new version in force',
    notes: 'All three callers have a rule; nothing is staged any more.',
    objects: [...withReport, app, changedGuard],
    flows: pairs(changedPairs),
  },
  legacy: {
    title: 'A removal is staged',
    notes: 'Preview on and off: that is what removing would do. Then ask who will delete the policy, and when.',
    objects: [...withReport, app, changedGuard, legacy, stagedRemoval],
    flows: pairs(changedPairs.replace('shop/web > shop/db TCP 5432 deny', 'shop/web > shop/db TCP 5432 allow')),
  },
  hosts: {
    title: 'A staged host firewall',
    notes: 'The lock-out check with the preview on names what would die. Let the audience predict two of them.',
    objects: [...hosts, stagedFirewall],
    flows: pairs(hostPairs.replace('9100 deny', '9100 allow')),
  },
  'hosts-enforced': {
    title: 'The host firewall in force',
    notes: 'Nodes among themselves and loopback: the two rules that were missing.',
    objects: [...hosts, enforcedFirewall],
    flows: pairs(hostPairs),
  },
};
