/** Adds the absolute values of all elements, or their squares, to the float64 at `sum`. */
export function addMagnitudes(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  areSquared: i32,
  sum: usize,
): void {
  let total = load<f64>(sum);
  const bytes = (<usize>channels) << 2;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let pixel = input + <usize>example * inputImage + <usize>y * inputRow;
      for (let x = 0; x < width; x++) {
        // Short sums in float32, long ones in float64.
        let parts = f32x4.splat(0);
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          const values = v128.load(pixel + c);
          const magnitudes = areSquared ? f32x4.mul(values, values) : f32x4.abs(values);
          parts = f32x4.add(parts, magnitudes);
        }
        let part =
          f32x4.extract_lane(parts, 0) +
          f32x4.extract_lane(parts, 1) +
          f32x4.extract_lane(parts, 2) +
          f32x4.extract_lane(parts, 3);
        for (; c < bytes; c += 4) {
          const value = load<f32>(pixel + c);
          part += areSquared ? value * value : abs(value);
        }
        total += <f64>part;
        pixel += inputPixel;
      }
    }
  }
  store<f64>(sum, total);
}

/**
 * The bin of a value: `octaves` for each sign, the smallest from 2^`smallest` on, around one for
 * values near zero. A bin holds its lower edge.
 */
function binOf(value: f32, smallest: i32, octaves: i32): i32 {
  const bits = reinterpret<i32>(value);
  const isNegative = bits < 0;
  // Of negative values the edge belongs to the bin of the smaller magnitude.
  const magnitude = isNegative ? (bits & 0x7fffffff) - 1 : bits;
  const octave = min(max((magnitude >> 23) - 127 - smallest, -1), octaves - 1) + 1;
  return isNegative ? octaves - octave : octaves + octave;
}

/** Adds one to the int32 of a value's bin. */
function count(value: f32, smallest: i32, octaves: i32, counts: usize): void {
  const place = counts + ((<usize>binOf(value, smallest, octaves)) << 2);
  store<i32>(place, load<i32>(place) + 1);
}

/** The sum of what each worker has. */
function sumOfWorkers(values: usize, workerStride: i32, workers: i32): f32 {
  let sum: f32 = 0;
  for (let worker = 0; worker < workers; worker++) {
    sum += load<f32>(values + <usize>worker * workerStride);
  }
  return sum;
}

/** Counts every element in its bin. */
export function countBinsOfMaps(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  smallest: i32,
  octaves: i32,
  counts: usize,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let pixel = input + <usize>example * inputImage + <usize>y * inputRow;
      for (let x = 0; x < width; x++) {
        for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
          count(load<f32>(pixel + c), smallest, octaves, counts);
        }
        pixel += inputPixel;
      }
    }
  }
}

/** The same for `length` sums over all workers. */
export function countBins(
  values: usize,
  workerStride: i32,
  workers: i32,
  length: i32,
  smallest: i32,
  octaves: i32,
  counts: usize,
): void {
  for (let index = 0; index < length; index++) {
    count(sumOfWorkers(values, workerStride, workers), smallest, octaves, counts);
    values += 4;
  }
}

/** Sets the byte of every channel that is positive at some position of some example. */
export function markAlive(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  alive: usize,
): void {
  for (let c = 0; c < channels; c += 4) {
    const lanes = min(4, channels - c);
    let largest = f32x4.splat(0);
    for (let example = 0; example < n; example++) {
      for (let y = 0; y < height; y++) {
        let pixel = input + <usize>example * inputImage + <usize>y * inputRow + (<usize>c << 2);
        for (let x = 0; x < width; x++) {
          // A vector may reach into the next pixel; its last lanes are not looked at.
          largest = f32x4.pmax(largest, v128.load(pixel));
          pixel += inputPixel;
        }
      }
    }
    const marks = i32x4.bitmask(f32x4.gt(largest, f32x4.splat(0)));
    for (let lane = 0; lane < lanes; lane++) {
      if (marks & (1 << lane)) store<u8>(alive + c + lane, 1);
    }
  }
}

/** Adds the squares of `length` sums over all workers to the float64 at `sum`. */
export function addSquares(
  values: usize,
  workerStride: i32,
  workers: i32,
  length: i32,
  sum: usize,
): void {
  let total = load<f64>(sum);
  for (let index = 0; index < length; index++) {
    const value = <f64>sumOfWorkers(values, workerStride, workers);
    total += value * value;
    values += 4;
  }
  store<f64>(sum, total);
}
