import type { ValueId } from "../../../program/operations.js";

const products = 25;

/** 3×3 weights, or the same turned around, that are transformed before every step. */
export interface Filter {
  readonly weight: ValueId;
  readonly isTurned: boolean;
  readonly channels: number;
  readonly columns: number;
}

/** Offsets in bytes of the transformed weights, each given a place when it is first asked for. */
export class FilterMap {
  private readonly places = new Map<string, Filter & { readonly offset: number }>();
  private next = 0;

  get bytes(): number {
    return this.next;
  }

  offsetOf(filter: Filter): number {
    const key = `${filter.weight} ${filter.isTurned ? "turned" : "straight"}`;
    const known = this.places.get(key);
    if (known !== undefined) return known.offset;
    const offset = this.next;
    this.places.set(key, { ...filter, offset });
    this.next += products * Math.ceil(filter.columns / 8) * filter.channels * 32;
    return offset;
  }

  of(weight: ValueId): readonly (Filter & { readonly offset: number })[] {
    return [...this.places.values()].filter((place) => place.weight === weight);
  }
}
