import { gridUniforms, type GridLength } from "./grid.js";
import type { Shader } from "./shader.js";

/** Rows and columns of the product that a workgroup computes, and positions it takes at once. */
const side = 32;
const depth = 16;
const threads = 8;
const perThread = side / threads;

/**
 * patchesᵀ · gradient, the patches read from the maps as they are needed: [chunks, kernel height · kernel
 * width · channels, filters], each chunk the sum over its share of the batch's positions. Chunks give a GPU
 * enough to do at once where a layer has few weights, and unlike atomic sums always give the same.
 */
export const weightGradient: Shader<GridLength | "filters" | "positions"> = {
  name: "weightGradient",
  inputs: ["maps", "gradient"],
  uniforms: { ...gridUniforms, filters: "i32", positions: "i32" },
  tiles: { height: side, width: side, threads },
  declarations: `
    var<workgroup> patchTile : array<array<f32, ${side}>, ${depth}>;
    var<workgroup> gradientTile : array<array<f32, ${side}>, ${depth}>;`,
  body: `
    let rows = uniforms.kernelHeight * uniforms.kernelWidth * uniforms.channels;
    let chunk = i32(workgroupId.z);
    let firstRow = i32(workgroupId.y) * ${side};
    let firstColumn = i32(workgroupId.x) * ${side};
    // What this thread loads: one row of the patches and one column of the gradient.
    let lane = i32(localIndex) % ${side};
    let row = firstRow + lane;
    let column = firstColumn + lane;
    let tap = row / uniforms.channels;
    let down = tap / uniforms.kernelWidth - uniforms.paddingAbove;
    let across = tap % uniforms.kernelWidth - uniforms.paddingLeft;
    var sums : array<vec4<f32>, ${perThread}>;
    for (var first = 0; first < uniforms.positions; first += ${depth}) {
      for (var inner = i32(localIndex) / ${side}; inner < ${depth}; inner += ${(threads * threads) / side}) {
        var patchValue = 0.0;
        var gradientValue = 0.0;
        if (first + inner < uniforms.positions) {
          let position = chunk * uniforms.positions + first + inner;
          let line = position / uniforms.outWidth;
          let example = line / uniforms.outHeight;
          let y = line % uniforms.outHeight * uniforms.strideDown + down;
          let x = position % uniforms.outWidth * uniforms.strideAcross + across;
          if (row < rows && y >= 0 && x >= 0 && y < uniforms.height && x < uniforms.width) {
            let place = (example * uniforms.height + y) * uniforms.width + x;
            patchValue = maps[place * uniforms.channels + row % uniforms.channels];
          }
          if (column < uniforms.filters) {
            gradientValue = gradient[position * uniforms.filters + column];
          }
        }
        patchTile[inner][lane] = patchValue;
        gradientTile[inner][lane] = gradientValue;
      }
      workgroupBarrier();
      for (var inner = 0; inner < ${depth}; inner++) {
        let c = i32(localId.x) * 4;
        let values = vec4<f32>(
          gradientTile[inner][c],
          gradientTile[inner][c + 1],
          gradientTile[inner][c + 2],
          gradientTile[inner][c + 3]);
        for (var r = 0; r < ${perThread}; r++) {
          sums[r] += patchTile[inner][i32(localId.y) * ${perThread} + r] * values;
        }
      }
      workgroupBarrier();
    }
    for (var r = 0; r < ${perThread}; r++) {
      let toRow = firstRow + i32(localId.y) * ${perThread} + r;
      for (var c = 0; c < 4; c++) {
        let toColumn = firstColumn + i32(localId.x) * 4 + c;
        if (toRow < rows && toColumn < uniforms.filters) {
          result[(chunk * rows + toRow) * uniforms.filters + toColumn] = sums[r][c];
        }
      }
    }`,
};

/** Workgroups that keep a large GPU busy. */
const wantedWorkgroups = 512;

/** Into how many equal parts the examples of a batch are split. */
export function chunksOf(batch: number, rows: number, columns: number): number {
  const tiles = Math.ceil(rows / side) * Math.ceil(columns / side);
  const most = Math.max(1, Math.min(batch, Math.floor(wantedWorkgroups / tiles)));
  for (let chunks = most; chunks > 1; chunks--) if (batch % chunks === 0) return chunks;
  return 1;
}
