/** The mean of each window; what lies outside the maps counts as zeros. */
export function averagePool(
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
  const share = <f32>(1.0 / <f64>(kernelHeight * kernelWidth));
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < pooledHeight; y++) {
      const top = max(0, y * strideDown - paddingAbove);
      const bottom = min(height, y * strideDown - paddingAbove + kernelHeight);
      for (let x = 0; x < pooledWidth; x++) {
        const left = max(0, x * strideAcross - paddingLeft);
        const right = min(width, x * strideAcross - paddingLeft + kernelWidth);
        const to =
          output + <usize>example * outputImage + <usize>y * outputRow + <usize>x * outputPixel;
        memory.fill(to, 0, (<usize>channels) << 2);
        for (let row = top; row < bottom; row++) {
          let from =
            input + <usize>example * inputImage + <usize>row * inputRow + <usize>left * inputPixel;
          for (let column = left; column < right; column++) {
            addShare(from, share, to, channels);
            from += inputPixel;
          }
        }
      }
    }
  }
}

/** Adds an even share of each gradient to every position of its window. */
export function addAveragePoolGradient(
  n: i32,
  gradient: usize,
  gradientImage: i32,
  gradientRow: i32,
  gradientPixel: i32,
  pooledHeight: i32,
  pooledWidth: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  kernelHeight: i32,
  kernelWidth: i32,
  strideDown: i32,
  strideAcross: i32,
  paddingAbove: i32,
  paddingLeft: i32,
): void {
  const share = <f32>(1.0 / <f64>(kernelHeight * kernelWidth));
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < pooledHeight; y++) {
      const top = max(0, y * strideDown - paddingAbove);
      const bottom = min(height, y * strideDown - paddingAbove + kernelHeight);
      for (let x = 0; x < pooledWidth; x++) {
        const left = max(0, x * strideAcross - paddingLeft);
        const right = min(width, x * strideAcross - paddingLeft + kernelWidth);
        const from =
          gradient +
          <usize>example * gradientImage +
          <usize>y * gradientRow +
          <usize>x * gradientPixel;
        for (let row = top; row < bottom; row++) {
          let to =
            output +
            <usize>example * outputImage +
            <usize>row * outputRow +
            <usize>left * outputPixel;
          for (let column = left; column < right; column++) {
            addShare(from, share, to, channels);
            to += outputPixel;
          }
        }
      }
    }
  }
}

/** to += from · share, of all channels of a pixel. */
function addShare(from: usize, share: f32, to: usize, channels: i32): void {
  const bytes = (<usize>channels) << 2;
  const shares = f32x4.splat(share);
  let c: usize = 0;
  for (; c + 16 <= bytes; c += 16) {
    const part = f32x4.mul(v128.load(from + c), shares);
    v128.store(to + c, f32x4.add(v128.load(to + c), part));
  }
  for (; c < bytes; c += 4) {
    store<f32>(to + c, load<f32>(to + c) + load<f32>(from + c) * share);
  }
}
