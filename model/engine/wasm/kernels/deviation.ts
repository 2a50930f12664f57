/** 1 / √(variance + epsilon); the variance is a sample's of so many positions, or what it is where there are none. */
export function inverseDeviation(variance: f32, count: usize, epsilon: f32): f64 {
  let share: f64 = 1;
  if (count) {
    const positions = load<f64>(count);
    share = Math.max(1, positions - 1) / positions;
  }
  return 1 / Math.sqrt(<f64>variance * share + <f64>epsilon);
}
