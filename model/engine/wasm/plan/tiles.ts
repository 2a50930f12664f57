import { hasUnitStride, type Window } from "../../../network/window.js";
import type { ValueId } from "../../../program/operations.js";
import type { Lowering } from "./lowering.js";
import { floatBytes, type Maps } from "./maps.js";
import { positionTable } from "./positionTable.js";
import type { Argument, Address, Slot } from "./step.js";

const side = 3;
const products = 25;
const transformBytes = 512;
const gapBytes = 192;

/** Tiles that are transformed at once: few enough for the second-level cache. */
const block = 48;

/** With fewer tiles of an image, the sums of the gradient would cost more than they save. */
const fewestGradientTiles = 4;

/** Whether a product can be made by Winograd's filtering, with 25 products for 81. */
export function isTiled(window: Window, input: Maps, output: Maps): boolean {
  const fits = output.height % side === 0 && output.width % side === 0;
  const isWide = [input.channels, output.channels].every(
    (channels) => channels >= 8 && channels % 4 === 0,
  );
  const isThree = window.kernel.every((length) => length === side);
  return isThree && hasUnitStride(window) && fits && isWide;
}

export function isGradientTiled(window: Window, input: Maps, gradient: Maps): boolean {
  const tiles = (gradient.height / side) * (gradient.width / side);
  return tiles >= fewestGradientTiles && isTiled(window, input, gradient);
}

export interface TiledProduct {
  readonly input: Maps;
  /** The first tap of the first patch. */
  readonly origin: Address;
  readonly output: Maps;
  readonly weight: ValueId;
  readonly isTurned: boolean;
  readonly bias: Argument;
  readonly mode: number;
}

export function multiplyTiles(lowering: Lowering, product: TiledProduct): void {
  const { input, origin, output, weight, isTurned, bias, mode } = product;
  const { channels } = input;
  const columns = output.channels;
  const filter = { weight, isTurned, channels, columns };
  const offset = lowering.regions.filters.offsetOf(filter);
  const tables = 2 * (block + 5) * floatBytes + 64;
  const bytes = transformBytes + tables + matricesBytes(channels) + matricesBytes(columns);
  lowering.emitOver(
    [input, output],
    "multiplyTiles",
    tileTables(lowering, { input, origin, output }),
    [channels, columns, { space: "filters", offset }, bias, mode],
    [block, scratch(bytes)],
  );
}

export interface TiledGradient {
  readonly input: Maps;
  readonly origin: Address;
  readonly output: Maps;
  readonly sums: readonly [place: Address, panelBytes: number];
}

/** `output` is where the gradient that comes in lies. */
export function addTileGradients(lowering: Lowering, gradient: TiledGradient): void {
  const { input, output, sums } = gradient;
  const { channels } = input;
  const columns = output.channels;
  const packed = matricesBytes(channels) + matricesBytes(columns) + 64;
  const tileSums = products * Math.ceil(columns / 8) * Math.ceil(channels / 6) * 192;
  lowering.emitOver(
    [input, output],
    "addTileGradients",
    tileTables(lowering, gradient),
    [channels, columns, ...sums],
    [block, scratch(transformBytes + packed + tileSums)],
  );
}

/** The number of tiles, and for input and output a table of their corners and the strides. */
function tileTables(
  lowering: Lowering,
  {
    input,
    origin,
    output,
  }: { readonly input: Maps; readonly origin: Address; readonly output: Maps },
): readonly Argument[] {
  const height = output.height / side;
  const width = output.width / side;
  const origins = positionTable(lowering, { ...input, place: origin, height, width }, [side, side]);
  const targets = positionTable(lowering, { ...output, height, width }, [side, side]);
  return [
    height * width,
    ...[origins, input.rowStride, input.pixelStride],
    ...[targets, output.rowStride, output.pixelStride],
  ];
}

function scratch(fixedBytes: number): Address {
  const slot: Slot = { bytesPerExample: 0, fixedBytes };
  return { slot, offset: 0 };
}

/** Of what the tiles of a block become, in maps of so many channels. */
function matricesBytes(channels: number): number {
  return products * (block * channels * floatBytes + gapBytes);
}
