import { finish, finishOne } from "./mode";

/** Zeros on all sides of every image, so many rows and columns; `base` is the first pixel inside. */
export function clearBorder(
  n: i32,
  base: usize,
  imageStride: i32,
  rowStride: i32,
  pixelBytes: i32,
  height: i32,
  width: i32,
  rows: i32,
  columns: i32,
): void {
  const side = columns * pixelBytes;
  for (let example = 0; example < n; example++) {
    const first = base + <usize>example * imageStride;
    const outer = rows * rowStride + side;
    memory.fill(first - outer, 0, outer);
    for (let y = 1; y < height; y++) {
      memory.fill(first + <usize>y * rowStride - 2 * side, 0, 2 * side);
    }
    memory.fill(first + <usize>(height - 1) * rowStride + <usize>width * pixelBytes, 0, outer);
  }
}

export function clearMaps(
  n: i32,
  base: usize,
  imageStride: i32,
  rowStride: i32,
  pixelStride: i32,
  height: i32,
  width: i32,
  channels: i32,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let pixel = base + <usize>example * imageStride + <usize>y * rowStride;
      for (let x = 0; x < width; x++) {
        memory.fill(pixel, 0, (<usize>channels) << 2);
        pixel += pixelStride;
      }
    }
  }
}

/** output = input (+ bias), stored as `mode` says. */
export function copyMaps(
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
  bias: usize,
  mode: i32,
): void {
  const bytes = (<usize>channels) << 2;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          const shift = bias ? v128.load(bias + c) : f32x4.splat(0);
          const shifted = f32x4.add(v128.load(from + c), shift);
          v128.store(to + c, finish(shifted, to + c, mode));
        }
        for (; c < bytes; c += 4) {
          const shifted = load<f32>(from + c) + (bias ? load<f32>(bias + c) : 0);
          store<f32>(to + c, finishOne(shifted, to + c, mode));
        }
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
}

/** output = input · factor */
export function weighMaps(
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
  factor: f32,
): void {
  const bytes = (<usize>channels) << 2;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          v128.store(to + c, f32x4.mul(v128.load(from + c), f32x4.splat(factor)));
        }
        for (; c < bytes; c += 4) store<f32>(to + c, load<f32>(from + c) * factor);
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
}

/** output = factor · input, by channels. */
export function maskMaps(
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
): void {
  const bytes = (<usize>channels) << 2;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          v128.store(to + c, f32x4.mul(v128.load(from + c), v128.load(factors + c)));
        }
        for (; c < bytes; c += 4) {
          store<f32>(to + c, load<f32>(from + c) * load<f32>(factors + c));
        }
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
}

/** The gradient where the activation is positive, 0 elsewhere; `output` may be `gradient`. */
export function gateMaps(
  n: i32,
  gradient: usize,
  gradientImage: i32,
  gradientRow: i32,
  gradientPixel: i32,
  activation: usize,
  activationImage: i32,
  activationRow: i32,
  activationPixel: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
): void {
  const bytes = (<usize>channels) << 2;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = gradient + <usize>example * gradientImage + <usize>y * gradientRow;
      let gate = activation + <usize>example * activationImage + <usize>y * activationRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c + 16 <= bytes; c += 16) {
          const isOpen = f32x4.gt(v128.load(gate + c), f32x4.splat(0));
          v128.store(to + c, v128.and(v128.load(from + c), isOpen));
        }
        for (; c < bytes; c += 4) {
          store<f32>(to + c, load<f32>(gate + c) > 0 ? load<f32>(from + c) : 0);
        }
        from += gradientPixel;
        gate += activationPixel;
        to += outputPixel;
      }
    }
  }
}
