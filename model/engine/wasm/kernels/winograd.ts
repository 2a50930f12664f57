import { accumulate, finish } from "./mode";
import { multiplyPatches } from "./multiply";
import { positions } from "./positions";
import { transformFilter, transformPatch, transformProducts } from "./transforms";
import { addTile } from "./weightGradient";

/** Products of a tile; each is an element of a matrix of its own. */
const products = 25;

const transformBytes = 512;

/** Between matrices, so that the elements of a tile do not all fall into one set of the cache. */
const gapBytes = 192;

/**
 * The 25 matrices of 3×3 weights, each in panels of as many rows as there are channels. Weights
 * that are turned around for the gradient of an input are transformed in the same way.
 */
export function transformWeights(
  weights: usize,
  panelBytes: i32,
  channels: i32,
  columns: i32,
  output: usize,
  scratch: usize,
): void {
  const panels = (columns + 7) >> 3;
  const matrixPanel = channels << 5;
  const matrix = panels * matrixPanel;
  for (let panel = 0; panel < panels; panel++) {
    const from = weights + <usize>panel * panelBytes;
    const to = output + <usize>panel * matrixPanel;
    for (let place: usize = 0; place < <usize>matrixPanel; place += 16) {
      transformFilter(
        from + place,
        3 * matrixPanel,
        matrixPanel,
        to + place,
        5 * matrix,
        matrix,
        scratch,
      );
    }
  }
}

/**
 * What `multiplyPatches` does, for 3×3 windows of stride 1 over maps whose sides 3 divides, with
 * channels and columns in fours. `origins` and `targets` name the corners of tiles of 3×3 outputs, of
 * which `block` are taken at once.
 */
export function multiplyTiles(
  n: i32,
  tiles: i32,
  origins: usize,
  inputRow: i32,
  inputPixel: i32,
  targets: usize,
  outputRow: i32,
  outputPixel: i32,
  channels: i32,
  columns: i32,
  weights: usize,
  bias: usize,
  mode: i32,
  block: i32,
  scratch: usize,
): void {
  const rows = n * tiles;
  const weightMatrix = <usize>((((columns + 7) >> 3) * channels) << 5);
  const patchMatrix = ((block * channels) << 2) + gapBytes;
  const productMatrix = ((block * columns) << 2) + gapBytes;
  const patchTable = scratch + transformBytes;
  const productTable = patchTable + <usize>((block + 5) << 2);
  const patches = (productTable + <usize>((block + 5) << 2) + 63) & ~63;
  const sums = patches + <usize>(products * patchMatrix);
  for (let row = 0; row < rows; row += block) {
    const count = min(block, rows - row);
    const place = (<usize>row) << 2;
    packTiles(
      origins + place,
      count,
      inputRow,
      inputPixel,
      channels,
      patches,
      patchMatrix,
      scratch,
      false,
    );
    for (let product = 0; product < products; product++) {
      const from = patches + <usize>(product * patchMatrix);
      const to = sums + <usize>(product * productMatrix);
      positions(1, from, 0, 0, channels << 2, 1, count, patchTable);
      positions(1, to, 0, 0, columns << 2, 1, count, productTable);
      const matrix = weights + <usize>product * weightMatrix;
      multiplyPatches(
        1,
        count,
        patchTable,
        productTable,
        1,
        1,
        channels,
        0,
        0,
        matrix,
        channels << 5,
        columns,
        0,
        0,
      );
    }
    storeTiles(
      targets + place,
      count,
      outputRow,
      outputPixel,
      columns,
      sums,
      productMatrix,
      bias,
      mode,
      scratch,
    );
  }
}

/** Transforms tiles: 5×5 inputs by the corners of their patches, or 3×3 gradients. */
function packTiles(
  corners: usize,
  count: i32,
  rowStride: i32,
  pixelStride: i32,
  channels: i32,
  packed: usize,
  matrix: i32,
  scratch: usize,
  areGradients: bool,
): void {
  const transformedRow = 5 * matrix;
  for (let tile = 0; tile < count; tile++) {
    const corner = load<usize>(corners + ((<usize>tile) << 2));
    for (let c: usize = 0; c < (<usize>channels) << 2; c += 16) {
      const from = corner + c;
      const to = packed + c;
      if (areGradients)
        transformFilter(from, rowStride, pixelStride, to, transformedRow, matrix, scratch);
      else transformPatch(from, rowStride, pixelStride, to, transformedRow, matrix, scratch);
    }
    packed += (<usize>channels) << 2;
  }
}

