import { judgeFlows } from '../../core/expect/expectation.ts';
import { readEntity } from '../../core/manifest/read-entity.ts';
import { newDesignManifest, readDesignSpec } from '../../core/manifest/design-spec.ts';
import { printDesign } from '../../core/file/design-file.ts';
import { isDesign } from '../../core/manifest/scene-content.ts';
import type { DesignSpec } from '../../core/model/design.ts';
import type { ClusterDocument } from '../../core/model/document.ts';
import type { Entity } from '../../core/model/entities.ts';
import type { ResourceId } from '../../core/model/ids.ts';
import type { SceneLens } from '../../core/model/scene.ts';
import { evaluateAll } from '../../core/policy/evaluate.ts';
import { failsafeTexts } from '../../core/policy/failsafe-texts.ts';
import { lower } from '../../core/policy/lower.ts';
import type { Ruleset } from '../../core/policy/ruleset.ts';
import { VerdictIndex } from '../../core/policy/verdict-index.ts';
import type { VerdictTable } from '../../core/policy/verdict-table.ts';
import { stacksOf } from '../../app/stacks.svelte.ts';
import { cardsByBox } from '../canvas/element-spec.ts';
import { arrange } from '../canvas/layout.ts';
import { collapsed } from '../canvas/collapse.ts';
import { isTooMuch, lensPairs } from '../canvas/lens-pairs.ts';
import { Parties } from '../canvas/parties.ts';
import { project, projectGround } from '../canvas/project.ts';
import { sceneOf } from '../canvas/scene.ts';
import type { PictureContent } from '../picture/picture-scope.ts';

/** A design at one moment, lowered and judged. */
export interface JudgedMoment {
  readonly document: ClusterDocument;
  readonly entities: ReadonlyMap<ResourceId, Entity>;
  readonly design: DesignSpec;
  readonly ruleset: Ruleset;
  readonly table: VerdictTable;
}

export function judgedMoment(document: ClusterDocument): JudgedMoment {
  const resources = Object.values(document.resources);
  const entities = new Map(resources.map(({ id, manifest }) => [id, readEntity(id, manifest).entity]));
  const own = [...entities.values()].find((entity) => entity.kind === 'design');
  const ruleset = lower(resources);
  return {
    document,
    entities,
    design: own?.spec ?? readDesignSpec(newDesignManifest()).spec,
    ruleset,
    table: evaluateAll(ruleset),
  };
}

/** The manifests as text, without the document of ours: it holds notes, quizzes and other scenes. */
export function manifestsText({ document }: JudgedMoment): string {
  const kept = Object.entries(document.resources).filter(([, { manifest }]) => !isDesign(manifest));
  return printDesign({ ...document, resources: Object.fromEntries(kept) });
}

/** What the canvas would draw of it with that lens and nothing selected. */
export function pictureContent({ entities, design, ruleset, table }: JudgedMoment, lens: SceneLens): PictureContent {
  const rows = ruleset.parties.map(({ row }) => row);
  const { layout } = design;
  const index = new VerdictIndex(table);
  const stacks = stacksOf(entities, layout, (id) => {
    const row = index.rowOf(id);
    return row === undefined ? null : (table.classOf[row] ?? null);
  });
  const failsafesOf = (clusterNode: string | null): ReturnType<typeof failsafeTexts> =>
    failsafeTexts(ruleset, clusterNode);
  const whole = projectGround({ entities, design, rows, failsafesOf }, stacks);
  const flows = judgeFlows(ruleset, design.flows);
  const everywhere = arrange([...whole.boxes, ...whole.cards], layout.positions, new Map());
  const chosen = new Set(layout.collapsed);
  const drawnWith = (automatic: ReadonlySet<string>): PictureContent & { readonly isTooMuch: boolean } => {
    const { ground, places } = collapsed(whole, everywhere, layout.positions, { chosen, automatic });
    const parties = new Parties(table, ground.cards);
    const pairs = lensPairs(parties, lens, { flows, changed: [] });
    const { specs } = project({
      ground,
      parties,
      flows,
      lens: pairs,
      selected: { kind: 'nothing' },
      endpoint: null,
      isLensAlone: false,
      change: null,
      staged: null,
      automatic: automatic.size,
      found: [],
    });
    return { specs, scene: sceneOf(specs, places), isTooMuch: isTooMuch(pairs) };
  };
  const asChosen = drawnWith(new Set());
  if (!asChosen.isTooMuch) return asChosen;
  const held = cardsByBox(whole.cards);
  return drawnWith(new Set(whole.boxes.map(({ id }) => id).filter((id) => (held.get(id)?.length ?? 0) > 1)));
}
