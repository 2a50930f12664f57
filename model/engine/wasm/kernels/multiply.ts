import { finish, finishOne } from "./mode";
import { multiplyAdd } from "./vector";

/** Bytes of weights that the second-level cache holds beside the patches. */
const cachedWeights = 1 << 20;

/**
 * output = patches · weights (+ bias) (→ ReLU): a convolution, or the gradient of its input, as a
 * matrix product whose left rows are read where they lie. A patch is `tapRows` × `segments` runs of
 * `length` floats; `origins` and `targets` hold the addresses of each patch and of its output.
 */
export function multiplyPatches(
  n: i32,
  positions: i32,
  origins: usize,
  targets: usize,
  tapRows: i32,
  segments: i32,
  length: i32,
  rowStep: i32,
  segmentStep: i32,
  weights: usize,
  panelBytes: i32,
  columns: i32,
  bias: usize,
  mode: i32,
): void {
  const rows = n * positions;
  const segmentSkip = segmentStep - (length << 2);
  const rowSkip = rowStep - segments * segmentStep;
  const tiles = (rows + 5) / 6;
  const panels = (columns + 7) >> 3;
  // What is walked inside is read again and again, so that should be what the cache holds.
  const isCached = panels * panelBytes <= cachedWeights;
  const outer = isCached ? tiles : panels;
  const inner = isCached ? panels : tiles;
  for (let i = 0; i < outer; i++) {
    for (let j = 0; j < inner; j++) {
      const tile = isCached ? i : j;
      const panel = isCached ? j : i;
      multiplyTile(
        origins + <usize>tile * 24,
        targets + <usize>tile * 24,
        min(6, rows - tile * 6),
        tapRows,
        segments,
        length,
        rowSkip,
        segmentSkip,
        weights + <usize>panel * panelBytes,
        bias ? bias + ((<usize>panel) << 5) : 0,
        panel << 5,
        min(8, columns - (panel << 3)),
        mode,
      );
    }
  }
}

/** Six patches by eight columns: twelve sums that stay in registers from the first tap to the last. */
function multiplyTile(
  origins: usize,
  targets: usize,
  rows: i32,
  tapRows: i32,
  segments: i32,
  length: i32,
  rowSkip: i32,
  segmentSkip: i32,
  b: usize,
  bias: usize,
  column: i32,
  columns: i32,
  mode: i32,
): void {
  let a0 = load<usize>(origins);
  let a1 = load<usize>(origins, 4);
  let a2 = load<usize>(origins, 8);
  let a3 = load<usize>(origins, 12);
  let a4 = load<usize>(origins, 16);
  let a5 = load<usize>(origins, 20);
  const low = bias ? v128.load(bias) : f32x4.splat(0);
  const high = bias ? v128.load(bias, 16) : f32x4.splat(0);
  let c00 = low;
  let c01 = high;
  let c10 = low;
  let c11 = high;
  let c20 = low;
  let c21 = high;
  let c30 = low;
  let c31 = high;
  let c40 = low;
  let c41 = high;
  let c50 = low;
  let c51 = high;
  for (let tapRow = 0; tapRow < tapRows; tapRow++) {
    for (let segment = 0; segment < segments; segment++) {
      for (let left = length; left > 0; left--) {
        const p = v128.load(b);
        const q = v128.load(b, 16);
        let s = v128.load32_splat(a0);
        c00 = multiplyAdd(s, p, c00);
        c01 = multiplyAdd(s, q, c01);
        s = v128.load32_splat(a1);
        c10 = multiplyAdd(s, p, c10);
        c11 = multiplyAdd(s, q, c11);
        s = v128.load32_splat(a2);
        c20 = multiplyAdd(s, p, c20);
        c21 = multiplyAdd(s, q, c21);
        s = v128.load32_splat(a3);
        c30 = multiplyAdd(s, p, c30);
        c31 = multiplyAdd(s, q, c31);
        s = v128.load32_splat(a4);
        c40 = multiplyAdd(s, p, c40);
        c41 = multiplyAdd(s, q, c41);
        s = v128.load32_splat(a5);
        c50 = multiplyAdd(s, p, c50);
        c51 = multiplyAdd(s, q, c51);
        a0 += 4;
        a1 += 4;
        a2 += 4;
        a3 += 4;
        a4 += 4;
        a5 += 4;
        b += 32;
      }
      a0 += segmentSkip;
      a1 += segmentSkip;
      a2 += segmentSkip;
      a3 += segmentSkip;
      a4 += segmentSkip;
      a5 += segmentSkip;
    }
    a0 += rowSkip;
    a1 += rowSkip;
    a2 += rowSkip;
    a3 += rowSkip;
    a4 += rowSkip;
    a5 += rowSkip;
  }
  storeRow(load<usize>(targets) + column, c00, c01, columns, mode);
  if (rows > 1) storeRow(load<usize>(targets, 4) + column, c10, c11, columns, mode);
  if (rows > 2) storeRow(load<usize>(targets, 8) + column, c20, c21, columns, mode);
  if (rows > 3) storeRow(load<usize>(targets, 12) + column, c30, c31, columns, mode);
  if (rows > 4) storeRow(load<usize>(targets, 16) + column, c40, c41, columns, mode);
  if (rows > 5) storeRow(load<usize>(targets, 20) + column, c50, c51, columns, mode);
}

function storeRow(target: usize, low: v128, high: v128, columns: i32, mode: i32): void {
  if (columns === 8) {
    v128.store(target, finish(low, target, mode));
    v128.store(target, finish(high, target + 16, mode), 16);
    return;
  }
  for (let column = 0; column < columns; column++) {
    const place = target + ((<usize>column) << 2);
    store<f32>(place, finishOne(f32x4.extract_lane(low, 0), place, mode));
    low = i8x16.shuffle(low, high, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    high = i8x16.shuffle(high, high, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3);
  }
}
