/** Of each input channel the sum of the squares of all weights, [..., in, out], that read it. */
export function inputSquares({
  shape,
  values,
}: {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}): Float64Array {
  const [inputs = 0, outputs = 1] = shape.slice(-2);
  const squares = new Float64Array(inputs);
  for (let row = 0, place = 0; place < values.length; row++) {
    let sum = 0;
    for (const end = place + outputs; place < end; place++) sum += (values[place] ?? 0) ** 2;
    const input = row % inputs;
    squares[input] = (squares[input] ?? 0) + sum;
  }
  return squares;
}
