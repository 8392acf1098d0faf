import type { Judge } from './judge.ts';
import type { Ruling } from './naive.ts';
import type { Raw } from './raw.ts';
import { at, itemsOf, list, object } from './raw.ts';

interface Tries {
  readonly decisive: number;
  readonly tries: number;
}

const none: Tries = { decisive: 0, tries: 0 };

/** Counts what decided, so that a table shows whether every kind of step and every field of a manifest got its turn. */
export class Coverage {
  readonly #steps = new Map<string, number>();
  readonly #criteria = new Map<string, number>();
  readonly #fields = new Map<string, Tries>();
  #packets = 0;

  /** How many answers were compared. */
  get packets(): number {
    return this.#packets;
  }

  /** `checkpoint rule allow`, `GlobalNetworkPolicy deny` and what else was counted, by how often. */
  get steps(): ReadonlyMap<string, number> {
    return this.#steps;
  }

  /** `GlobalNetworkPolicy source.selector`: by how often a rule decided that has it. */
  get criteria(): ReadonlyMap<string, number> {
    return this.#criteria;
  }

  /** By field: how often it was taken away, and how often that changed an answer. */
  get fields(): ReadonlyMap<string, Tries> {
    return this.#fields;
  }

  count(judge: Judge, ruling: Ruling | undefined, verdict: string): void {
    this.#packets += 1;
    if (ruling === undefined) return;
    const { checkpoint, policy, rule } = ruling.decidedBy;
    if (verdict === 'undecided') this.countStep(ruling.verdict === 'undecided' ? String(rule) : 'undecided');
    else this.countStep(`${checkpoint} ${typeof rule === 'number' ? 'rule' : rule} ${verdict}`);
    if (typeof rule !== 'number') return;
    const kind = policy?.split('/')[0] ?? '';
    this.countStep(`${kind} ${verdict}`);
    for (const criterion of criteriaOf(decidingRule(judge, policy, checkpoint, rule))) {
      const key = `${kind} ${criterion}`;
      this.#criteria.set(key, (this.#criteria.get(key) ?? 0) + 1);
    }
  }

  countStep(step: string): void {
    this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
  }

  countField(field: string, isDecisive: boolean): void {
    const { decisive, tries } = this.#fields.get(field) ?? none;
    this.#fields.set(field, { decisive: decisive + (isDecisive ? 1 : 0), tries: tries + 1 });
  }

  leastDecisive(fields: readonly string[], most: number): readonly string[] {
    const seen = (field: string): Tries => this.#fields.get(field) ?? none;
    return [...fields]
      .sort((a, b) => seen(a).decisive - seen(b).decisive || seen(a).tries - seen(b).tries)
      .slice(0, most);
  }

  table(): string {
    const byName = <T>(counts: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
      [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      `${this.#packets} answers compared`,
      'decided by',
      ...byName(this.#steps).map(([step, count]) => `  ${String(count).padStart(8)}  ${step}`),
      'criteria of the rules that decided',
      ...byName(this.#criteria).map(([criterion, count]) => `  ${String(count).padStart(8)}  ${criterion}`),
      'fields that decided, of the times that they were taken away',
      ...byName(this.#fields).map(
        ([field, { decisive, tries }]) => `  ${`${decisive} of ${tries}`.padStart(12)}  ${field}`,
      ),
    ].join('\n');
  }
}

function decidingRule(judge: Judge, policy: string | null, checkpoint: string, rule: number): Raw {
  const owner = judge.tiers.flatMap(({ policies }) => policies).find(({ id }) => id === policy);
  return list(at(owner?.manifest, 'spec', checkpoint.endsWith('egress') ? 'egress' : 'ingress'))[rule];
}

/** `source.selector`, `destination.ports by name`, `from.ipBlock`, `icmp`; `(none)` for a rule without criteria. */
function criteriaOf(rule: Raw): readonly string[] {
  const found = Object.entries(object(rule) ?? {}).flatMap(([key, value]) => {
    if (key === 'action') return [];
    if (key === 'source' || key === 'destination') return entityCriteria(key, value);
    const items = (itemsOf(value) ?? []).flatMap((item) => Object.keys(object(item) ?? {}));
    return items.length > 0 ? items.map((inner) => `${key}.${inner}`) : [key];
  });
  return found.length === 0 ? ['(none)'] : [...new Set(found)];
}

function entityCriteria(side: string, entity: Raw): readonly string[] {
  return Object.entries(object(entity) ?? {}).map(([key, value]) => {
    const isNamed = list(value).some((port) => typeof port === 'string' && !port.includes(':'));
    return `${side}.${key}${key.toLowerCase().endsWith('ports') && isNamed ? ' by name' : ''}`;
  });
}
