import type { Judge } from './judge.ts';
import type { Ruling } from './naive.ts';
import type { Raw } from './raw.ts';
import { at, list, object } from './raw.ts';

/** Counts what decided, so that a table shows whether every kind of step and every field of a rule got its turn. */
export class Coverage {
  readonly #steps = new Map<string, number>();
  readonly #fields = new Map<string, number>();
  #packets = 0;

  get packets(): number {
    return this.#packets;
  }

  get steps(): ReadonlyMap<string, number> {
    return this.#steps;
  }

  get fields(): ReadonlyMap<string, number> {
    return this.#fields;
  }

  count(judge: Judge, ruling: Ruling | undefined, verdict: string): void {
    if (ruling === undefined) return;
    const { checkpoint, policy, rule } = ruling.decidedBy;
    this.#packets += 1;
    add(
      this.#steps,
      verdict === 'undecided' ? 'undecided' : `${checkpoint} ${typeof rule === 'number' ? 'rule' : rule} ${verdict}`,
    );
    if (typeof rule !== 'number') return;
    for (const field of fieldsOf(deciding(judge, policy, checkpoint, rule))) add(this.#fields, field);
  }

  table(): string {
    const lines = (title: string, counts: ReadonlyMap<string, number>): readonly string[] => [
      title,
      ...[...counts]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([what, count]) => `  ${String(count).padStart(8)}  ${what}`),
    ];
    return [
      `${this.#packets} packets compared`,
      ...lines('decided by', this.#steps),
      ...lines('fields of the deciding rules', this.#fields),
    ].join('\n');
  }
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function deciding(judge: Judge, policy: string | null, checkpoint: string, rule: number): Raw {
  const owner = judge.tiers.flatMap(({ policies }) => policies).find(({ id }) => id === policy);
  return list(at(owner?.manifest, 'spec', checkpoint.endsWith('egress') ? 'egress' : 'ingress'))[rule];
}

/** `source.selector`, `destination.ports name`, `from.ipBlock`, `icmp`; `(none)` for a rule without criteria. */
function fieldsOf(rule: Raw): readonly string[] {
  const fields = Object.entries(object(rule) ?? {}).flatMap(([key, value]) => {
    if (key === 'action') return [];
    if (key === 'source' || key === 'destination') return entityFields(key, value);
    const items = list(value).flatMap((item) => Object.keys(object(item) ?? {}).map((inner) => `${key}.${inner}`));
    return items.length > 0 ? [...new Set(items)] : [key];
  });
  return fields.length === 0 ? ['(none)'] : fields;
}

function entityFields(side: string, entity: Raw): readonly string[] {
  return Object.entries(object(entity) ?? {}).map(([key, value]) => {
    const isNamed = list(value).some((port) => typeof port === 'string' && !port.includes(':'));
    return `${side}.${key}${key.toLowerCase().endsWith('ports') && isNamed ? ' by name' : ''}`;
  });
}
