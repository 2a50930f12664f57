/**
 * Adds each example's softmax cross-entropy to the float64 at `sum`, and writes the gradient of the
 * batch's mean for the logits; the float32 at `share` is 1 / batch. Of each label the share
 * `smoothing` goes to all classes alike.
 */
export function crossEntropy(
  n: i32,
  logits: usize,
  logitsImage: i32,
  labels: usize,
  gradient: usize,
  gradientImage: i32,
  classes: i32,
  share: usize,
  smoothing: f32,
  weight: f32,
  sum: usize,
): void {
  const spread = <f64>smoothing / <f64>classes;
  const scale = <f64>load<f32>(share) * <f64>weight;
  for (let example = 0; example < n; example++) {
    const row = logits + <usize>example * logitsImage;
    const label = load<i32>(labels + ((<usize>example) << 2));
    const largest = <f64>load<f32>(row + ((<usize>firstLargest(row, classes)) << 2));
    let total: f64 = 0;
    for (let c = 0; c < classes; c++)
      total += Math.exp(<f64>load<f32>(row + ((<usize>c) << 2)) - largest);
    let mean: f64 = 0;
    for (let c = 0; c < classes; c++) {
      const score = <f64>load<f32>(row + ((<usize>c) << 2));
      const probability = Math.exp(score - largest) / total;
      const target: f64 = (c === label ? 1 - <f64>smoothing : 0) + spread;
      mean += score / <f64>classes;
      const place = gradient + <usize>example * gradientImage + ((<usize>c) << 2);
      store<f32>(place, <f32>((probability - target) * scale));
    }
    const truth = <f64>load<f32>(row + ((<usize>label) << 2));
    const expected = (1 - <f64>smoothing) * truth + <f64>smoothing * mean;
    const loss = Math.log(total) + largest - expected;
    store<f64>(sum, load<f64>(sum) + loss);
  }
}

/** Adds 1 to the float64 at `sum` for each example whose largest logit is the label's. */
export function countHits(
  n: i32,
  logits: usize,
  logitsImage: i32,
  labels: usize,
  classes: i32,
  sum: usize,
): void {
  for (let example = 0; example < n; example++) {
    const guess = firstLargest(logits + <usize>example * logitsImage, classes);
    if (guess === load<i32>(labels + ((<usize>example) << 2))) store<f64>(sum, load<f64>(sum) + 1);
  }
}

function firstLargest(row: usize, count: i32): i32 {
  let best = 0;
  for (let c = 1; c < count; c++) {
    if (load<f32>(row + ((<usize>c) << 2)) > load<f32>(row + ((<usize>best) << 2))) best = c;
  }
  return best;
}
