import { isRecord } from "../state/isRecord.js";
import { batch, computed, signal } from "@preact/signals-core";
import { allMistakes, imageOrders, isChoice, type Choice, type ImageOrder } from "./choice.js";
import { classOrders, type ClassOrder } from "./classOrder.js";
import { classColumns, type ClassColumn, type ClassSort } from "./classTable.js";

/** What the cells say: examples, or their share of what a class is, or of what is taken for one. */
export const cellModes = ["counts", "rows", "columns"] as const;
export type CellMode = (typeof cellModes)[number];

/** What the points of the map are colored by. */
export const mapColorings = ["class", "error", "loss"] as const;
export type MapColoring = (typeof mapColorings)[number];

/** What the page keeps for itself over a reload; never part of a run. */
export interface EvaluationViewState {
  /** The run to which `at` and `choice` belong; null before the first. */
  readonly run: string | null;
  /** The step of which the weights are evaluated; null for the newest. */
  readonly at: number | null;
  readonly mode: CellMode;
  /** Null where nobody has chosen one: then it is what suits the number of classes. */
  readonly classOrder: ClassOrder | null;
  readonly imageOrder: ImageOrder;
  readonly sort: ClassSort;
  readonly choice: Choice;
  readonly mapColoring: MapColoring;
}

const firstSort: ClassSort = { column: "recall", isDescending: false };

/** What a person chose to see of an evaluation. */
export class EvaluationView {
  readonly run = signal<string | null>(null);
  readonly at = signal<number | null>(null);
  readonly mode = signal<CellMode>("counts");
  readonly classOrder = signal<ClassOrder | null>(null);
  readonly imageOrder = signal<ImageOrder>("worst");
  readonly sort = signal<ClassSort>(firstSort);
  readonly choice = signal<Choice>(allMistakes);
  readonly mapColoring = signal<MapColoring>("class");

  constructor(kept: Partial<EvaluationViewState>) {
    this.run.value = kept.run ?? this.run.value;
    this.at.value = kept.at ?? this.at.value;
    this.mode.value = kept.mode ?? this.mode.value;
    this.classOrder.value = kept.classOrder ?? this.classOrder.value;
    this.imageOrder.value = kept.imageOrder ?? this.imageOrder.value;
    this.sort.value = kept.sort ?? this.sort.value;
    this.choice.value = kept.choice ?? this.choice.value;
    this.mapColoring.value = kept.mapColoring ?? this.mapColoring.value;
  }

  readonly state = computed<EvaluationViewState>(() => ({
    run: this.run.value,
    at: this.at.value,
    mode: this.mode.value,
    classOrder: this.classOrder.value,
    imageOrder: this.imageOrder.value,
    sort: this.sort.value,
    choice: this.choice.value,
    mapColoring: this.mapColoring.value,
  }));

  /** Shows a run: what was chosen in another means nothing here. */
  showRun(run: string): void {
    if (run === this.run.peek()) return;
    batch(() => {
      this.run.value = run;
      this.at.value = null;
      this.choice.value = allMistakes;
    });
  }

  /** A column that is chosen again is turned around; numbers begin with the largest, names with the first. */
  sortBy(column: ClassColumn): void {
    const { column: before, isDescending } = this.sort.peek();
    this.sort.value = {
      column,
      isDescending: column === before ? !isDescending : column !== "name",
    };
  }
}

/** What was kept, as far as it can be understood. */
export function parseEvaluationView(kept: unknown): Partial<EvaluationViewState> {
  if (!isRecord(kept)) return {};
  const { run, at, mode, classOrder, imageOrder, sort, choice, mapColoring } = kept;
  return {
    ...(typeof run === "string" ? { run } : {}),
    ...(typeof at === "number" && Number.isInteger(at) && at >= 0 ? { at } : {}),
    ...(isOneOf(cellModes, mode) ? { mode } : {}),
    ...(isOneOf(classOrders, classOrder) ? { classOrder } : {}),
    ...(isOneOf(imageOrders, imageOrder) ? { imageOrder } : {}),
    ...(isSort(sort) ? { sort } : {}),
    ...(isChoice(choice) ? { choice } : {}),
    ...(isOneOf(mapColorings, mapColoring) ? { mapColoring } : {}),
  };
}

function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T {
  return values.some((each) => each === value);
}

function isSort(value: unknown): value is ClassSort {
  if (!isRecord(value)) return false;
  const { column, isDescending } = value;
  return isOneOf(classColumns, column) && typeof isDescending === "boolean";
}
