/**
 * The largest element of each window; what lies outside the maps is not looked at. Channels past the
 * last full vector are done one by one.
 */
export function maxPool(
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
  pooledHeight: i32,
  pooledWidth: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideDown: i32,
  strideAcross: i32,
  paddingAbove: i32,
  paddingLeft: i32,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < pooledHeight; y++) {
      const top = max(0, y * strideDown - paddingAbove);
      const bottom = min(height, y * strideDown - paddingAbove + kernelHeight);
      for (let x = 0; x < pooledWidth; x++) {
        const left = max(0, x * strideAcross - paddingLeft);
        const right = min(width, x * strideAcross - paddingLeft + kernelWidth);
        const from =
          input + <usize>example * inputImage + <usize>top * inputRow + <usize>left * inputPixel;
        const to =
          output + <usize>example * outputImage + <usize>y * outputRow + <usize>x * outputPixel;
        poolWindow(from, bottom - top, right - left, inputRow, inputPixel, channels, to);
      }
    }
  }
}

function poolWindow(
  from: usize,
  rows: i32,
  columns: i32,
  rowStride: i32,
  pixelStride: i32,
  channels: i32,
  to: usize,
): void {
  let c = 0;
  for (; c + 4 <= channels; c += 4) {
    const place = from + ((<usize>c) << 2);
    let largest = f32x4.splat(-Infinity);
    for (let y = 0; y < rows; y++) {
      let pixel = place + <usize>y * rowStride;
      for (let x = 0; x < columns; x++) {
        largest = f32x4.pmax(largest, v128.load(pixel));
        pixel += pixelStride;
      }
    }
    v128.store(to + ((<usize>c) << 2), largest);
  }
  for (; c < channels; c++) {
    const place = from + ((<usize>c) << 2);
    let largest: f32 = -Infinity;
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const value = load<f32>(place + <usize>y * rowStride + <usize>x * pixelStride);
        if (value > largest) largest = value;
      }
    }
    store<f32>(to + ((<usize>c) << 2), largest);
  }
}

/** Adds each gradient to the first of the largest elements of its window. */
export function addMaxPoolGradient(
  n: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  height: i32,
  width: i32,
  pooled: usize,
  pooledImage: i32,
  pooledRow: i32,
  pooledPixel: i32,
  pooledHeight: i32,
  pooledWidth: i32,
  gradient: usize,
  gradientImage: i32,
  gradientRow: i32,
  gradientPixel: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideDown: i32,
  strideAcross: i32,
  paddingAbove: i32,
  paddingLeft: i32,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < pooledHeight; y++) {
      const top = max(0, y * strideDown - paddingAbove);
      const bottom = min(height, y * strideDown - paddingAbove + kernelHeight);
      for (let x = 0; x < pooledWidth; x++) {
        const left = max(0, x * strideAcross - paddingLeft);
        const right = min(width, x * strideAcross - paddingLeft + kernelWidth);
        spreadWindow(
          input + <usize>example * inputImage + <usize>top * inputRow + <usize>left * inputPixel,
          inputRow,
          inputPixel,
          pooled + <usize>example * pooledImage + <usize>y * pooledRow + <usize>x * pooledPixel,
          gradient +
            <usize>example * gradientImage +
            <usize>y * gradientRow +
            <usize>x * gradientPixel,
          output +
            <usize>example * outputImage +
            <usize>top * outputRow +
            <usize>left * outputPixel,
          outputRow,
          outputPixel,
          bottom - top,
          right - left,
          channels,
        );
      }
    }
  }
}

function spreadWindow(
  input: usize,
  inputRow: i32,
  inputPixel: i32,
  pooled: usize,
  gradient: usize,
  output: usize,
  outputRow: i32,
  outputPixel: i32,
  rows: i32,
  columns: i32,
  channels: i32,
): void {
  let c: usize = 0;
  const vectors = (<usize>(channels & ~3)) << 2;
  for (; c < vectors; c += 16) {
    const largest = v128.load(pooled + c);
    const share = v128.load(gradient + c);
    let open = i32x4.splat(-1);
    for (let y = 0; y < rows; y++) {
      let from = input + c + <usize>y * inputRow;
      let to = output + c + <usize>y * outputRow;
      for (let x = 0; x < columns; x++) {
        const hit = v128.and(f32x4.eq(v128.load(from), largest), open);
        open = v128.andnot(open, hit);
        v128.store(to, f32x4.add(v128.load(to), v128.and(hit, share)));
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
  for (; c < (<usize>channels) << 2; c += 4) {
    const largest = load<f32>(pooled + c);
    let isOpen = true;
    for (let y = 0; y < rows && isOpen; y++) {
      for (let x = 0; x < columns && isOpen; x++) {
        const from = input + c + <usize>y * inputRow + <usize>x * inputPixel;
        if (load<f32>(from) !== largest) continue;
        const to = output + c + <usize>y * outputRow + <usize>x * outputPixel;
        store<f32>(to, load<f32>(to) + load<f32>(gradient + c));
        isOpen = false;
      }
    }
  }
}
