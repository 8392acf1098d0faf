/* eslint-disable svelte/prefer-svelte-reactivity -- sets and maps here are computed anew as wholes, never changed */
import type { App } from '../../app/app.ts';
import type { Placement } from '../../core/edit/command.ts';
import { failsafeTexts } from '../../core/policy/failsafe-texts.ts';
import type { EndpointId } from '../../core/model/ids.ts';
import { comparedArrows } from '../compare/compared-arrows.ts';
import { visibleGround, withoutHiddenArrows } from '../find/visible-parts.ts';
import { Arrangement } from './arrangement.ts';
import type { Link } from './block-order.ts';
import { cardsByBox } from './element-spec.ts';
import { collapsed, placedWithContent } from './collapse.ts';
import { isTooMuch, lensPairs, noLensPairs, type LensPairs } from './lens-pairs.ts';
import { tidied } from './layout.ts';
import { Parties } from './parties.ts';
import { project, projectGround, type Ground } from './project.ts';

const none: ReadonlySet<string> = new Set();
/** More pairs than anybody makes a list of; two collapsed boxes can stand for a million. */
const mostPairs = 20_000;

interface EndpointPair {
  readonly source: EndpointId;
  readonly destination: EndpointId;
}

/** What the canvas draws, computed from the design, the verdicts and how they are looked at. */
export class CanvasPicture {
  readonly #app: App;
  readonly #arrangement = new Arrangement();
  /** Boxes that the user opened although a lens asks for cards, and in which picture. */
  #opened = $state.raw<{ readonly picture: string; readonly boxes: ReadonlySet<string> }>({ picture: '', boxes: none });

  // Each of these costs a pass over all endpoints, and outlives what is selected or dragged.
  readonly #rows = $derived.by(() => this.#app.model.ruleset.parties.map(({ row }) => row));
  readonly #whole = $derived.by(() => this.#findWhole());
  readonly #visible = $derived.by(() => visibleGround(this.#whole, this.#app.finder.hiding));
  readonly #wholePlaces = $derived.by(() => this.#findPlaces());
  readonly #stored = $derived.by(() => this.#app.model.design.layout.positions);
  readonly #chosen = $derived.by(() => new Set(this.#app.model.design.layout.collapsed));
  readonly #asChosen = $derived.by(() =>
    collapsed(this.#visible, this.#wholePlaces, this.#stored, { chosen: this.#chosen, automatic: none }),
  );
  readonly #chosenParties = $derived.by(() => this.#partiesOf(this.#asChosen.ground));
  readonly #chosenLens = $derived.by(() => this.#lensOf(this.#chosenParties));
  /** The lens would draw more arrows than can be told apart. */
  readonly #isTooMuch = $derived.by(() => isTooMuch(this.#chosenLens));
  readonly #automatic = $derived.by(() => (this.#isTooMuch ? this.#closable() : none));
  readonly #placed = $derived.by(() => {
    if (this.#automatic.size === 0) return this.#asChosen;
    const collapse = { chosen: this.#chosen, automatic: this.#automatic };
    return collapsed(this.#visible, this.#wholePlaces, this.#stored, collapse);
  });
  readonly #parties = $derived.by(() =>
    this.#automatic.size === 0 ? this.#chosenParties : this.#partiesOf(this.#placed.ground),
  );
  readonly #lens = $derived.by(() => (this.#automatic.size === 0 ? this.#chosenLens : this.#lensOf(this.#parties)));
  readonly #projection = $derived.by(() => this.#project());
  readonly #specs = $derived.by(() => withoutHiddenArrows(this.#compared(), this.#app.finder.hiding));

  constructor(app: App) {
    this.#app = app;
  }

  get specs(): ReturnType<typeof project>['specs'] {
    return this.#specs;
  }
  /** How many cards and arrows are not drawn, as the user hid them. */
  get hidden(): { readonly cards: number; readonly arrows: number } {
    return {
      cards: this.#whole.cards.length - this.#visible.cards.length,
      arrows: this.#projection.specs.length - this.#specs.length,
    };
  }
  get summary(): ReturnType<typeof project>['summary'] {
    return this.#projection.summary;
  }
  /** The pairs of endpoints that the drawn arrows stand for; of very many, the first ones. */
  get pairs(): readonly EndpointPair[] {
    const parties = this.#parties;
    if (parties === null) return [];
    const pairs: EndpointPair[] = [];
    for (const spec of this.#specs) {
      if (spec.kind !== 'arrow' || pairs.length >= mostPairs) continue;
      const [from, to] = [spec.from, spec.to].map((card) => parties.numberOfCard(card));
      if (from === undefined || to === undefined) continue;
      for (const source of parties.party(from).endpoints)
        for (const destination of parties.party(to).endpoints)
          if (source !== destination && pairs.length < mostPairs) pairs.push({ source, destination });
    }
    return pairs;
  }
  /** Centres of what is drawn, and of what collapsed boxes hold. */
  get places(): ReturnType<typeof collapsed>['places'] {
    return this.#placed.places;
  }

