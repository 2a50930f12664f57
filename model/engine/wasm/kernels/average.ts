/** Mean over height and width of every channel. */
export function averageMaps(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  output: usize,
  outputImage: i32,
): void {
  const share = <f32>(1.0 / <f64>(height * width));
  for (let example = 0; example < n; example++) {
    for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
      let sum: f32 = 0;
      for (let y = 0; y < height; y++) {
        let pixel = input + <usize>example * inputImage + <usize>y * inputRow + c;
        for (let x = 0; x < width; x++) {
          sum += load<f32>(pixel);
          pixel += inputPixel;
        }
      }
      store<f32>(output + <usize>example * outputImage + c, sum * share);
    }
  }
}

/** Adds an even share of each channel's gradient to every position. */
export function addAverageGradient(
  n: i32,
  gradient: usize,
  gradientImage: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
): void {
  const share = <f32>(1.0 / <f64>(height * width));
  for (let example = 0; example < n; example++) {
    const from = gradient + <usize>example * gradientImage;
    for (let y = 0; y < height; y++) {
      let pixel = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
          store<f32>(pixel + c, load<f32>(pixel + c) + load<f32>(from + c) * share);
        }
        pixel += outputPixel;
      }
    }
  }
}
