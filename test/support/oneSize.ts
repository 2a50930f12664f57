import type { ImageSize } from "../../model/run/imageSizes.js";
import type { CostedSpan } from "../../model/run/spanLengths.js";

/** The steps of a run whose images keep their size. */
export function oneSize(size: ImageSize, multiplyAdds: number): readonly CostedSpan[] {
  return [{ size, first: 1, last: 1_000_000, multiplyAdds }];
}

/** For a run of one size. */
export function neverPlaced(size: ImageSize): Promise<never> {
  return Promise.reject(new Error(`Nobody asks for images of ${size.join("×")}.`));
}
