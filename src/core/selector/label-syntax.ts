const edgedByAlphanumerics = /^[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const dnsLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** An optional DNS subdomain of at most 253 characters and `/`, then a name of at most 63 (R8.3). */
export function isValidLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  return isLabelName(key.slice(slash + 1)) && (slash < 0 || isDnsSubdomain(key.slice(0, slash)));
}

/** Empty, or of the form of a label key's name (R8.3). */
export function isValidLabelValue(value: string): boolean {
  return value === '' || isLabelName(value);
}

function isLabelName(name: string): boolean {
  return name.length <= 63 && edgedByAlphanumerics.test(name);
}

function isDnsSubdomain(prefix: string): boolean {
  return prefix.length <= 253 && prefix.split('.').every((label) => dnsLabel.test(label));
}
