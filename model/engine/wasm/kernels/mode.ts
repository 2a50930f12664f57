/** Bits of a `mode`, which says how results are stored. */
const rectify = 1;
export const accumulate = 2;

/** What is to be stored at `target` of four results: themselves (+ what is there) (→ ReLU). */
export function finish(results: v128, target: usize, mode: i32): v128 {
  if (mode & accumulate) results = f32x4.add(results, v128.load(target));
  // In this order a NaN stays one, so that a run that diverges shows it.
  return mode & rectify ? f32x4.pmax(results, f32x4.splat(0)) : results;
}

/** The same of one result. */
export function finishOne(result: f32, target: usize, mode: i32): f32 {
  if (mode & accumulate) result += load<f32>(target);
  return mode & rectify && result < 0 ? 0 : result;
}
