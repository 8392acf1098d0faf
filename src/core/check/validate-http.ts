import type { CalicoRule, Direction } from '../model/policy.ts';
import type { Field } from '../manifest/field-reader.ts';
import { protocolNumbers } from '../net/protocol.ts';
import { limitItems, limitText, refuseTwice } from './validate-lists.ts';

const maxMatches = 20;
const maxPathLength = 1024;

/** R8.28. */
export function validateHttp(read: CalicoRule, rule: Field, direction: Direction): void {
  const http = rule.at('http');
  if (!http.present) return;
  http.knowOnly(['methods', 'paths']);
  if (direction === 'egress') http.error('HTTP-MATCH', `${http.label} cannot be used in egress rules.`);
  if (read.action !== 'allow') http.error('HTTP-MATCH', `${http.label} can be used in rules with action Allow only.`);
  if (rule.at('protocol').present && read.protocol !== protocolNumbers.TCP)
    http.error('HTTP-MATCH', `${http.label} needs ${rule.label}.protocol to be TCP or absent.`);
  limitItems(http.at('methods'), maxMatches, 'error');
  refuseTwice(http.at('methods'), 'error');
  http.at('methods').texts();
  limitItems(http.at('paths'), maxMatches, 'error');
  http.at('paths').items().forEach(validatePath);
}

function validatePath(path: Field): void {
  path.knowOnly(['exact', 'prefix']);
  const stated = [path.at('exact'), path.at('prefix')].filter((field) => (field.text() ?? '') !== '');
  if (stated.length !== 1) path.error('HTTP-MATCH', `${path.label} must have exactly one of exact and prefix.`);
  for (const field of stated) {
    limitText(field, maxPathLength, 'error');
    if (!/^\/[^?# ]*$/.test(field.text() ?? ''))
      field.error('HTTP-MATCH', `${field.label} must begin with a slash and hold no question mark, hash or space.`);
  }
}
