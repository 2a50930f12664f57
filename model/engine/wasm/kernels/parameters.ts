/**
 * The weights as the gradient of the input needs them: panels of input channels, a row for every tap
 * (the last first) and output channel.
 */
export function transposeWeights(
  weights: usize,
  panelBytes: i32,
  taps: i32,
  channels: i32,
  columns: i32,
  output: usize,
): void {
  const outputPanel = (taps * columns) << 5;
  for (let panel = 0; panel << 3 < columns; panel++) {
    const lanes = min(8, columns - (panel << 3));
    let row = weights + <usize>panel * panelBytes;
    for (let tap = 0; tap < taps; tap++) {
      const firstRow = (taps - 1 - tap) * columns + (panel << 3);
      for (let c = 0; c < channels; c++) {
        let to = output + <usize>(c >> 3) * outputPanel + (((<usize>firstRow) << 3) + (c & 7)) * 4;
        for (let lane = 0; lane < lanes; lane++) {
          store<f32>(to, load<f32>(row + ((<usize>lane) << 2)));
          to += 32;
        }
        row += 32;
      }
    }
  }
}

/** sums += the sum over all positions: the gradient of a bias. */
export function addColumnSums(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  sums: usize,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let pixel = input + <usize>example * inputImage + <usize>y * inputRow;
      for (let x = 0; x < width; x++) {
        let c: usize = 0;
        for (; c < ((<usize>channels) & ~3) << 2; c += 16) {
          v128.store(sums + c, f32x4.add(v128.load(sums + c), v128.load(pixel + c)));
        }
        for (; c < (<usize>channels) << 2; c += 4) {
          store<f32>(sums + c, load<f32>(sums + c) + load<f32>(pixel + c));
        }
        pixel += inputPixel;
      }
    }
  }
}
