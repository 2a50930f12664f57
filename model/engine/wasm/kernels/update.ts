import { multiplyAdd } from "./vector";

/**
 * In the place of the first worker's gradients: those of all workers, summed in their order, times the
 * float32 at `factor` where there is one, plus `decay` · parameters. For `count` floats, a multiple of 4,
 * as everywhere here.
 */
export function sumGradients(
  gradients: usize,
  workerStride: i32,
  workers: i32,
  count: i32,
  factor: usize,
  parameters: usize,
  decay: f32,
): void {
  const scale = f32x4.splat(factor ? load<f32>(factor) : 1);
  const share = f32x4.splat(decay);
  for (let place: usize = 0; place < (<usize>count) << 2; place += 16) {
    let gradient = v128.load(gradients + place);
    for (let worker = 1; worker < workers; worker++) {
      const other = v128.load(gradients + <usize>worker * workerStride + place);
      gradient = f32x4.add(gradient, other);
    }
    if (factor) gradient = f32x4.mul(gradient, scale);
    if (decay !== 0) {
      gradient = f32x4.add(gradient, f32x4.mul(share, v128.load(parameters + place)));
    }
    v128.store(gradients + place, gradient);
  }
}

/** The float32 at `output` is what scales gradients down to the norm `largest`, by the workers' float64 sums of squares. */
export function clipFactor(
  squares: usize,
  workerStride: i32,
  workers: i32,
  largest: f32,
  output: usize,
): void {
  let sum: f64 = 0;
  for (let worker = 0; worker < workers; worker++) {
    sum += load<f64>(squares + <usize>worker * workerStride);
  }
  store<f32>(output, <f32>Math.min(1, <f64>largest / (Math.sqrt(sum) + 1e-6)));
}

/** averages += max(share, 10 / (step + 9)) · (values − averages). */
export function averageFloats(
  averages: usize,
  values: usize,
  count: i32,
  step: usize,
  share: f32,
): void {
  const part = f32x4.splat(max(share, 10 / (load<f32>(step) + 9)));
  for (let place: usize = 0; place < (<usize>count) << 2; place += 16) {
    const before = v128.load(averages + place);
    const distance = f32x4.sub(v128.load(values + place), before);
    v128.store(averages + place, multiplyAdd(part, distance, before));
  }
}

/** parameters −= rate · gradients. */
export function descend(parameters: usize, gradients: usize, count: i32, rate: usize): void {
  const step = f32x4.splat(-load<f32>(rate));
  for (let place: usize = 0; place < (<usize>count) << 2; place += 16) {
    const value = v128.load(parameters + place);
    v128.store(parameters + place, multiplyAdd(step, v128.load(gradients + place), value));
  }
}

/** velocity ← momentum · velocity + gradient; Nesterov's step looks once more along it. */
export function descendWithMomentum(
  parameters: usize,
  gradients: usize,
  count: i32,
  rate: usize,
  velocities: usize,
  momentum: f32,
  isNesterov: i32,
): void {
  const step = f32x4.splat(-load<f32>(rate));
  const keep = f32x4.splat(momentum);
  for (let place: usize = 0; place < (<usize>count) << 2; place += 16) {
    const gradient = v128.load(gradients + place);
    const velocity = multiplyAdd(keep, v128.load(velocities + place), gradient);
    v128.store(velocities + place, velocity);
    const along = isNesterov ? multiplyAdd(keep, velocity, gradient) : velocity;
    v128.store(parameters + place, multiplyAdd(step, along, v128.load(parameters + place)));
  }
}

/** The float32 at `time` is the number of the step. */
export function descendByAdam(
  parameters: usize,
  gradients: usize,
  count: i32,
  rate: usize,
  means: usize,
  squares: usize,
  time: usize,
  beta1: f64,
  beta2: f64,
  epsilon: f32,
  decay: f32,
): void {
  const step = <f64>load<f32>(time);
  const length = load<f32>(rate);
  const ofMean = f32x4.splat(<f32>(1.0 / (1.0 - Math.pow(beta1, step))));
  const ofSquare = f32x4.splat(<f32>(1.0 / (1.0 - Math.pow(beta2, step))));
  const keep1 = f32x4.splat(<f32>beta1);
  const keep2 = f32x4.splat(<f32>beta2);
  const share1 = f32x4.splat(<f32>(1.0 - beta1));
  const share2 = f32x4.splat(<f32>(1.0 - beta2));
  const smallest = f32x4.splat(epsilon);
  const shrink = f32x4.splat(1 - length * decay);
  const back = f32x4.splat(-length);
  for (let place: usize = 0; place < (<usize>count) << 2; place += 16) {
    const gradient = v128.load(gradients + place);
    const mean = multiplyAdd(keep1, v128.load(means + place), f32x4.mul(share1, gradient));
    const squared = f32x4.mul(share2, f32x4.mul(gradient, gradient));
    const square = multiplyAdd(keep2, v128.load(squares + place), squared);
    v128.store(means + place, mean);
    v128.store(squares + place, square);
    const deviation = f32x4.add(f32x4.sqrt(f32x4.mul(square, ofSquare)), smallest);
    const along = f32x4.div(f32x4.mul(mean, ofMean), deviation);
    const value = f32x4.mul(v128.load(parameters + place), shrink);
    v128.store(parameters + place, multiplyAdd(back, along, value));
  }
}
