/** Bytes to float32, times `factor`; the bytes lie example after example. */
export function scaleBytes(
  n: i32,
  bytes: usize,
  factor: f32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let pixel = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          store<f32>(pixel + ((<usize>c) << 2), <f32>load<u8>(bytes++) * factor);
        }
        pixel += outputPixel;
      }
    }
  }
}

/** Bilinear with aligned pixel centers; positions beyond the border read the border. */
export function resizeMaps(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  newHeight: i32,
  newWidth: i32,
  channels: i32,
): void {
  for (let y = 0; y < newHeight; y++) {
    const row = sourceOf(y, newHeight, height);
    const upper = <usize>clamp(row, height) * inputRow;
    const lower = <usize>clamp(row + 1, height) * inputRow;
    const down = <f32>(row - floor(row));
    for (let x = 0; x < newWidth; x++) {
      const column = sourceOf(x, newWidth, width);
      const left = <usize>clamp(column, width) * inputPixel;
      const right = <usize>clamp(column + 1, width) * inputPixel;
      const along = <f32>(column - floor(column));
      let from = input;
      let to = output + <usize>y * outputRow + <usize>x * outputPixel;
      for (let example = 0; example < n; example++) {
        for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
          const above = mix(
            load<f32>(from + upper + left + c),
            load<f32>(from + upper + right + c),
            along,
          );
          const below = mix(
            load<f32>(from + lower + left + c),
            load<f32>(from + lower + right + c),
            along,
          );
          store<f32>(to + c, mix(above, below, down));
        }
        from += inputImage;
        to += outputImage;
      }
    }
  }
}

/** The place in the source whose center meets that of a target's place. */
function sourceOf(place: i32, targets: i32, sources: i32): f64 {
  return ((<f64>place + 0.5) * <f64>sources) / <f64>targets - 0.5;
}

function clamp(place: f64, length: i32): i32 {
  return max(0, min(length - 1, <i32>floor(place)));
}

function mix(a: f32, b: f32, share: f32): f32 {
  return a + (b - a) * share;
}
