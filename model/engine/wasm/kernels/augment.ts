import { hash } from "./hash";

/** As `draws` has them in `augmentation.ts`. */
const flip: u32 = 0;
const down: u32 = 1;
const across: u32 = 2;
const erase: u32 = 3;
const holeHeight: u32 = 4;
const holeWidth: u32 = 5;
const holeTop: u32 = 6;
const holeLeft: u32 = 7;
const holeGray: u32 = 8;
const drawsPerPicture: u32 = 16;

/** From 0 to below `count`. */
function draw(begin: u32, number: u32, base: u32, count: i32): i32 {
  return <i32>(((hash((begin + number) ^ base) >> 16) * <u32>count) >> 16);
}

/** As `augmentation.ts` has it; `first` holds the place in the batch of the first example, `step` the step's number. */
export function augmentMaps(
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
  flips: i32,
  farDown: i32,
  farAcross: i32,
  tallest: i32,
  leastHeight: i32,
  widest: i32,
  leastWidth: i32,
  factor: f32,
): void {
  const base = hash(<u32>key ^ hash(<u32>load<f32>(step)));
  for (let example = 0; example < n; example++) {
    const begin = (<u32>load<i32>(first) + <u32>example) * drawsPerPicture;
    const isFlipped = flips == 1 && draw(begin, flip, base, 2) == 1;
    const moved = draw(begin, down, base, 2 * farDown + 1) - farDown;
    const pushed = draw(begin, across, base, 2 * farAcross + 1) - farAcross;
    let tall = 0;
    let wide = 0;
    let top = 0;
    let left = 0;
    let gray: f32 = 0;
    if (tallest > 0 && draw(begin, erase, base, 2) == 1) {
      tall = leastHeight + draw(begin, holeHeight, base, tallest - leastHeight + 1);
      wide = leastWidth + draw(begin, holeWidth, base, widest - leastWidth + 1);
      top = draw(begin, holeTop, base, height - tall + 1);
      left = draw(begin, holeLeft, base, width - wide + 1);
      gray = <f32>draw(begin, holeGray, base, 256) * factor;
    }
    const from = input + <usize>example * inputImage;
    for (let y = 0; y < height; y++) {
      let to = output + <usize>example * outputImage + <usize>y * outputRow;
      const row = y - moved;
      for (let x = 0; x < width; x++) {
        const straight = x - pushed;
        const column = isFlipped ? width - 1 - straight : straight;
        const isErased = y >= top && y < top + tall && x >= left && x < left + wide;
        const isInside = row >= 0 && row < height && column >= 0 && column < width;
        const pixel = from + <usize>row * inputRow + <usize>column * inputPixel;
        for (let c: usize = 0; c < (<usize>channels) << 2; c += 4) {
          let value: f32 = 0;
          if (isErased) value = gray;
          else if (isInside) value = load<f32>(pixel + c);
          store<f32>(to + c, value);
        }
        to += outputPixel;
      }
    }
  }
}
