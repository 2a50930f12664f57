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

/** 1 / √(variance + epsilon); the variance is a sample's of so many positions, or what it is where there are none. */
function inverseDeviation(variance: f32, count: usize, epsilon: f32): f64 {
  let share: f64 = 1;
  if (count) {
    const positions = load<f64>(count);
    share = Math.max(1, positions - 1) / positions;
  }
  return 1 / Math.sqrt(<f64>variance * share + <f64>epsilon);
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

/** Adds one worker's part of the gradients of scale and shift. */
export function addNormalGradients(
  n: i32,
  gradient: usize,
  gradientImage: i32,
  gradientRow: i32,
  gradientPixel: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  means: usize,
  variances: usize,
  count: usize,
  epsilon: f32,
  scaleGradients: usize,
  shiftGradients: usize,
): void {
  for (let c: usize = 0; c < (<usize>channels) << 2; c += 16) {
    const lanes = min(4, channels - <i32>(c >> 2));
    const center = v128.load(means + c);
    let sums0: f64 = 0;
    let sums1: f64 = 0;
    let sums2: f64 = 0;
    let sums3: f64 = 0;
    let along0: f64 = 0;
    let along1: f64 = 0;
    let along2: f64 = 0;
    let along3: f64 = 0;
    for (let example = 0; example < n; example++) {
      let sum = f32x4.splat(0);
      let along = f32x4.splat(0);
      for (let y = 0; y < height; y++) {
        let slope = gradient + <usize>example * gradientImage + <usize>y * gradientRow + c;
        let value = input + <usize>example * inputImage + <usize>y * inputRow + c;
        for (let x = 0; x < width; x++) {
          const g = v128.load(slope);
          sum = f32x4.add(sum, g);
          along = multiplyAdd(g, f32x4.sub(v128.load(value), center), along);
          slope += gradientPixel;
          value += inputPixel;
        }
      }
      sums0 += <f64>f32x4.extract_lane(sum, 0);
      sums1 += <f64>f32x4.extract_lane(sum, 1);
      sums2 += <f64>f32x4.extract_lane(sum, 2);
      sums3 += <f64>f32x4.extract_lane(sum, 3);
      along0 += <f64>f32x4.extract_lane(along, 0);
      along1 += <f64>f32x4.extract_lane(along, 1);
      along2 += <f64>f32x4.extract_lane(along, 2);
      along3 += <f64>f32x4.extract_lane(along, 3);
    }
    for (let lane = 0; lane < lanes; lane++) {
      const at = c + ((<usize>lane) << 2);
      const sum = lane === 0 ? sums0 : lane === 1 ? sums1 : lane === 2 ? sums2 : sums3;
      const along = lane === 0 ? along0 : lane === 1 ? along1 : lane === 2 ? along2 : along3;
      const inverse = inverseDeviation(load<f32>(variances + at), count, epsilon);
      store<f32>(shiftGradients + at, load<f32>(shiftGradients + at) + <f32>sum);
      store<f32>(scaleGradients + at, load<f32>(scaleGradients + at) + <f32>(along * inverse));
    }
  }
}

/**
 * For `combineMaps`: what the gradient, then what the input is multiplied by, then what is added, each
 * for all channels. The workers' parts of the gradients of scale and shift are summed.
 */
export function factorsOfGradient(
  _n: i32,
  channels: i32,
  means: usize,
  variances: usize,
  count: usize,
  epsilon: f32,
  scales: usize,
  scaleGradients: usize,
  shiftGradients: usize,
  workerStride: i32,
  workers: i32,
  factors: usize,
): void {
  const bytes = (<usize>channels) << 2;
  const positions = load<f64>(count);
  for (let c: usize = 0; c < bytes; c += 4) {
    let along: f64 = 0;
    let common: f64 = 0;
    for (let worker = 0; worker < workers; worker++) {
      const offset = <usize>worker * workerStride + c;
      along += <f64>load<f32>(scaleGradients + offset);
      common += <f64>load<f32>(shiftGradients + offset);
    }
    const inverse = inverseDeviation(load<f32>(variances + c), count, epsilon);
    const factor = <f64>load<f32>(scales + c) * inverse;
    const ofInput = (-factor * inverse * along) / positions;
    store<f32>(factors + c, <f32>factor);
    store<f32>(factors + bytes + c, <f32>ofInput);
    const summand = (-factor * common) / positions - ofInput * <f64>load<f32>(means + c);
    store<f32>(factors + 2 * bytes + c, <f32>summand);
  }
}

/** output = factor · gradient + factor · input + summand by channels; `output` may be `gradient`. */
export function combineMaps(
  n: i32,
  gradient: usize,
  gradientImage: i32,
  gradientRow: i32,
  gradientPixel: i32,
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
): void {
  const bytes = (<usize>channels) << 2;
  const ofInput = factors + bytes;
  const summands = ofInput + bytes;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let slope = gradient + <usize>example * gradientImage + <usize>y * gradientRow;
      let value = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          const rest = multiplyAdd(
            v128.load(value + c),
            v128.load(ofInput + c),
            v128.load(summands + c),
          );
          v128.store(to + c, multiplyAdd(v128.load(slope + c), v128.load(factors + c), rest));
        }
        for (; c < bytes; c += 4) {
          const rest = load<f32>(value + c) * load<f32>(ofInput + c) + load<f32>(summands + c);
          store<f32>(to + c, load<f32>(slope + c) * load<f32>(factors + c) + rest);
        }
        slope += gradientPixel;
        value += inputPixel;
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