function storeTiles(
  targets: usize,
  count: i32,
  rowStride: i32,
  pixelStride: i32,
  columns: i32,
  sums: usize,
  matrix: i32,
  bias: usize,
  mode: i32,
  scratch: usize,
): void {
  for (let tile = 0; tile < count; tile++) {
    const target = load<usize>(targets + ((<usize>tile) << 2));
    for (let c: usize = 0; c < (<usize>columns) << 2; c += 16) {
      transformProducts(sums + c, 5 * matrix, matrix, scratch);
      const shift = bias ? v128.load(bias + c) : f32x4.splat(0);
      storeTile(scratch, target + c, rowStride, pixelStride, shift, mode);
    }
    sums += (<usize>columns) << 2;
  }
}

function storeTile(
  from: usize,
  to: usize,
  rowStride: i32,
  pixelStride: i32,
  shift: v128,
  mode: i32,
): void {
  for (let y = 0; y < 3; y++) {
    let pixel = to;
    for (let x = 0; x < 3; x++) {
      const value = f32x4.add(v128.load(from + (x << 4)), shift);
      v128.store(pixel, finish(value, pixel, mode));
      pixel += pixelStride;
    }
    from += 80;
    to += rowStride;
  }
}

/** What `addWeightGradient` does, under the conditions of `multiplyTiles`. */
export function addTileGradients(
  n: i32,
  tiles: i32,
  origins: usize,
  inputRow: i32,
  inputPixel: i32,
  targets: usize,
  gradientRow: i32,
  gradientPixel: i32,
  channels: i32,
  columns: i32,
  sums: usize,
  panelBytes: i32,
  block: i32,
  scratch: usize,
): void {
  const rows = n * tiles;
  const panels = (columns + 7) >> 3;
  const patchMatrix = ((block * channels) << 2) + gapBytes;
  const gradientMatrix = ((block * columns) << 2) + gapBytes;
  const sumPanel = ((channels + 5) / 6) * 192;
  const patches = scratch + transformBytes;
  const gradients = patches + <usize>(products * patchMatrix);
  // The last tile reads on past the last channel, into sums that nobody looks at.
  const tileSums = gradients + <usize>(products * gradientMatrix) + 64;
  memory.fill(tileSums, 0, <usize>(products * panels * sumPanel));
  for (let row = 0; row < rows; row += block) {
    const count = min(block, rows - row);
    const place = (<usize>row) << 2;
    packTiles(
      origins + place,
      count,
      inputRow,
      inputPixel,
      channels,
      patches,
      patchMatrix,
      scratch,
      false,
    );
    packTiles(
      targets + place,
      count,
      gradientRow,
      gradientPixel,
      columns,
      gradients,
      gradientMatrix,
      scratch,
      true,
    );
    let sum = tileSums;
    for (let product = 0; product < products; product++) {
      const a = patches + <usize>(product * patchMatrix);
      const b = gradients + <usize>(product * gradientMatrix);
      for (let panel = 0; panel < panels; panel++) {
        for (let c = 0; c < channels; c += 6) {
          addTile(
            a + ((<usize>c) << 2),
            channels << 2,
            b + ((<usize>panel) << 5),
            columns << 2,
            count,
            sum,
          );
          sum += 192;
        }
      }
    }
  }
  addFilters(tileSums, sumPanel, panels, channels, columns, sums, panelBytes, scratch);
}

/** Adds the weights' gradients that the sums over all tiles stand for. */
function addFilters(
  tileSums: usize,
  sumPanel: i32,
  panels: i32,
  channels: i32,
  columns: i32,
  sums: usize,
  panelBytes: i32,
  scratch: usize,
): void {
  const matrix = panels * sumPanel;
  const pixelStride = channels << 5;
  for (let column = 0; column < columns; column += 4) {
    const half = (<usize>(column & 4)) << 2;
    const from = tileSums + <usize>(column >> 3) * sumPanel + half;
    const to = sums + <usize>(column >> 3) * panelBytes + half;
    for (let c: usize = 0; c < (<usize>channels) << 5; c += 32) {
      transformProducts(from + c, 5 * matrix, matrix, scratch);
      storeTile(scratch, to + c, 3 * pixelStride, pixelStride, f32x4.splat(0), accumulate);
    }
  }
}
