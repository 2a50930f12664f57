/** Each number over a power of a sum of squares of the channels within `radius` at its position. */
export function localResponseMaps(
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
  radius: i32,
  alpha: f32,
  beta: f32,
  offset: f32,
): void {
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          const sum = sumOf(from, c, channels, radius, alpha, offset);
          store<f32>(at(to, c), load<f32>(at(from, c)) * power(sum, beta));
        }
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
}

/** Its gradient; `normalized` is input · sum^−beta, so that one power is enough. */
export function localResponseGradient(
  n: i32,
  gradient: usize,
  gradientImage: i32,
  gradientRow: i32,
  gradientPixel: i32,
  input: usize,
  inputImage: i32,
  inputRow: i32,
  inputPixel: i32,
  normalized: usize,
  normalizedImage: i32,
  normalizedRow: i32,
  normalizedPixel: i32,
  output: usize,
  outputImage: i32,
  outputRow: i32,
  outputPixel: i32,
  height: i32,
  width: i32,
  channels: i32,
  radius: i32,
  alpha: f32,
  beta: f32,
  offset: f32,
): void {
  const share = alpha * beta * <f32>2.0;
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let slopes = gradient + <usize>example * gradientImage + <usize>y * gradientRow;
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let given = normalized + <usize>example * normalizedImage + <usize>y * normalizedRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        for (let c = 0; c < channels; c++) {
          let through: f32 = 0;
          for (let other = max(0, c - radius); other <= min(channels - 1, c + radius); other++) {
            const sum = sumOf(from, other, channels, radius, alpha, offset);
            through += (load<f32>(at(slopes, other)) * load<f32>(at(given, other))) / sum;
          }
          const sum = sumOf(from, c, channels, radius, alpha, offset);
          const own = load<f32>(at(slopes, c)) * power(sum, beta);
          store<f32>(at(to, c), own - share * load<f32>(at(from, c)) * through);
        }
        slopes += gradientPixel;
        from += inputPixel;
        given += normalizedPixel;
        to += outputPixel;
      }
    }
  }
}

function at(pixel: usize, channel: i32): usize {
  return pixel + ((<usize>channel) << 2);
}

/** What divides, before the power. */
function sumOf(
  pixel: usize,
  channel: i32,
  channels: i32,
  radius: i32,
  alpha: f32,
  offset: f32,
): f32 {
  let sum: f32 = 0;
  const last = min(channels - 1, channel + radius);
  for (let other = max(0, channel - radius); other <= last; other++) {
    const value = load<f32>(at(pixel, other));
    sum += value * value;
  }
  return offset + alpha * sum;
}

/** sum^−beta; by roots for the beta of both papers, which are many times as fast as a power. */
function power(sum: f32, beta: f32): f32 {
  if (beta === 0.75) {
    const root = sqrt<f32>(sum);
    return 1 / (root * sqrt<f32>(root));
  }
  return <f32>Math.pow(<f64>sum, -(<f64>beta));
}
