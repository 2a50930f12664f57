import type { PerAxis } from "../../../network/spec.js";
import { hasUnitStride, perAxis, type Window } from "../../../network/window.js";
import type { Value, ValueId } from "../../../program/operations.js";
import { fusedAccesses, type FusedOperation, type FusedOf } from "./fuse.js";
import { channelsOf, createMaps, mapsShapeOf, type Maps } from "./maps.js";

const noBorder: PerAxis = [0, 0];

/** The padding with which a window that is turned around slides over the gradient. */
export function turnedPadding({ kernel, padding }: Window): PerAxis {
  return perAxis((axis) => kernel[axis] - 1 - padding[axis]);
}

/** Operations that can add to what their output holds already. */
// SAFETY: it only widens the type, so that any kind can be looked for.
const adding = new Set([
  "convolutionInputGradient",
  "maxPoolGradient",
  "averagePoolGradient",
  "globalAverageGradient",
] satisfies readonly FusedOperation["kind"][] as readonly string[]);

/**
 * Where the maps of a program lie. Paths write straight into their concatenation, the parts of a
 * split stay in the whole, the parts of a sum are added up in place, and the gradient of a ReLU or a
 * normalization replaces the gradient it comes from.
 */
export class Placement {
  private readonly within = new Map<ValueId, { readonly whole: ValueId; readonly first: number }>();
  private readonly readers = new Map<ValueId, FusedOperation[]>();
  private readonly writers = new Map<ValueId, FusedOperation>();
  private readonly borders = new Map<ValueId, PerAxis>();
  private readonly wholes = new Map<ValueId, Maps>();

  constructor(
    operations: readonly FusedOperation[],
    private readonly values: ReadonlyMap<ValueId, Value>,
  ) {
    for (const operation of operations) {
      const { reads, writes } = fusedAccesses(operation);
      for (const id of reads) this.readers.set(id, [...(this.readers.get(id) ?? []), operation]);
      for (const id of writes) this.writers.set(id, operation);
    }
    for (const operation of operations) this.place(operation);
    for (const operation of operations) this.widen(operation);
  }

  valueOf(id: ValueId): Value {
    const value = this.values.get(id);
    if (value === undefined) throw new Error(`The program has no value ${id}.`);
    return value;
  }

  mapsOf(id: ValueId): Maps {
    const { whole, first } = this.locate(id);
    const maps = this.wholes.get(whole) ?? this.createWhole(whole);
    const { channels } = mapsShapeOf(this.valueOf(id).shape);
    return channels === maps.channels ? maps : channelsOf(maps, first, channels);
  }

  /** The rows and columns of zeros that its readers expect on each side of a value. */
  borderOf(id: ValueId): PerAxis {
    return this.borders.get(this.locate(id).whole) ?? noBorder;
  }

  /** The value in whose memory another lies; itself if that is its own. */
  wholeOf(id: ValueId): ValueId {
    return this.locate(id).whole;
  }

  private createWhole(id: ValueId): Maps {
    const maps = createMaps(mapsShapeOf(this.valueOf(id).shape), this.borders.get(id) ?? noBorder);
    this.wholes.set(id, maps);
    return maps;
  }

  private locate(id: ValueId): { readonly whole: ValueId; readonly first: number } {
    const place = this.within.get(id);
    if (place === undefined) return { whole: id, first: 0 };
    const { whole, first } = this.locate(place.whole);
    return { whole, first: first + place.first };
  }

  private place(operation: FusedOperation): void {
    if (operation.kind === "concat") this.placeChannels(operation.inputs, operation.output);
    if (operation.kind === "split") this.placeChannels(operation.outputs, operation.input);
    if (operation.kind === "sum") this.placeSum(operation);
    const isInPlace =
      operation.kind === "reluGradient" || operation.kind === "batchNormalizeGradient";
    if (isInPlace && this.isReadOnce(operation.gradient)) {
      this.within.set(operation.output, { whole: operation.gradient, first: 0 });
    }
  }

  private placeChannels(parts: readonly ValueId[], whole: ValueId): void {
    let first = 0;
    for (const part of parts) {
      const isFree = !this.within.has(part) && this.writers.has(part);
      if (isFree) this.within.set(part, { whole, first });
      first += mapsShapeOf(this.valueOf(part).shape).channels;
    }
  }

  private placeSum({ inputs, output }: FusedOf<"sum">): void {
    for (const input of inputs) {
      const canAdd = adding.has(this.writers.get(input)?.kind ?? "");
      if (canAdd && !this.within.has(input) && this.isReadOnce(input)) {
        this.within.set(input, { whole: output, first: 0 });
      }
    }
  }

  /** Whether nobody but one reader sees what is written over a value, whole or in part. */
  private isReadOnce(id: ValueId): boolean {
    const place = this.within.get(id);
    const isAlone = this.readers.get(id)?.length === 1;
    return isAlone && (place === undefined || this.isReadOnce(place.whole));
  }

  private widen(operation: FusedOperation): void {
    if (operation.kind === "affine") this.ask(operation.input, operation.window.padding);
    if (operation.kind === "convolutionWeightGradient") {
      this.ask(operation.input, operation.window.padding);
    }
    if (operation.kind === "convolutionInputGradient") {
      const { window, gradient } = operation;
      if (hasUnitStride(window)) this.ask(gradient, turnedPadding(window));
    }
  }

  private ask(id: ValueId, border: PerAxis): void {
    const { whole } = this.locate(id);
    const asked = this.borders.get(whole) ?? noBorder;
    this.borders.set(
      whole,
      perAxis((axis) => Math.max(border[axis], asked[axis])),
    );
  }
}
