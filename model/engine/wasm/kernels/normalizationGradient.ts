import { inverseDeviation } from "./deviation";
import { multiplyAdd } from "./vector";

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
