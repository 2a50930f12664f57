import type { ValueId } from "../../../program/operations.js";
import type { FilterMap } from "./filters.js";
import type { FusedOperation } from "./fuse.js";
import { sizesOf, stridesOf, type Maps } from "./maps.js";
import type { ParameterMap } from "./panels.js";
import type { Placement } from "./placement.js";
import type { ResultsMap } from "./results.js";
import type { NormalizationMap } from "./normalizationMap.js";
import type { Argument, KernelName, Address, Slot, Step, meeting } from "./step.js";

/** Bytes of `control` from its start. */
export const control = { barrier: 0, rate: 16, share: 20, step: 24, bytes: 64 } as const;

export interface Regions {
  readonly state: ParameterMap;
  /** In front of the rest of the state, and laid out like their gradients. */
  readonly parameters: ParameterMap;
  readonly transposed: ParameterMap;
  readonly filters: FilterMap;
  readonly results: ResultsMap;
  readonly normalizations: NormalizationMap;
}

/** Collects the steps of a program. */
export class Lowering {
  readonly steps: Step[] = [];
  /** Where a shard's bytes and labels are put before the first step. */
  readonly fed = new Map<"images" | "labels", { readonly slot: Slot; readonly bytes: number }>();
  private readonly begun = new Set<ValueId>();
  private readonly bordered = new Set<ValueId>();

  constructor(
    readonly placement: Placement,
    readonly regions: Regions,
  ) {}

  emit(
    kernel: KernelName | typeof meeting,
    ...args: readonly (Argument | readonly Argument[])[]
  ): void {
    this.steps.push({ kernel, args: args.flat() });
  }

  /** A step that reaches maps through tables of addresses. */
  emitOver(
    maps: readonly Maps[],
    kernel: KernelName,
    ...args: readonly (Argument | readonly Argument[])[]
  ): void {
    this.steps.push({ kernel, args: args.flat(), reached: maps.map(({ place }) => place) });
  }

  maps(id: ValueId): Maps {
    return this.placement.mapsOf(id);
  }

  /** Maps that are about to be read beyond their edges. */
  borderedMaps(id: ValueId): Maps {
    const whole = this.placement.wholeOf(id);
    const border = this.placement.borderOf(id);
    if (Math.max(...border) > 0 && !this.bordered.has(whole)) {
      this.bordered.add(whole);
      const maps = this.maps(whole);
      const { height, width } = maps;
      this.emit("clearBorder", stridesOf(maps), [height, width, ...border]);
    }
    return this.maps(id);
  }

  /**
   * Whether a value is the first to be written where it lies; parts of a sum that come later must add.
   */
  isFirstOf(id: ValueId): boolean {
    const whole = this.placement.wholeOf(id);
    if (this.begun.has(whole)) return false;
    this.begun.add(whole);
    return true;
  }

  /** Where an operation that can only add writes to. */
  clearedMaps(id: ValueId): Maps {
    const maps = this.maps(id);
    if (this.isFirstOf(id)) this.emit("clearMaps", stridesOf(maps), sizesOf(maps));
    return maps;
  }

  stateAt(id: ValueId): Address {
    return { space: "state", offset: this.regions.state.offsetOf(id) };
  }

  transposedWeight(id: ValueId): Address {
    return { space: "transposed", offset: this.regions.transposed.offsetOf(id) };
  }

  /** Of `gradient/ID`, for a parameter of that id. */
  parameterGradient(gradient: ValueId): Address {
    const parameter = gradient.replace(/^gradient\//, "");
    return { space: "gradients", offset: this.regions.parameters.offsetOf(parameter) };
  }

  result(offset: number): Address {
    return { space: "results", offset };
  }
}

export type Lower<O extends FusedOperation> = (operation: O, lowering: Lowering) => void;
