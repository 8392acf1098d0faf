import { isJsonObject } from '../../core/model/json.ts';
import type { ClusterDocument, Manifest, Resource } from '../../core/model/document.ts';
import { parseYaml, printYaml, type YamlError } from '../../core/manifest/yaml.ts';
import { err, type Result } from '../../core/result.ts';

/** The object's YAML: its own source text, comments included, while it is untouched; printed otherwise. */
export function manifestText(document: ClusterDocument, resource: Resource): string {
  const { origin, manifest } = resource;
  const source =
    origin !== null && origin.manifest === manifest && origin.path.length === 0
      ? document.sources.find(({ id }) => id === origin.source)
      : undefined;
  return source === undefined ? printYaml(manifest) : source.body.trimEnd() + '\n';
}

/** What was typed in the YAML tab, or where it is wrong. */
export function readManifestText(text: string): Result<Manifest, YamlError> {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  return isJsonObject(parsed.value)
    ? { ok: true, value: parsed.value }
    : err({ line: 1, column: 1, message: 'an object with apiVersion, kind and metadata is expected here' });
}
