import type { PerAxis } from "../../../network/spec.js";
import type { Lowering } from "./lowering.js";
import { floatBytes, type Maps } from "./maps.js";
import type { Address, Slot } from "./step.js";

/** The kernels read six rows at a time, so a table of addresses has five more. */
const spareRows = 5;

/** The addresses of the positions of all examples, so many pixels apart. */
export function positionTable(
  lowering: Lowering,
  maps: Maps,
  [down, across]: PerAxis = [1, 1],
): Address {
  const { place, imageStride, rowStride, pixelStride, height, width } = maps;
  const slot: Slot = {
    bytesPerExample: height * width * floatBytes,
    fixedBytes: spareRows * floatBytes,
  };
  const table = { slot, offset: 0 };
  const steps = [imageStride, rowStride * down, pixelStride * across];
  lowering.emit("positions", place, steps, [height, width, table]);
  return table;
}