  /** Whether a box is drawn as a card; null: there is no such box. */
  isCollapsed(box: string): boolean | null {
    if (!this.#whole.boxes.some(({ id }) => id === box)) return null;
    return this.#chosen.has(box) || this.#automatic.has(box);
  }

  /** All boxes, collapsed ones too. */
  get boxes(): readonly string[] {
    return this.#whole.boxes.map(({ id }) => id);
  }

  /** Opens boxes that are cards for now only, or closes them again. @returns those that the design must remember */
  setForNow(boxes: readonly string[], wanted: boolean): readonly string[] {
    if (!this.#isTooMuch) return boxes;
    const before = [...this.#openedHere()];
    const opened = wanted ? before.filter((box) => !boxes.includes(box)) : [...before, ...boxes];
    this.#opened = { picture: this.#pictureName(), boxes: new Set(opened) };
    return boxes.filter((box) => this.#chosen.has(box));
  }

  /** What is to be stored when cards were moved: the content of collapsed boxes moves along. */
  placements(moved: readonly Placement[]): readonly Placement[] {
    const points = new Map(moved.flatMap(({ element, at }) => (at === null ? [] : [[element, at] as const])));
    const all = placedWithContent(this.#placed.ground.cards, points, this.places, this.#stored);
    return [...all].map(([element, at]) => ({ element, at }));
  }

  /**
   * Places found anew: for everything, or for what is selected where several elements are. What collapsed boxes hold keeps
   * its places.
   */
  tidy(selected: readonly string[]): readonly Placement[] {
    const flows = this.#app.model.design.flows;
    const links = flows.flatMap(({ source, destination }) => this.#linkOf(source, destination));
    const places = tidied([...this.#placed.ground.boxes, ...this.#placed.ground.cards], {
      links,
      selected: new Set(selected),
      places: this.places,
    });
    const unplaced = this.#placed.ground.cards
      .flatMap(({ collapsed: content }) => content?.cards ?? [])
      .filter(({ id }) => !this.#stored.has(id))
      .flatMap(({ id }): readonly Placement[] => [{ element: id, at: this.places.get(id) ?? null }]);
    const moved = [...places].map(([element, at]) => ({ element, at }));
    // A box that is a card for now only has no place of its own: what it holds is placed.
    const forNow = new Set(this.#automatic);
    return [...this.placements(moved.filter(({ element }) => forNow.has(element))), ...unplaced].concat(
      moved.filter(({ element }) => !forNow.has(element)),
    );
  }

  #pictureName(): string {
    const { session, model, view } = this.#app;
    return `${session.opened} ${model.design.layout.grouping} ${view.lens}`;
  }

  #openedHere(): ReadonlySet<string> {
    return this.#opened.picture === this.#pictureName() ? this.#opened.boxes : none;
  }

  #linkOf(source: EndpointId, destination: EndpointId): readonly Link[] {
    const parties = this.#parties;
    const [from, to] = [parties?.numberOf(source), parties?.numberOf(destination)];
    if (parties === null || from === undefined || to === undefined) return [];
    return [[parties.party(from).card, parties.party(to).card]];
  }

  #findWhole(): Ground {
    const { model, stacks } = this.#app;
    const { entities, design, ruleset } = model;
    const failsafesOf = (clusterNode: string | null): ReturnType<typeof failsafeTexts> =>
      failsafeTexts(ruleset, clusterNode);
    return projectGround({ entities, design, rows: this.#rows, failsafesOf }, stacks.all);
  }

  #findPlaces(): ReturnType<Arrangement['places']> {
    const { session, model } = this.#app;
    const { grouping, positions } = model.design.layout;
    return this.#arrangement.places(
      `${session.opened} ${grouping}`,
      [...this.#whole.boxes, ...this.#whole.cards],
      positions,
    );
  }

  #partiesOf({ cards }: Ground): Parties | null {
    const { table } = this.#app.results;
    return table === null ? null : new Parties(table, cards);
  }

  #lensOf(parties: Parties | null): LensPairs {
    const { blast, compare, view, expectations, results } = this.#app;
    if (parties === null) return noLensPairs;
    // Of all arrows those tell the story that lead from the compromised endpoint outwards.
    if (blast.isOn) return lensPairs(parties, 'changed', { flows: [], changed: blast.pairs });
    const last = view.lens === 'changed' ? (results.lastChange?.pairs ?? []) : [];
    const changed = view.lens === 'compared' ? compare.shown : last;
    const flows = view.lens === 'failing' ? expectations.list : [];
    return lensPairs(parties, view.lens, { flows, changed });
  }

  #compared(): ReturnType<typeof project>['specs'] {
    const { compare, view } = this.#app;
    const { specs } = this.#projection;
    return view.lens === 'compared' ? comparedArrows(specs, compare.between.bind(compare)) : specs;
  }

  /** Boxes that more arrows than one card's lead into. */
  #closable(): ReadonlySet<string> {
    const opened = this.#openedHere();
    const held = cardsByBox(this.#whole.cards);
    const isFull = (id: string): boolean => (held.get(id)?.length ?? 0) > 1;
    return new Set(this.boxes.filter((id) => isFull(id) && !opened.has(id) && !this.#chosen.has(id)));
  }

  #project(): ReturnType<typeof project> {
    const { expectations, selection, preview, results, finder } = this.#app;
    return project({
      ground: this.#placed.ground,
      parties: this.#parties,
      flows: expectations.list,
      lens: this.#lens,
      selected: selection.current,
      endpoint: selection.endpoint,
      isLensAlone: this.#app.blast.isOn,
      change: preview.change,
      staged: results.stagedChange,
      automatic: this.#automatic.size,
      found: finder.found?.kind === 'arrows' ? finder.found.pairs : [],
    });
  }
}
