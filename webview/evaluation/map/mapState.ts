import { batch, computed, signal } from "@preact/signals-core";
import type { TestMap } from "../../../model/asking/testMap.js";
import { wholeView, type ScatterView } from "../../layout/scatterView.js";
import type { Tested } from "../tested.js";
import type { EvaluationStores } from "../stores.js";

/** Which points are shown as they are; the others fade. */
export interface MapFilter {
  /** Null for all classes. */
  readonly label: number | null;
  readonly isMistakesOnly: boolean;
}

/** Of which images the tiles are: all that are shown, those within an outline, or one with its nearest. */
export type MapChoice =
  | { readonly kind: "shown" }
  | { readonly kind: "outlined"; readonly examples: readonly number[] }
  | { readonly kind: "near"; readonly example: number };

/** A map, and what the network says of its images. */
export interface MapContent {
  readonly tested: Tested;
  readonly map: TestMap;
  readonly count: number;
}

const allShown: MapChoice = { kind: "shown" };

/** The map as it is looked at. */
export class MapState {
  readonly filter = signal<MapFilter>({ label: null, isMistakesOnly: false });
  readonly choice = signal<MapChoice>(allShown);
  readonly view = signal<ScatterView>(wholeView);
  /** Whether dragging moves the map, in place of drawing an outline. */
  readonly isMoved = signal(false);
  /** Under the pointer. */
  readonly pointed = signal<number | null>(null);
  /** Where the keyboard is. */
  readonly active = signal(0);

  constructor(private readonly stores: Pick<EvaluationStores, "testing" | "mapping">) {}

  /** Null before there is a map, and for one of other images than were tested. */
  readonly content = computed((): MapContent | null => {
    const tested = this.stores.testing.tested.value;
    const map = this.stores.mapping.answer.value;
    if (tested === null || map === null) return null;
    const count = map.places.length / 2;
    return count === 0 || count > tested.examples ? null : { tested, map, count };
  });

  /** Of these the places alone change while the map forms. */
  private readonly count = computed(() => this.content.value?.count ?? 0);
  private readonly said = computed(() => this.content.value?.tested.said);

  readonly isShown = computed((): ((example: number) => boolean) => {
    const said = this.said.value;
    const { label, isMistakesOnly } = this.filter.value;
    if (said === undefined) return () => false;
    const { labels, chosen } = said;
    return (example) =>
      (label === null || labels[example] === label || chosen[example] === label) &&
      (!isMistakesOnly || labels[example] !== chosen[example]);
  });

  /** The worst first; near ones the nearest first. */
  readonly examples = computed((): readonly number[] => {
    const [count, said, choice] = [this.count.value, this.said.value, this.choice.value];
    if (said === undefined) return [];
    if (choice.kind === "near") {
      const content = this.content.value;
      return content === null ? [] : nearTo(content, choice.example);
    }
    const isShown = this.isShown.value;
    const all = choice.kind === "outlined" ? choice.examples : Array.from({ length: count }).keys();
    const { losses } = said;
    return [...all]
      .filter(isShown)
      .toSorted((a, b) => (losses[b] ?? 0) - (losses[a] ?? 0) || a - b);
  });

  show(filter: Partial<MapFilter>): void {
    batch(() => {
      this.filter.value = { ...this.filter.peek(), ...filter };
      if (this.choice.peek().kind === "near") this.choice.value = allShown;
    });
  }

  outline(examples: readonly number[]): void {
    this.choice.value = { kind: "outlined", examples };
  }

  near(example: number): void {
    batch(() => {
      this.active.value = example;
      this.choice.value = { kind: "near", example };
    });
  }

  /** All that are shown again; another run's images are others. */
  forget(): void {
    batch(() => {
      this.choice.value = allShown;
      this.filter.value = { label: null, isMistakesOnly: false };
      this.view.value = wholeView;
      this.pointed.value = null;
      this.active.value = 0;
    });
  }

  showAll(): void {
    this.choice.value = allShown;
  }
}

/** An image and those that are nearest to it in all that is read of them. */
function nearTo({ map, count }: MapContent, example: number): readonly number[] {
  if (example >= count) return [];
  const { each, neighbors } = map;
  return [example, ...neighbors.subarray(example * each, (example + 1) * each)];
}
