/** Adds the absolute values of all elements to the float64 at `sum`. */
export function addAbsolute(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  sum: usize,
): void {
  let total = load<f64>(sum);
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let pixel = input + <usize>example * inputImage + <usize>y * inputRow;
      for (let x = 0; x < width; x++) {
        // Short sums in float32, long ones in float64.
        let part: f32 = 0;
        for (let c: usize = 0; c < (<usize>channels) << 2; c += 4)
          part += abs(load<f32>(pixel + c));
        total += <f64>part;
        pixel += inputPixel;
      }
    }
  }
  store<f64>(sum, total);
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

/** Adds the squares of `count` sums over all workers to the float64 at `sum`. */
export function addSquares(
  gradients: usize,
  workerStride: i32,
  workers: i32,
  count: i32,
  sum: usize,
): void {
  let total = load<f64>(sum);
  for (let index = 0; index < count; index++) {
    let value: f32 = 0;
    for (let worker = 0; worker < workers; worker++) {
      value += load<f32>(gradients + <usize>worker * workerStride + ((<usize>index) << 2));
    }
    total += <f64>value * <f64>value;
  }
  store<f64>(sum, total);
}
