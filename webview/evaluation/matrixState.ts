import { batch, computed, signal } from "@preact/signals-core";
import {
  layoutMatrix,
  mostNumbered,
  type MatrixPlace,
  type MatrixRoom,
} from "../layout/matrixLayout.js";
import { saysTheSame, settled } from "../state/settled.js";
import { textWidth } from "../words/textRoom.js";
import type { Choice } from "./choice.js";
import { matrixFont } from "./drawMatrix.js";
import type { CellMode, EvaluationView } from "./evaluationView.js";
import type { MatrixContent } from "./matrixContent.js";
import { orderedClasses, type ClassOrder } from "./classOrder.js";
import type { Tested } from "./tested.js";
import type { Testing } from "./testing.js";

/** A cell by the numbers of its classes. */
interface ClassPair {
  readonly label: number;
  readonly chosen: number;
}

/** What the cells say, with the classes in that order; null where there is nothing to tell. */
export type ContentOf = (
  tested: Tested,
  order: readonly number[],
  mode: CellMode,
) => MatrixContent | null;

export interface MatrixStores {
  readonly view: Pick<EvaluationView, "mode" | "classOrder" | "choice">;
  readonly testing: Pick<Testing, "tested">;
}

/** Under the head and above the reading, in the window. */
const takenAround = 270;
const leastHeight = 240;

/** The matrix as it is looked at: how it is ordered and laid out, and where keyboard and pointer are. */
export class MatrixState {
  /** Of the frame, as far as it is known. */
  readonly scrolled = signal({ x: 0, y: 0 });
  /** The cell under the pointer. */
  readonly pointed = signal<MatrixPlace | null>(null);
  private readonly moved = signal<ClassPair | null>(null);

  constructor(
    private readonly stores: MatrixStores,
    private readonly contentOf: ContentOf,
    private readonly rooms: Readonly<Record<"frame" | "window", { readonly value: MatrixRoom }>>,
  ) {}

  readonly order = computed(
    (): ClassOrder =>
      this.stores.view.classOrder.value ?? usualOrder(this.stores.testing.tested.value),
  );

  /** Null before there is an evaluation. */
  readonly content = computed((): MatrixContent | null => {
    const tested = this.stores.testing.tested.value;
    return tested === null
      ? null
      : this.contentOf(tested, this.classes.value, this.stores.view.mode.value);
  });

  readonly layout = settled(() => {
    const names = this.stores.testing.tested.value?.said.classNames ?? [];
    const nameWidth = Math.max(0, ...names.map((name) => textWidth(name, matrixFont)));
    return layoutMatrix(names.length, this.rooms.frame.value.width, nameWidth);
  });

  readonly mostHeight = computed(() =>
    Math.max(leastHeight, this.rooms.window.value.height - takenAround),
  );

  /** As much as is drawn at once. */
  readonly size = settled((): MatrixRoom => {
    const { width, height } = this.layout.value;
    const seen = this.rooms.frame.value;
    return {
      width: Math.min(width, seen.width),
      height: Math.min(height, seen.height === 0 ? this.mostHeight.value : seen.height),
    };
  });

  /** Where the keyboard is: at first at what is looked at, or at the most frequent mistake. */
  readonly active = settled((): MatrixPlace => {
    const { content } = this;
    const tested = this.stores.testing.tested.value;
    if (content.value === null || tested === null) return { row: 0, column: 0 };
    const pair = within(this.moved.value, tested) ?? firstOf(tested, this.stores.view.choice.value);
    return { row: content.value.placeOf(pair.label), column: content.value.placeOf(pair.chosen) };
  }, saysTheSame);

  private readonly classes = computed(() => {
    const tested = this.stores.testing.tested.value;
    return tested === null ? [] : orderedClasses(tested, this.order.value);
  });

  move(place: MatrixPlace): void {
    this.moved.value = this.pairAt(place);
  }

  /** Looks at the images of a cell. */
  choose(place: MatrixPlace): void {
    const pair = this.pairAt(place);
    if (pair === null) return;
    batch(() => {
      this.moved.value = pair;
      this.stores.view.choice.value = { kind: "cell", ...pair };
    });
  }

  private pairAt({ row, column }: MatrixPlace): ClassPair | null {
    const content = this.content.peek();
    return content && { label: content.labelAt(row), chosen: content.labelAt(column) };
  }
}

/** With so many classes that not all are seen, those with most confusions are. */
function usualOrder(tested: Tested | null): ClassOrder {
  return (tested?.found.length ?? 0) > mostNumbered ? "confused" : "together";
}

function within(pair: ClassPair | null, { found }: Tested): ClassPair | null {
  return pair !== null && Math.max(pair.label, pair.chosen) < found.length ? pair : null;
}

function firstOf({ confusion }: Tested, choice: Choice): ClassPair {
  if (choice.kind === "cell") return choice;
  const [first] = confusion
    .filter(({ label, chosen }) => label !== chosen)
    .toSorted((a, b) => b.examples - a.examples);
  return first ?? { label: 0, chosen: 0 };
}
