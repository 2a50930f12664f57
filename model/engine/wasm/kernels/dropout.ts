import { hash } from "./hash";

/** output = input · share where it is kept, else 0; `first` holds the place in the batch of the first example, `step` the step's number. */
export function dropMaps(
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
  first: usize,
  step: usize,
  key: i32,
  threshold: i32,
  share: f32,
): void {
  const base = hash(<u32>key ^ hash(<u32>load<f32>(step)));
  let place = <u32>load<i32>(first) * <u32>(height * width * channels);
  for (let example = 0; example < n; example++) {
    for (let y = 0; y < height; y++) {
      let from = input + <usize>example * inputImage + <usize>y * inputRow;
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      for (let x = 0; x < width; x++) {
        for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
          const isKept = hash(place ^ base) >> 8 >= <u32>threshold;
          store<f32>(to + c, isKept ? load<f32>(from + c) * share : 0);
          place++;
        }
        from += inputPixel;
        to += outputPixel;
      }
    }
  }
}
