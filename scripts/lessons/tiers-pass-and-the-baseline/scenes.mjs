import { pairs } from '../pieces.mjs';
import {
  adminDeny,
  baselineDeny,
  catchAll,
  catchAllTier,
  cluster,
  dbFromWeb,
  endsInDeny,
  endsInPass,
  exception,
  exceptions,
  lateAllow,
  lateMetrics,
  security,
  webFromPartner,
} from './design.mjs';

export const scenes = {
  plain: {
    title: 'No policy at all',
    notes:
      'Open the tier board: three tiers are always there. With no policy, the namespaces’ profiles allow everything.',
    objects: cluster,
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      ops/monitor > shop/db TCP 9187 allow
      partner/crawler > shop/db TCP 5432 allow
      partner/crawler > shop/web TCP 8080 allow`),
  },
  ends: {
    title: 'One rule, one Deny',
    notes: 'Ask who is denied before you show the arrows. Then show that crawler still reaches web.',
    objects: [...cluster, security, endsInDeny],
    flows: pairs(`
      shop/web > shop/db TCP 5432 deny # The end of the tier.
      ops/monitor > shop/db TCP 9187 deny # The end of the tier.
      partner/crawler > shop/db TCP 5432 deny # The rule.
      partner/crawler > shop/web TCP 8080 allow # Not selected by the tier.`),
  },
  passes: {
    title: 'Pass at the end',
    notes: 'One more rule without criteria. Nothing but partner is decided by security any more.',
    objects: [...cluster, security, endsInPass],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      ops/monitor > shop/db TCP 9187 allow
      partner/crawler > shop/db TCP 5432 deny`),
  },
  developers: {
    title: 'The developers’ NetworkPolicy',
    notes: 'Read the verdict of web to db: security passed, the NetworkPolicy allowed.',
    objects: [...cluster, security, endsInPass, dbFromWeb],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      shop/web > shop/db TCP 9187 deny
      ops/monitor > shop/db TCP 9187 deny # Isolated by the NetworkPolicy.
      partner/crawler > shop/db TCP 5432 deny`),
  },
  rescued: {
    title: 'A late Allow',
    notes: 'Order 2000 comes after 1000. What the NetworkPolicy left undecided, this one allows.',
    objects: [...cluster, security, endsInPass, dbFromWeb, lateAllow],
    focus: ['GlobalNetworkPolicy.projectcalico.org/search-for-a-fault'],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      ops/monitor > shop/db TCP 5432 allow # Not what the developers wrote.
      partner/crawler > shop/db TCP 5432 deny # Security was asked first.`),
  },
  metrics: {
    title: 'Metrics only',
    notes: 'The same trick, meant well: the platform team adds what the developers need not know about.',
    objects: [...cluster, security, endsInPass, dbFromWeb, lateMetrics],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      ops/monitor > shop/db TCP 5432 deny
      ops/monitor > shop/db TCP 9187 allow
      partner/crawler > shop/db TCP 9187 deny`),
  },
  exception: {
    title: 'An exception before the Admin tier',
    notes: 'Tier board: exceptions stands left of kube-admin.',
    objects: [...cluster, exceptions(50), exception, adminDeny],
    flows: pairs(`
      partner/crawler > shop/web TCP 8080 allow # Decided before kube-admin.
      partner/crawler > shop/db TCP 5432 deny
      shop/web > shop/db TCP 5432 allow`),
  },
  admin: {
    title: 'The Admin tier first',
    notes: 'With an order above 1000 the exception is never asked about partner.',
    objects: [...cluster, exceptions(2000), exception, adminDeny],
    flows: pairs(`
      partner/crawler > shop/web TCP 8080 deny
      partner/crawler > shop/db TCP 5432 deny
      shop/web > shop/db TCP 5432 allow`),
  },
  baseline: {
    title: 'A baseline that denies',
    notes: 'Two pods, one baseline: it decides about web, and never hears of db.',
    objects: [...cluster, dbFromWeb, baselineDeny],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow # The NetworkPolicy decided.
      partner/crawler > shop/web TCP 8080 deny # The baseline.
      ops/monitor > shop/web TCP 8080 deny # The baseline.`),
  },
  'web-open': {
    title: 'A NetworkPolicy lifts the baseline',
    notes: 'From now on the developers decide about web themselves, for better or worse.',
    objects: [...cluster, dbFromWeb, webFromPartner, baselineDeny],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      partner/crawler > shop/web TCP 8080 allow
      ops/monitor > shop/web TCP 8080 deny # Isolated by the NetworkPolicy.`),
  },
  'no-order': {
    title: 'A tier without order',
    notes: 'On the board it stands in front of default. Read the number there.',
    objects: [...cluster, catchAllTier(), catchAll, dbFromWeb],
    flows: pairs(`
      shop/web > shop/db TCP 5432 deny # Asked before default.
      partner/crawler > shop/db TCP 5432 deny`),
  },
  ordered: {
    title: 'Really the last one',
    notes: 'A number above that of kube-baseline.',
    objects: [...cluster, catchAllTier({ order: 20000000 }), catchAll, dbFromWeb],
    flows: pairs(`
      shop/web > shop/db TCP 5432 allow
      partner/crawler > shop/db TCP 5432 deny`),
  },
};
