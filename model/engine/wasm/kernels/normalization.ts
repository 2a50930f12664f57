import { inverseDeviation } from "./deviation";
import { finish, finishOne } from "./mode";
import { multiplyAdd } from "./vector";

/**
 * Of the examples of one worker: at `moments` their positions' number, then for each channel the mean
 * and the sum of the squares of the distances to it; all float64. Two passes, so that a mean far from 0
 * costs no digits.
 */
export function momentsOfMaps(
  n: i32,
  input: usize,
  imageStride: i32,
  rowStride: i32,
  pixelStride: i32,
  height: i32,
  width: i32,
  channels: i32,
  moments: usize,
): void {
  const count = <f64>(n * height * width);
  store<f64>(moments, count);
  for (let c = 0; c < channels; c += 16) {
    const block = moments + 8 + ((<usize>c) << 4);
    const lanes = min(16, channels - c);
    memory.fill(block, 0, (<usize>lanes) << 4);
    if (n === 0) continue;
    const first = input + ((<usize>c) << 2);
    addDistances(n, first, imageStride, rowStride, pixelStride, height, width, lanes, block, 0);
    for (let lane = 0; lane < lanes; lane++) {
      const mean = block + ((<usize>lane) << 4);
      store<f64>(mean, load<f64>(mean) / count);
    }
    addDistances(n, first, imageStride, rowStride, pixelStride, height, width, lanes, block, 1);
  }
}

/** Of up to 16 channels: adds to their means the values, or (`isSquare`) behind them the squares of the distances to the means. */
function addDistances(
  n: i32,
  input: usize,
  imageStride: i32,
  rowStride: i32,
  pixelStride: i32,
  height: i32,
  width: i32,
  lanes: i32,
  moments: usize,
  isSquare: i32,
): void {
  for (let vector = 0; vector << 2 < lanes; vector += 2) {
    const at = moments + ((<usize>vector) << 6);
    const left = lanes - (vector << 2);
    let center0 = f32x4.splat(0);
    let center1 = f32x4.splat(0);
    if (isSquare) {
      center0 = meansOf(at, left);
      center1 = meansOf(at + 64, left - 4);
    }
    for (let example = 0; example < n; example++) {
      let sum0 = f32x4.splat(0);
      let sum1 = f32x4.splat(0);
      for (let y = 0; y < height; y++) {
        let pixel =
          input + ((<usize>vector) << 4) + <usize>example * imageStride + <usize>y * rowStride;
        for (let x = 0; x < width; x++) {
          let value0 = f32x4.sub(v128.load(pixel), center0);
          let value1 = f32x4.sub(v128.load(pixel, 16), center1);
          if (isSquare) {
            value0 = f32x4.mul(value0, value0);
            value1 = f32x4.mul(value1, value1);
          }
          sum0 = f32x4.add(sum0, value0);
          sum1 = f32x4.add(sum1, value1);
          pixel += pixelStride;
        }
      }
      addLanes(sum0, at + (isSquare ? 8 : 0), left);
      addLanes(sum1, at + 64 + (isSquare ? 8 : 0), left - 4);
    }
  }
}

function meansOf(moments: usize, lanes: i32): v128 {
  let means = f32x4.splat(0);
  if (lanes > 0) means = f32x4.replace_lane(means, 0, <f32>load<f64>(moments));
  if (lanes > 1) means = f32x4.replace_lane(means, 1, <f32>load<f64>(moments + 16));
  if (lanes > 2) means = f32x4.replace_lane(means, 2, <f32>load<f64>(moments + 32));
  if (lanes > 3) means = f32x4.replace_lane(means, 3, <f32>load<f64>(moments + 48));
  return means;
}

/** To float64 numbers that lie 16 bytes apart. */
function addLanes(sums: v128, to: usize, lanes: i32): void {
  if (lanes > 0) store<f64>(to, load<f64>(to) + <f64>f32x4.extract_lane(sums, 0));
  if (lanes > 1) store<f64>(to + 16, load<f64>(to + 16) + <f64>f32x4.extract_lane(sums, 1));
  if (lanes > 2) store<f64>(to + 32, load<f64>(to + 32) + <f64>f32x4.extract_lane(sums, 2));
  if (lanes > 3) store<f64>(to + 48, load<f64>(to + 48) + <f64>f32x4.extract_lane(sums, 3));
}

/**
 * The workers' moments as one (Chan, Golub and LeVeque 1983): the float64 number of positions at
 * `count`, and for each channel a float32 mean and the sample's variance.
 */
export function combineMoments(
  _n: i32,
  moments: usize,
  workerStride: i32,
  workers: i32,
  channels: i32,
  count: usize,
  means: usize,
  variances: usize,
): void {
  let positions: f64 = 0;
  for (let worker = 0; worker < workers; worker++) {
    positions += load<f64>(moments + <usize>worker * workerStride);
  }
  store<f64>(count, positions);
  for (let c: usize = 0; c < <usize>channels; c++) {
    let before: f64 = 0;
    let mean: f64 = 0;
    let squares: f64 = 0;
    for (let worker = 0; worker < workers; worker++) {
      const block = moments + <usize>worker * workerStride;
      const more = load<f64>(block);
      if (more === 0) continue;
      const distance = load<f64>(block + 8 + (c << 4)) - mean;
      const both = before + more;
      squares += load<f64>(block + 16 + (c << 4)) + (distance * distance * before * more) / both;
      mean += (distance * more) / both;
      before = both;
    }
    store<f32>(means + (c << 2), <f32>mean);
    store<f32>(variances + (c << 2), <f32>(squares / Math.max(1, positions - 1)));
  }
}

/** For `scaleMaps`: each channel's factor, and behind all of them each one's summand. */
export function factorsOfNormalization(
  _n: i32,
  channels: i32,
  means: usize,
  variances: usize,
  count: usize,
  epsilon: f32,
  scales: usize,
  shifts: usize,
  factors: usize,
): void {
  for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
    const inverse = inverseDeviation(load<f32>(variances + c), count, epsilon);
    const factor = <f64>load<f32>(scales + c) * inverse;
    store<f32>(factors + c, <f32>factor);
    const summand = <f64>load<f32>(shifts + c) - <f64>load<f32>(means + c) * factor;
    store<f32>(factors + ((<usize>channels) << 2) + c, <f32>summand);
  }
}

/** output = factor · input + summand by channels, stored as `mode` says. */
export function scaleMaps(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  factors: usize,
  mode: i32,
): void {
  const bytes = (<usize>channels) << 2;
  const summands = factors + bytes;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          const value = multiplyAdd(
            v128.load(from + c),
            v128.load(factors + c),
            v128.load(summands + c),
          );
          v128.store(to + c, finish(value, to + c, mode));
        }
        for (; c < bytes; c += 4) {
          const value = load<f32>(from + c) * load<f32>(factors + c) + load<f32>(summands + c);
          store<f32>(to + c, finishOne(value, to + c, mode));
        }
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
}

/** average += share · (value − average), for `count` floats. */
export function follow(averages: usize, values: usize, count: i32, share: f32): void {
  for (let place: usize = 0; place < (<usize>count) << 2; place += 4) {
    const before = load<f32>(averages + place);
    store<f32>(averages + place, before + share * (load<f32>(values + place) - before));
  }
}
