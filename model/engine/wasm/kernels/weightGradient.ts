import { multiplyAdd } from "./vector";

/**
 * sums += patchesᵀ · gradients, over the positions of all examples: the gradient of a convolution's
 * weights, in their panel layout. Positions are taken in blocks; of a block six taps at a time are
 * packed to `scratch`, so that the whole matrix of patches never exists.
 */
export function addWeightGradient(
  n: i32,
  positions: i32,
  origins: usize,
  targets: usize,
  tapRows: i32,
  tapColumns: i32,
  channels: i32,
  rowStep: i32,
  pixelStep: i32,
  columns: i32,
  sums: usize,
  panelBytes: i32,
  block: i32,
  scratch: usize,
): void {
  const rows = n * positions;
  const taps = tapRows * tapColumns * channels;
  const panels = (columns + 7) >> 3;
  const gradients = scratch + <usize>block * 24;
  for (let row = 0; row < rows; row += block) {
    const length = min(block, rows - row);
    const blockOrigins = origins + ((<usize>row) << 2);
    packGradients(targets + ((<usize>row) << 2), length, columns, gradients);
    for (let tap = 0; tap < taps; tap += 6) {
      const o0 = offsetOf(tap, taps, tapColumns, channels, rowStep, pixelStep);
      const o5 = offsetOf(tap + 5, taps, tapColumns, channels, rowStep, pixelStep);
      if (o0 + 20 === o5) packRun(blockOrigins, length, o0, scratch);
      else {
        for (let lane = 0; lane < 6; lane++) {
          const offset = offsetOf(tap + lane, taps, tapColumns, channels, rowStep, pixelStep);
          packLane(blockOrigins, length, offset, scratch + ((<usize>lane) << 2));
        }
      }
      for (let panel = 0; panel < panels; panel++) {
        addTile(
          scratch,
          24,
          gradients + ((<usize>panel * length) << 5),
          32,
          length,
          sums + <usize>panel * panelBytes + ((<usize>tap) << 5),
        );
      }
    }
  }
}

/** Where a tap lies, from the origin of its patch; below every patch for those past the last. */
function offsetOf(
  tap: i32,
  taps: i32,
  tapColumns: i32,
  channels: i32,
  rowStep: i32,
  pixelStep: i32,
): i32 {
  if (tap >= taps) return i32.MIN_VALUE;
  const place = tap / channels;
  return (
    (place / tapColumns) * rowStep + (place % tapColumns) * pixelStep + ((tap - place * channels) << 2)
  );
}

/** Six neighboring taps of each patch. */
function packRun(origins: usize, length: i32, offset: i32, packed: usize): void {
  const end = packed + <usize>length * 24;
  for (; packed < end; packed += 24) {
    const from = load<usize>(origins) + offset;
    v128.store(packed, v128.load(from));
    store<u64>(packed, load<u64>(from, 16), 16);
    origins += sizeof<usize>();
  }
}

function packLane(origins: usize, length: i32, offset: i32, packed: usize): void {
  const isTap = offset !== i32.MIN_VALUE;
  for (let row = 0; row < length; row++) {
    store<f32>(packed, isTap ? load<f32>(load<usize>(origins) + offset) : 0);
    packed += 24;
    origins += sizeof<usize>();
  }
}

/** Eight columns side by side for every position, panel after panel; columns past the last are 0. */
function packGradients(targets: usize, length: i32, columns: i32, packed: usize): void {
  for (let column = 0; column < columns; column += 8) {
    const count = min(8, columns - column);
    for (let row = 0; row < length; row++) {
      const from = load<usize>(targets + ((<usize>row) << 2)) + ((<usize>column) << 2);
      if (count === 8) {
        v128.store(packed, v128.load(from));
        v128.store(packed, v128.load(from, 16), 16);
      } else {
        memory.fill(packed, 0, 32);
        memory.copy(packed, from, (<usize>count) << 2);
      }
      packed += 32;
    }
  }
}

/**
 * Six taps by eight columns, summed in registers over a block of positions, which lie `aStep` and
 * `bStep` bytes apart.
 */
export function addTile(a: usize, aStep: i32, b: usize, bStep: i32, length: i32, sum: usize): void {
  let c00 = v128.load(sum);
  let c01 = v128.load(sum, 16);
  let c10 = v128.load(sum, 32);
  let c11 = v128.load(sum, 48);
  let c20 = v128.load(sum, 64);
  let c21 = v128.load(sum, 80);
  let c30 = v128.load(sum, 96);
  let c31 = v128.load(sum, 112);
  let c40 = v128.load(sum, 128);
  let c41 = v128.load(sum, 144);
  let c50 = v128.load(sum, 160);
  let c51 = v128.load(sum, 176);
  for (; length > 0; length--) {
    const p = v128.load(b);
    const q = v128.load(b, 16);
    let s = v128.load32_splat(a);
    c00 = multiplyAdd(s, p, c00);
    c01 = multiplyAdd(s, q, c01);
    s = v128.load32_splat(a, 4);
    c10 = multiplyAdd(s, p, c10);
    c11 = multiplyAdd(s, q, c11);
    s = v128.load32_splat(a, 8);
    c20 = multiplyAdd(s, p, c20);
    c21 = multiplyAdd(s, q, c21);
    s = v128.load32_splat(a, 12);
    c30 = multiplyAdd(s, p, c30);
    c31 = multiplyAdd(s, q, c31);
    s = v128.load32_splat(a, 16);
    c40 = multiplyAdd(s, p, c40);
    c41 = multiplyAdd(s, q, c41);
    s = v128.load32_splat(a, 20);
    c50 = multiplyAdd(s, p, c50);
    c51 = multiplyAdd(s, q, c51);
    a += aStep;
    b += bStep;
  }
  v128.store(sum, c00);
  v128.store(sum, c01, 16);
  v128.store(sum, c10, 32);
  v128.store(sum, c11, 48);
  v128.store(sum, c20, 64);
  v128.store(sum, c21, 80);
  v128.store(sum, c30, 96);
  v128.store(sum, c31, 112);
  v128.store(sum, c40, 128);
  v128.store(sum, c41, 144);
  v128.store(sum, c50, 160);
  v128.store(sum, c51, 176);
}
