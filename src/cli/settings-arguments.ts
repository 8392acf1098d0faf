import { calicoVersions, type Settings } from '../core/model/settings.ts';
import { err, ok, type Result } from '../core/result.ts';
import type { Arguments } from './arguments.ts';

const settingValues: { readonly [Key in keyof Settings]: readonly Settings[Key][] } = {
  calicoVersion: calicoVersions,
  dataplane: ['iptables', 'nftables', 'ebpf'],
  hostInputDefault: ['accept', 'drop'],
  modelEncapsulation: [false, true],
};

/** What `--set key=value` asks for; of two with the same key the later one counts. */
export function settingsOf(pairs: Arguments['settings']): Result<Partial<Settings>, string> {
  let settings: Partial<Settings> = {};
  for (const [key, value] of pairs) {
    if (!isSetting(key)) return err(`There is no setting ${key}; there are ${Object.keys(settingValues).join(', ')}.`);
    const known = settingValues[key].find((candidate) => String(candidate) === value);
    if (known === undefined) return err(`${key} takes one of ${settingValues[key].join(', ')}, not ${value}.`);
    settings = { ...settings, [key]: known };
  }
  return ok(settings);
}

function isSetting(key: string): key is keyof Settings {
  return Object.hasOwn(settingValues, key);
}
