import { multiplyAdd } from "./vector";

// Winograd's minimal filtering (Lavin and Gray 2016) with 3×3 outputs and 3×3 filters, at the points
// 0, 1, −1, 2 and ∞: 25 products for 9 outputs instead of 81. The size divides all maps of the
// chapter's network (24, 12, 6 and 3 pixels) without a rest. Each function does four channels; maps
// and matrices alike are given by the address of their first element and the steps between rows
// and columns, and `scratch` takes 400 bytes.

const vectorBytes = 16;

/** Bᵀ d B: a patch of 5×5 inputs. */
export function transformPatch(
  from: usize,
  fromRow: i32,
  fromColumn: i32,
  to: usize,
  toRow: i32,
  toColumn: i32,
  scratch: usize,
): void {
  for (let x = 0; x < 5; x++) {
    spread(from, fromRow, scratch + x * vectorBytes, 5 * vectorBytes);
    from += fromColumn;
  }
  for (let y = 0; y < 5; y++) {
    spread(scratch, vectorBytes, to, toColumn);
    scratch += 5 * vectorBytes;
    to += toRow;
  }
}

/** G g Gᵀ: a filter of 3×3 weights, or a tile of 3×3 gradients. */
export function transformFilter(
  from: usize,
  fromRow: i32,
  fromColumn: i32,
  to: usize,
  toRow: i32,
  toColumn: i32,
  scratch: usize,
): void {
  for (let x = 0; x < 3; x++) {
    expand(from, fromRow, scratch + x * vectorBytes, 5 * vectorBytes);
    from += fromColumn;
  }
  for (let y = 0; y < 5; y++) {
    expand(scratch, vectorBytes, to, toColumn);
    scratch += 5 * vectorBytes;
    to += toRow;
  }
}

/** Aᵀ m A to `scratch`, as rows of 80 bytes: a tile of 3×3 outputs, or a filter's gradient. */
export function transformProducts(
  from: usize,
  fromRow: i32,
  fromColumn: i32,
  scratch: usize,
): void {
  let place = scratch;
  for (let x = 0; x < 5; x++) {
    contract(from, fromRow, place, 5 * vectorBytes);
    from += fromColumn;
    place += vectorBytes;
  }
  for (let y = 0; y < 3; y++) {
    contract(scratch, vectorBytes, scratch, vectorBytes);
    scratch += 5 * vectorBytes;
  }
}

/** One dimension of Bᵀ. */
function spread(from: usize, step: usize, to: usize, toStep: usize): void {
  const two = f32x4.splat(2);
  const d0 = v128.load(from);
  const d1 = v128.load(from + step);
  const d2 = v128.load(from + 2 * step);
  const d3 = v128.load(from + 3 * step);
  const d4 = v128.load(from + 4 * step);
  const t3 = f32x4.sub(d3, d1);
  const a = f32x4.sub(d3, d2);
  v128.store(to, multiplyAdd(two, f32x4.sub(d0, d2), t3));
  v128.store(to + toStep, multiplyAdd(f32x4.splat(-2), d1, a));
  v128.store(to + 2 * toStep, multiplyAdd(two, f32x4.sub(d1, d2), a));
  v128.store(to + 3 * toStep, t3);
  v128.store(to + 4 * toStep, multiplyAdd(f32x4.splat(-2), t3, f32x4.sub(d4, d2)));
}

/** One dimension of G. */
function expand(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from);
  const g1 = v128.load(from + step);
  const g2 = v128.load(from + 2 * step);
  const outer = f32x4.add(g0, g2);
  const far = multiplyAdd(f32x4.splat(4), g2, multiplyAdd(f32x4.splat(2), g1, g0));
  v128.store(to, f32x4.mul(g0, f32x4.splat(0.5)));
  v128.store(to + toStep, f32x4.mul(f32x4.add(outer, g1), f32x4.splat(-0.5)));
  v128.store(to + 2 * toStep, f32x4.mul(f32x4.sub(g1, outer), f32x4.splat(<f32>(1.0 / 6.0))));
  v128.store(to + 3 * toStep, f32x4.mul(far, f32x4.splat(<f32>(1.0 / 6.0))));
  v128.store(to + 4 * toStep, g2);
}

/** One dimension of Aᵀ; `to` may be `from`. */
function contract(from: usize, step: usize, to: usize, toStep: usize): void {
  const m0 = v128.load(from);
  const m1 = v128.load(from + step);
  const m2 = v128.load(from + 2 * step);
  const m3 = v128.load(from + 3 * step);
  const m4 = v128.load(from + 4 * step);
  const sum = f32x4.add(m1, m2);
  v128.store(to, f32x4.add(f32x4.add(m0, m3), sum));
  v128.store(to + toStep, multiplyAdd(f32x4.splat(2), m3, f32x4.sub(m1, m2)));
  v128.store(to + 2 * toStep, f32x4.add(multiplyAdd(f32x4.splat(4), m3, sum), m4));
}
